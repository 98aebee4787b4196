"""What must be true in the end, counted in the stations' own tables against the acts that were answered as recorded.

Nothing here asks the post's heads or numbers: an effect is a row that a station wrote in the transaction of its handler.
"""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from juki.links.post import backlog, stations
from juki.oversight.trail.services.here import broken_here
from juki.systems.kiosk.domain.feed import feed_state
from juki.systems.kiosk.peers import feed
from support import identification
from support.schedules.register import ADDRESSEES, lot
from support.schedules.tables import rows
from support.schedules.world import Done, World

Effect = tuple[str, str, str]
KIOSK: list[Effect] = [("kiosk", "registry", "household-snapshot")]
UPDATE: list[Effect] = [
    ("jukinet", "registry", "resident-update"), ("prefecture", "jukinet", "identification-update"),
    ("nation", "prefecture", "identification-update"),
]  # fmt: skip
NUMBER: list[Effect] = [
    ("unified", "registry", "numbering-request"), ("intermediary", "unified", "code-acquisition"),
    ("intermediary", "unified", "household-copy"), ("nws", "intermediary", "processing-number-request"),
    ("intermediary", "nws", "processing-number-issued"), ("unified", "intermediary", "processing-number-assigned"),
    ("registry", "unified", "processing-number"), ("jukinet", "registry", "linkage-code-request"),
    ("nation", "jukinet", "linkage-code-request"), ("nws", "nation", "linkage-code-seed"),
    ("intermediary", "nws", "linkage-code-issued"), ("inquirer", "nws", "linkage-code-issued"),
    ("unified", "intermediary", "code-state"),
]  # fmt: skip
EFFECTS = {"household": KIOSK, "amend": [*KIOSK, *UPDATE], "number": [*KIOSK, *UPDATE, *NUMBER]}
"""Kind of act → (station, sender, message) that it must cause, each once."""
REASONS = {"TST-0002", "LNK-0301"}
"""Why something may lie parked: the schedule's own refusal, one before it, or 全国 does not know the person yet (its
request went the short way)."""
FORGOTTEN = "LNK-0305"
"""Why receipts about an act lie parked that the register does not know any more."""
MENDINGS = 12


@dataclass
class Findings:
    """What is not as it must be; empty when all is well."""

    lines: list[str] = field(default_factory=list)

    def expect(self, what: str, found: object, wanted: object) -> None:
        """Note ``what`` unless both are the same."""
        if found != wanted:
            self.lines.append(f"{what}: {found!r}, not {wanted!r}")


def judge(world: World) -> list[str]:
    """Let everything come to rest, mend what is parked, and say what is wrong.

    Raises:
        AssertionError: it never comes to rest.
    """
    findings = Findings(list(world.wrong))
    world.trouble(0)
    world.up()
    world.free()
    world.settle()
    _nothing_is_silent(world, findings)
    world.refusals.clear()
    for _ in range(MENDINGS):
        if not rows("select 1 from links_inbox where state = 'parked' limit 1"):
            break
        world.mend()
        world.set_aside_of_forgotten()
        world.settle()
    findings.expect(
        "parked in the end", rows("select owner, code from links_inbox where state = 'parked'"), []
    )
    _once_each(world, findings)
    _in_order(world, findings)
    _told(world, findings)
    _same_facts(world, findings)
    _fresh(world, findings)
    findings.expect("audit chain", broken_here(), None)
    return findings.lines


def _nothing_is_silent(world: World, findings: Findings) -> None:
    """What has had no effect yet at the first station lies there for all to see, with its reason."""
    effects = _effects()
    parked = rows("select owner, sender, name, trace, code, why from links_inbox where state = 'parked'")
    seen = {(owner, sender, name, trace) for owner, sender, name, trace, _, _ in parked}
    for owner, sender, name, trace, code, why in parked:
        allowed = {*REASONS, FORGOTTEN} if trace in world.forgotten else REASONS
        if code not in allowed or not why:
            findings.lines.append(f"{name} of {sender} parked at {owner} for {code} {why}")
    shown = {
        (one.owner, one.sender): (one.parked, set(one.codes)) for one in backlog.incoming() if one.parked
    }
    counted = Counter((owner, sender) for owner, sender, *_ in parked)
    codes = {pair: {row[4] for row in parked if row[:2] == pair} for pair in counted}
    findings.expect("parked shown", shown, {pair: (counted[pair], codes[pair]) for pair in counted})
    for act in world.done:
        if act.key in world.forgotten:
            continue
        for station, sender, name in EFFECTS[act.kind]:
            if sender == "registry" and name != "linkage-code-request":
                count = effects[act.key, station, sender, name] + ((station, sender, name, act.key) in seen)
                findings.expect(f"{name} at {station}, effective or parked", count, 1)


