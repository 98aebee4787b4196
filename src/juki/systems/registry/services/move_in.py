"""転入: one operation, from a notification to the record and to everybody who must hear of it.

Source: 住基法22条, 30条の46; STD 4.1.1; document I-2 system 1①; docs/rules/move-in.md.
"""

import hashlib
from uuid import UUID

import msgspec
from django.db import IntegrityError

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.errors import JukiError
from juki.kernel.values.closed_days import CityClosedDays
from juki.kernel.work import Act, Actor, log_before_showing, one_act
from juki.systems.registry.domain import household, move_in
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.newcomer import MoveIn
from juki.systems.registry.errors import ChangedMeanwhile, NoSuchHousehold
from juki.systems.registry.records.models import EventRow, ResidentVersion
from juki.systems.registry.services import announcing, numbers, options, residents
from juki.systems.registry.services.arrivals import Arrival, demand_not_here, returning
from juki.systems.registry.services.forms import MoveInForm
from juki.systems.registry.services.glyphs import demand_printable
from juki.systems.registry.services.number_checks import Confirmed, confirmed
from juki.systems.registry.services.reading import move_in_of
from juki.systems.registry.services.writing import write_event, write_household, write_new_versions


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


def record_move_in(form: MoveInForm, *, actor: Actor, times: Times, trace: UUID) -> Recorded:
    """Record a 転入; repeated under the same ``trace`` it returns the first result. A refusal is logged.

    Raises:
        JukiError: a field, a rule, a confirmation, the household or the numbers stand against it; nothing changed.
        KeyReused: the trace belongs to another notification or operator.
    """
    digest = hashlib.sha256(msgspec.json.encode(form)).digest()
    try:
        return _before(trace, digest, actor) or _record(form, digest, actor=actor, times=times, trace=trace)
    except JukiError as refusal:
        log_before_showing(
            actor, "move_in.refused", reason="move-in", times=times, outcome="refused", trace=trace,
            detail={"code": refusal.code},
        )  # fmt: skip
        raise


def _record(form: MoveInForm, digest: bytes, *, actor: Actor, times: Times, trace: UUID) -> Recorded:
    move = move_in_of(form, today=times.legal_day)
    move_in.demand_recordable(
        move, today=times.legal_day, municipality=options.municipality().digits,
        exists=options.municipality_exists,
    )  # fmt: skip
    demand_printable(move)
    persons = confirmed(move, times=times)
    codes = [one.resident_code for one in persons]
    demand_not_here(move, codes)
    try:
        with one_act(actor, reason="move-in", times=times, trace=trace) as act:
            return _enter(act, form, move, persons, digest)
    except IntegrityError:
        # Somebody was faster: say who, if it is the same act or the same person; else what to do.
        earlier = _before(trace, digest, actor)
        if earlier is not None:
            return earlier
        demand_not_here(move, codes)
        raise ChangedMeanwhile from None


def _enter(act: Act, form: MoveInForm, move: MoveIn, persons: list[Confirmed], digest: bytes) -> Recorded:
    """Everything that is written, in the lock order of this package."""
    codes = [one.resident_code for one in persons]
    founds = move.joins is None
    if move.joins is not None and not residents.lock_household(move.joins):
        raise NoSuchHousehold
    members = [] if move.joins is None else residents.current_members(move.joins)
    if members:
        household.demand_same_place(members[0].address, move.address)
    has_head = household.demand_one_head(
        [member.relationship for member in members], [newcomer.relationship for newcomer in move.newcomers]
    )
    former = returning(move, codes)
    fresh = numbers.claim(len(move.newcomers) - len(former), trace=act.trace, times=act.times)
    number = move.joins or numbers.next_household_number()
    arrivals = Arrival.of(
        move, codes, former=former, fresh=fresh, household_number=number, present=len(members)
    )
    found = move_in.alerts(
        move, has_head=has_head, closed=CityClosedDays(), told=[one.told for one in persons if one.told]
    )
    write_event(act, move, form.came, household_number=number, alerts=found, digest=digest)
    write_new_versions(act, arrivals)
    everybody = [*members, *(arrival.resident for arrival in arrivals)]
    write_household(act, move, number, everybody, founds=founds)
    announcing.announce(
        act, number, everybody, [arrival.resident for arrival in arrivals], told=dict(persons)
    )
    act.log(
        "move_in.recorded", detail={"persons": len(arrivals), "alerts": len(found)},
        subjects=[f"household:{number}", *(f"addressee:{one.resident.addressee_number}" for one in arrivals)],
    )  # fmt: skip
    placed = [arrival.resident.addressee_number for arrival in arrivals]
    return _recorded(act.trace, number, placed, [alert.code for alert in found])


def _before(trace: UUID, digest: bytes, actor: Actor) -> Recorded | None:
    event = EventRow.objects.filter(trace=trace).first()
    if event is None:
        return None
    if event.operator != actor.who or bytes(event.form_digest) != digest:
        raise KeyReused
    rows = ResidentVersion.objects.filter(event=event).order_by("position")
    placed = list(rows.values_list("addressee_number", flat=True))
    return _recorded(trace, event.household_number, placed, list(event.alerts))


def _recorded(trace: UUID, household_number: str, placed: list[str], codes: list[str]) -> Recorded:
    texts = {alert.code: alert.text for alert in Alert}
    return Recorded(
        trace=trace,
        household_number=household_number,
        residents=[Placed(number) for number in placed],
        alerts=[Shown(code, texts[code]) for code in codes],
    )
