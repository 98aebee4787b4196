"""転入: from an approved application to the record and to everybody who must hear of it, in one act.

Source: 住基法22条, 30条の46; STD 4.1.1; document I-2 system 1①; docs/rules/move-in.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from juki.kernel.work import Act
from juki.systems.registry.domain import household
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.application import demand_confirmed
from juki.systems.registry.domain.newcomer import MoveIn
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.errors import NoSuchHousehold
from juki.systems.registry.records.models import EventRow, ResidentVersion
from juki.systems.registry.services import announcing, numbers, residents
from juki.systems.registry.services.arrivals import Arrival, demand_not_here, returning
from juki.systems.registry.services.forms import CameForm
from juki.systems.registry.services.number_checks import Confirmed
from juki.systems.registry.services.suspicions import alerts_of
from juki.systems.registry.services.writing import Entered, write_event, write_household, write_new_versions


class Placed(msgspec.Struct, frozen=True):
    """One recorded person."""

    addressee_number: str


class Shown(msgspec.Struct, frozen=True):
    """An alert as the caller sees it."""

    code: str
    text: str


class Recorded(msgspec.Struct, frozen=True):
    """What became of a notification: its trace, the household, the persons in the order of the form, alerts."""

    trace: UUID
    household_number: str
    residents: list[Placed]
    alerts: list[Shown]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Approved:
    """What is recorded: the notification, who came with it, the confirmations, why each alert is accepted.

    ``reasons`` are the reviewer's; ``earlier`` those of the submission, of which some may no longer be asked for.
    """

    move: MoveIn
    came: CameForm
    persons: Sequence[Confirmed]
    reasons: Mapping[str, str]
    earlier: Mapping[str, str]
    entered: Entered
    digest: bytes


def record(act: Act, approved: Approved) -> Recorded:
    """Write everything, in the lock order of this package, inside the transaction of ``act``.

    Raises:
        AlertsUnconfirmed, UnknownAlert: the reasons do not fit the alerts as they are now.
        NoSuchHousehold, HouseholdElsewhere, SecondHead: the household does not take them.
        AlreadyResident, RecordedDead: somebody lives here, or is recorded dead.
        NumbersExhausted, ChangedMeanwhile: there are no numbers, or a record was changed meanwhile.
        IntegrityError: somebody else was faster.
    """
    move, persons = approved.move, approved.persons
    codes = [one.resident_code for one in persons]
    members = _members(move)
    demand_not_here(move, codes)
    former = returning(move, codes)
    told = [one.told for one in persons if one.told]
    found = alerts_of(move, members, told=told, returning=former)
    reasons = {alert.code: approved.earlier[alert.code] for alert in found if alert.code in approved.earlier}
    reasons |= approved.reasons
    demand_confirmed(found, reasons)
    fresh = numbers.claim(len(move.newcomers) - len(former), trace=act.trace, times=act.times)
    number = move.joins or numbers.next_household_number()
    arrivals = Arrival.of(
        move, codes, former=former, fresh=fresh, household_number=number, present=len(members)
    )
    write_event(
        act, move, approved.came, household_number=number, alerts=found, reasons=reasons,
        entered=approved.entered, digest=approved.digest,
    )  # fmt: skip
    write_new_versions(act, arrivals, entered=approved.entered)
    everybody = [*members, *(arrival.resident for arrival in arrivals)]
    write_household(act, move, number, everybody, founds=move.joins is None, entered=approved.entered)
    announcing.announce(
        act,
        number,
        everybody,
        [arrival.resident for arrival in arrivals],
        told=dict(persons),
        operator=approved.entered.by,
        terminal=approved.entered.terminal,
    )
    placed = [arrival.resident.addressee_number for arrival in arrivals]
    act.log(
        "move_in.recorded", detail={"persons": len(arrivals), "alerts": len(found)},
        subjects=[f"application:{act.trace}", f"household:{number}", *(f"addressee:{one}" for one in placed)],
    )  # fmt: skip
    return _recorded(act.trace, number, placed, [alert.code for alert in found])


def recorded(trace: UUID) -> Recorded | None:
    """What was recorded under ``trace``, if anything was."""
    event = EventRow.objects.filter(trace=trace).first()
    if event is None:
        return None
    rows = ResidentVersion.objects.filter(event=event).order_by("position")
    placed = list(rows.values_list("addressee_number", flat=True))
    return _recorded(trace, event.household_number, placed, list(event.alerts))


def _members(move: MoveIn) -> list[Resident]:
    """Who lives in the household that is joined, locked; it takes the newcomers."""
    if move.joins is None:
        return []
    if not residents.lock_household(move.joins):
        raise NoSuchHousehold
    members = residents.current_members(move.joins)
    if members:
        household.demand_same_place(members[0].address, move.address)
    household.demand_one_head(
        [member.relationship for member in members], [newcomer.relationship for newcomer in move.newcomers]
    )
    return members


def _recorded(trace: UUID, household_number: str, placed: list[str], codes: list[str]) -> Recorded:
    texts = {alert.code: alert.text for alert in Alert}
    return Recorded(
        trace=trace,
        household_number=household_number,
        residents=[Placed(number) for number in placed],
        alerts=[Shown(code, texts[code]) for code in codes],
    )