def _once_each(world: World, findings: Findings) -> None:
    effects = _effects()
    for act in world.done:
        for one in EFFECTS[act.kind]:
            count = effects.pop((act.key, *one), 0)
            if act.key not in world.forgotten or count > 1:
                findings.expect(f"effects of {one} for act {_place(world, act)}", count, 1)
    findings.expect("effects of nothing that was recorded", sorted(effects.values()), [])
    kept = {key for (key,) in rows("select key from journey_act")}
    findings.expect("acts in the register", kept, {one.key for one in world.done} - world.forgotten)


def _in_order(world: World, findings: Findings) -> None:
    """Of each person always; on each link altogether, but for what was ever parked."""
    late = {trace for (trace,) in rows("select distinct trace from audit_entry where action = 'link.parked'")}
    acts = {one.key: one for one in world.done}
    went: dict[Effect, list[Done]] = {}
    for station, sender, name, trace in rows(
        "select station, sender, message, trace from journey_effect order by id"
    ):
        if trace in acts:
            went.setdefault((station, sender, name), []).append(acts[trace])
    for one, found in went.items():
        wanted = [act for act in world.done if act in found]
        for person in {act.person for act in found}:
            findings.expect(
                f"order of person {person} by {one}",
                [act.key for act in found if act.person == person],
                [act.key for act in wanted if act.person == person],
            )
        if one[1] == "registry" and one[2] != "linkage-code-request":
            findings.expect(
                f"order of {one}",
                [act.key for act in found if act.key not in late],
                [act.key for act in wanted if act.key not in late],
            )


def _told(world: World, findings: Findings) -> None:
    """The register knows of every station that it was reached."""
    for act in world.done:
        if act.key in world.before_restore:
            continue  # receipts that the register had and lost are not told a second time
        known = {(one.station, one.message): one.state for one in stations.of_trace("registry", act.key)}
        wanted = {(one[0], one[2]): "applied" for one in EFFECTS[act.kind]}
        findings.expect(f"known of act {_place(world, act)}", sorted(known.items() - wanted.items()), [])
        findings.expect(f"unknown of act {_place(world, act)}", sorted(wanted.items() - known.items()), [])


def _same_facts(world: World, findings: Findings) -> None:
    """What the stations' own files say of each person is what was recorded last."""
    for person in {act.person for act in world.done}:
        acts = [act for act in world.done if act.person == person]
        if any(act.key in world.forgotten for act in acts):
            continue
        code, last = identification.code(person + 1), acts[-1].number
        updates = [act.number for act in acts if act.kind != "household"]
        for what, query, key, wanted in (
            ("jukinet", "select update_number from jukinet_identification_version where resident_code = %s order by id",
             code, [(number,) for number in updates]),
            ("nation", "select address like %s from nation_person where resident_code = %s",
             (f"%{lot(last)}", code), [(True,)]),
            ("kiosk", "select address_lot from kiosk_person where addressee_number = %s",
             ADDRESSEES[person], [(lot(last),)]),
        ):  # fmt: skip
            findings.expect(
                f"person {person} at {what}",
                rows(query, *(key if isinstance(key, tuple) else (key,))),
                wanted,
            )


def _fresh(world: World, findings: Findings) -> None:
    """One more heartbeat each, and every receiver knows that it has everything."""
    began = world.clock.now().machine
    for owner, destination in rows("select owner, destination from links_outbox_head order by 1, 2"):
        world.lane(owner, destination).send_heartbeat()
        heard = backlog.heard_at(destination, owner)
        if heard is None or heard < began:
            findings.lines.append(f"{destination} heard {owner} last at {heard}")
    now = world.clock.now().machine
    state = feed_state(
        now=now, heard_at=feed.heard_at(), unclear_since=feed.unclear_since(), max_age=feed.max_age()
    )
    if world.done:
        findings.expect("feed of the kiosk is fresh", state.fresh, True)


def _effects() -> Counter[tuple[UUID, str, str, str]]:
    found = rows("select trace, station, sender, message, count(*) from journey_effect group by 1, 2, 3, 4")
    return Counter({(trace, station, sender, name): count for trace, station, sender, name, count in found})


def _place(world: World, act: Done) -> int:
    return world.done.index(act)
