"""Writing what comes out of an 異動: one writer for all of them, so that the history has one hand.

A version gets the next 履歴番号 of its person, a household a version when its 世帯主 or its being open changes. Nothing
here changes history.

Source: STD 1.1.13, 1.2.1, 4.3.1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from django.db import connection

from juki.kernel.work import Act
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.movement import Movement, Numbers, Outcome, Scene
from juki.systems.registry.domain.outcomes import outcome
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.errors import ChangedMeanwhile
from juki.systems.registry.records.models import (
    EventRow,
    HouseholdRow,
    HouseholdVersion,
    ResidentRow,
)
from juki.systems.registry.services import alias_histories, announcing, code_stock, numbers, places
from juki.systems.registry.services.change_forms import SourceForm
from juki.systems.registry.services.drafting import draft, wanted
from juki.systems.registry.services.forms import CameForm
from juki.systems.registry.services.rows import cipher, columns, head_columns, insert, sealed
from juki.systems.registry.services.scenes import scene_about
from juki.vault.ciphers import ColumnCipher

_OF_ITSELF = CameForm(capacity="ex_officio")


class Entered(NamedTuple):
    """Who typed what is recorded, and where; ``place`` is the code of the 入力場所.

    Whoever approved it is no item of the register (STD 4.0.8).
    """

    by: str
    terminal: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Grounds:
    """What an act rests on beside the 異動 itself: who typed it, who came, which alerts were accepted and why.

    ``told`` names by 住民票コード the municipality that hears of a 転入, confirmed by the nation (empty: none).
    """

    entered: Entered
    came: CameForm = _OF_ITSELF
    alerts: Sequence[Alert] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    sources: Sequence[SourceForm] = ()
    digest: bytes = b""
    told: Mapping[str, str] = field(default_factory=dict)


def record_movement(
    act: Act, movement: Movement, *, operator: str, terminal: str, grounds: Grounds | None = None
) -> Outcome:
    """Record ``movement`` in an act that is open: what came by a message, or is done by a job.

    Raises:
        JukiError: see ``record_change`` and ``scenes.scene_about``.
    """
    joined = {movement.household} if movement.household.isdigit() else set()
    named = [*(one.addressee_number for one in movement.persons), *movement.rest, *movement.positions]
    scene = scene_about(
        {one for one in named if one}, households=joined, target=movement.target, lock=True
    )  # fmt: skip
    entered = Entered(operator, terminal, places.place_of(operator, terminal))
    return record_change(act, movement, scene, grounds=grounds or Grounds(entered=entered))


def record_change(
    act: Act, movement: Movement, scene: Scene, *, grounds: Grounds, drafted: Outcome | None = None
) -> Outcome:
    """Take the numbers that are needed, and write what comes out. ``scene`` is locked; ``drafted`` is its ``draft``.

    Raises:
        NumbersExhausted, CodesExhausted: no 宛名番号 or no 住民票コード is left.
        ChangedMeanwhile: a record is no longer the one that was read.
        JukiError: see ``domain.outcomes.outcome``.
        IntegrityError: somebody is a resident already.
    """
    made = drafted or draft(scene, movement)
    addressees, founds, codes = wanted(made)
    if addressees or founds or codes:
        made = outcome(scene, movement, Numbers(
            addressees=tuple(numbers.claim(addressees, trace=act.trace, times=act.times)),
            household=numbers.next_household_number() if founds else "",
            codes=tuple(code_stock.claim(codes, trace=act.trace, times=act.times)) if codes else (),
        ))  # fmt: skip
    record_outcome(act, made, scene, movement, grounds=grounds)
    return made


def record_outcome(act: Act, made: Outcome, scene: Scene, movement: Movement, *, grounds: Grounds) -> None:
    """Write an outcome and tell everybody who must hear of it. ``scene`` is locked, ``movement`` says what the act was.

    Raises:
        ChangedMeanwhile: a record is no longer the one that was read.
        IntegrityError: somebody is a resident already.
    """
    about = list(dict.fromkeys(one.resident.addressee_number for one in made.versions if one.about))
    _write_event(act, made, scene, movement, about=about, grounds=grounds)
    written = _write_versions(act, made, scene, grounds.entered)
    _write_households(act, made, scene, grounds.entered)
    alias_histories.follow(act, written)
    announcing.announce_outcome(
        act, made, scene, movement, told=grounds.told, operator=grounds.entered.by,
        terminal=grounds.entered.terminal,
    )  # fmt: skip
    act.log(
        f"{movement.reason.family}.recorded",
        detail={"persons": len(about), "versions": len(made.versions), "alerts": len(grounds.alerts)},
        subjects=[
            f"application:{act.trace}", *(f"household:{one.number}" for one in made.households),
            *(f"addressee:{one}" for one in dict.fromkeys(one.resident.addressee_number for one in made.versions)),
        ],
    )  # fmt: skip


def _write_event(
    act: Act, made: Outcome, scene: Scene, movement: Movement, *, about: Sequence[str], grounds: Grounds
) -> None:
    """The 異動 itself; the trace makes it unique. ``reasons`` say by code why each alert was accepted."""
    stored, came = movement.day.to_storage(), grounds.came
    first = made.after(about[0]) if about else None
    EventRow.objects.create(
        trace=act.trace, reason=movement.reason.code, event_class=str(movement.reason.event_class),
        day=movement.day.internal, day_form=stored.form, day_text=stored.text, notified_on=movement.notified_on,
        processed_on=act.times.legal_day, basis=str(movement.basis), target=movement.target, note=movement.note,
        whole_household=_is_whole(made, scene, set(about)),
        sources=[msgspec.to_builtins(source) for source in grounds.sources],
        household_number=first.household_number if first else "", came_as=came.capacity, came_name=came.name,
        came_documents=list(came.documents), alerts=[alert.code for alert in grounds.alerts],
        alert_reasons={alert.code: grounds.reasons[alert.code] for alert in grounds.alerts},
        form_digest=grounds.digest, recorded_at=act.times.machine, operator=grounds.entered.by,
        terminal=grounds.entered.terminal, place=grounds.entered.place,
    )  # fmt: skip


def _is_whole(made: Outcome, scene: Scene, about: set[str]) -> bool:
    """世帯全部: nobody stayed where somebody of them was; of who lived nowhere here, nobody else is where they are now."""
    left = [set(one.members) for one in scene.households.values() if about.intersection(one.members)]
    joined = [set(one.members) for one in made.households if about.intersection(one.members)]
    places = left or joined
    return bool(places) and all(members <= about for members in places)


class Numbered(NamedTuple):
    """A version with its 履歴番号, and the row before it."""

    number: int
    resident: Resident
    before: Resident | None
    cancels: int | None


def _write_versions(act: Act, made: Outcome, scene: Scene, entered: Entered) -> list[Numbered]:
    last = {number: versions[-1].number for number, versions in scene.histories.items()}
    known, written = dict(last), []
    for one in made.versions:
        number = one.resident.addressee_number
        last[number] = last.get(number, 0) + 1
        written.append(Numbered(last[number], one.resident, one.before, one.cancels))
    by = cipher()
    _write_heads(written, known, by)
    insert("registry_resident_version", sealed([
        {
            "number": one.number, "trace": act.trace, "recorded_at": act.times.machine, "operator": entered.by,
            "terminal": entered.terminal, "cancels": one.cancels, **columns(one.resident),
        }
        for one in written
    ], by))  # fmt: skip
    return written


def _write_heads(written: Sequence[Numbered], known: Mapping[str, int], by: ColumnCipher) -> None:
    """Heads in the order of 宛名番号, then new ones in the order of 個人番号, so that two acts never deadlock."""
    heads = {
        one.resident.addressee_number: {
            "addressee_number": one.resident.addressee_number, "version": one.number, **head_columns(one.resident),
        }
        for one in written
    }  # fmt: skip
    standing = [{**heads[number], "known": known[number]} for number in sorted(heads.keys() & known.keys())]
    changed = _changed_heads(sealed(standing, by)) if standing else set()
    fresh = [head for number, head in heads.items() if number not in changed]
    gone = known.keys() & {head["addressee_number"] for head in fresh}
    if gone and ResidentRow.objects.filter(addressee_number__in=gone).exists():
        raise ChangedMeanwhile
    if fresh:
        insert("registry_resident", sealed(sorted(
            fresh, key=lambda head: (head["individual_number"], head["addressee_number"])
        ), by))  # fmt: skip


def _changed_heads(heads: Sequence[Mapping[str, Any]]) -> set[str]:
    """宛名番号 of those that were still what was read. Their rows are locked with the scene, so in any order."""
    columns = [column for column in heads[0] if column not in {"addressee_number", "known"}]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""update registry_resident r set {", ".join(f"{column} = new.{column}" for column in columns)}
             from json_populate_recordset(null::registry_resident, %s::json) new,
             unnest(%s::text[], %s::int[]) as known (number, version)
             where r.addressee_number = new.addressee_number and known.number = new.addressee_number
             and r.version = known.version returning r.addressee_number""",  # noqa: S608 - names of ours
            [
                msgspec.json.encode(heads).decode(),
                [head["addressee_number"] for head in heads],
                [head["known"] for head in heads],
            ],
        )
        return {number for (number,) in cursor.fetchall()}


def _write_households(act: Act, made: Outcome, scene: Scene, entered: Entered) -> None:
    """A version of each household that is founded, closed, opened again or has another 世帯主."""
    valid_from = next(one.resident.event.holds_from for one in made.versions)
    rows = HouseholdRow.objects.in_bulk([household.number for household in made.households])
    for household in made.households:
        head, is_open = made.head_of(household, scene), bool(household.members)
        row = rows.get(household.number)
        if row is None:
            row = HouseholdRow(household_number=household.number, version=0)
        elif (row.head_number, row.is_open) == (head, is_open) and household.number not in made.founded:
            continue
        row.version, row.head_number, row.is_open = row.version + 1, head, is_open
        row.save(force_insert=row.version == 1)
        HouseholdVersion.objects.create(
            household_number=row.household_number, number=row.version, head_number=head, is_open=is_open,
            institution=household.institution, event_id=act.trace, valid_from=valid_from,
            recorded_at=act.times.machine, operator=entered.by, terminal=entered.terminal,
        )  # fmt: skip


class Placed(msgspec.Struct, frozen=True):
    """One recorded person."""

    addressee_number: str


class Shown(msgspec.Struct, frozen=True):
    """An alert as the caller sees it."""

    code: str
    text: str


class Recorded(msgspec.Struct, frozen=True):
    """What became of an application: its trace, the household, the persons in 記載順位, alerts."""

    trace: UUID
    household_number: str
    residents: list[Placed]
    alerts: list[Shown]


def recorded(trace: UUID) -> Recorded | None:
    """What was recorded under ``trace``, if anything was: the persons whom it was about."""
    with connection.cursor() as cursor:
        cursor.execute(_RECORDED, [trace])
        rows = cursor.fetchall()
    if not rows:
        return None
    household_number, alerts, _ = rows[0]
    placed = dict.fromkeys(number for *_, number in rows if number)
    texts = {alert.code: alert.text for alert in Alert}
    return Recorded(
        trace=trace, household_number=household_number, residents=[Placed(number) for number in placed],
        alerts=[Shown(code, texts[code]) for code in alerts],
    )  # fmt: skip


_RECORDED = """select e.household_number, e.alerts, v.addressee_number from registry_event e
 left join registry_resident_version v on v.trace = e.trace and v.event_reason = e.reason
 where e.trace = %s order by v.position, v.number"""
