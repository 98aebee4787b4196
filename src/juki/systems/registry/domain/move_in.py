"""転入: what a notification must fulfil before it is recorded, and what only deserves a second look.

Source: 住基法22条, 30条の46; STD 4.0.3, 4.1.0.2, 4.1.1.1; docs/rules/move-in.md.
"""

from collections.abc import Callable, Collection
from datetime import date

from juki.kernel.values.address import Address
from juki.kernel.values.closed_days import ClosedDays
from juki.kernel.values.deadline import MOVE_IN
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.relationship import ALONE
from juki.systems.registry.domain import blanks, foreign, household, sexes
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.arrival_errors import FormerBlank
from juki.systems.registry.domain.errors import (
    AddressElsewhere,
    FormerlyHere,
    MovedBeforeBirth,
    MovedInFuture,
    NobodyMoves,
    NoSuchMunicipality,
    NotifiedBeforeMove,
    NotifiedInFuture,
    OtherFormerMunicipality,
    ReasonDoesNotFit,
    RepeatedPerson,
)
from juki.systems.registry.domain.event_reasons import Origin
from juki.systems.registry.domain.newcomer import MOST, MoveIn

Exists = Callable[[MunicipalityCode], bool]
"""Whether a municipality has this code: a matter of code tables, which the rules do not read."""


def demand_recordable(move: MoveIn, *, today: date, municipality: str, exists: Exists) -> None:
    """Refuse a notification that cannot lawfully be recorded on ``today`` (the processing day).

    Raises:
        NobodyMoves: no person, or more than the form holds.
        MovedInFuture, NotifiedInFuture, NotifiedBeforeMove, MovedBeforeBirth: the days do not fit.
        ReasonDoesNotFit, FormerlyHere, AddressElsewhere, NoSuchMunicipality: reason, former and new address do not fit.
        RepeatedPerson, SecondHead: an individual number twice, or two 世帯主.
        JukiError: see ``blanks.demand_items`` and ``foreign.demand_category``.
    """
    if not 1 <= len(move.newcomers) <= MOST:
        raise NobodyMoves(limit=MOST)
    demand_days(move.day.internal, move.notified_on, today=today)
    demand_addresses(move, municipality=municipality, exists=exists)
    household.demand_one_head((), [newcomer.relationship for newcomer in move.newcomers])
    seen: set[str] = set()
    for person, newcomer in enumerate(move.newcomers, start=1):
        if move.day.internal < newcomer.birth.internal:
            raise MovedBeforeBirth(person=person)
        if newcomer.individual_number.digits in seen:
            raise RepeatedPerson(person=person)
        seen.add(newcomer.individual_number.digits)
        blanks.demand_items(newcomer, person=person)
        if newcomer.foreign is not None:
            foreign.demand_category(newcomer.foreign, person=person)


def demand_days(moved_on: date, notified_on: date, *, today: date) -> None:
    """異動日 lies in the past or is today, and 届出日 between it and today.

    Source: 住基法22条; STD 4.1.0.2.

    Raises:
        MovedInFuture, NotifiedInFuture, NotifiedBeforeMove: they do not.
    """
    if moved_on > today:
        raise MovedInFuture
    if notified_on > today:
        raise NotifiedInFuture
    if notified_on < moved_on:
        raise NotifiedBeforeMove


def demand_addresses(move: MoveIn, *, municipality: str, exists: Exists) -> None:
    """A 転入 leads into this municipality, from elsewhere in the country or from abroad as its reason says.

    Raises:
        ReasonDoesNotFit: the reason is no 転入, or the former address is of the other sort.
        FormerlyHere: the former address is in this municipality.
        NoSuchMunicipality: no municipality has the code of the former address.
        AddressElsewhere: the new one is not.
    """
    demand_former_address(move, municipality=municipality, exists=exists)
    demand_new_address(move.address, municipality=municipality)


def demand_former_address(move: MoveIn, *, municipality: str, exists: Exists) -> None:
    """The former address is of the sort that the reason asks for, and not in this municipality.

    Raises:
        FormerBlank: there is none, and the reason is not 30条の46 (STD 4.5.1).
        ReasonDoesNotFit, FormerlyHere, NoSuchMunicipality: see ``demand_addresses``.
    """
    if move.former is None:
        if not move.reason.former_may_be_blank:
            raise FormerBlank
        return
    former = move.former_municipality
    fits = {
        Origin.THIS_COUNTRY: former is not None and not move.former.country,
        Origin.ABROAD: former is None and bool(move.former.country),
        Origin.NOWHERE: False,
    }
    if not fits[move.reason.origin]:
        raise ReasonDoesNotFit
    if former is not None and former.digits == municipality:
        raise FormerlyHere
    if former is not None and not exists(former):
        raise NoSuchMunicipality


def demand_new_address(address: Address, *, municipality: str) -> None:
    """The new address is in this municipality.

    Raises:
        AddressElsewhere: it is not.
    """
    if address.municipality is None or address.municipality.digits != municipality:
        raise AddressElsewhere


def hears_of(move: MoveIn, *, registered: str, municipality: str, person: int) -> str:
    """The municipality that gets 転入通知 about the ``person`` (from 1): where the nation has them, never what was typed.

    ``registered`` is the municipality of the number confirmation, ``municipality`` this one. Empty for whoever comes
    from abroad, and for 未届転入 of somebody who was last registered here.

    Source: 住基法9条1項; 住基法22条; 番号法14条.

    Raises:
        OtherFormerMunicipality: the nation has the person elsewhere than the former address says, or nowhere.
    """
    former = move.former_municipality
    if former is None:
        return ""
    if registered != former.digits and not (move.reason.skipped_notifications and registered):
        raise OtherFormerMunicipality(person=person)
    return "" if registered == municipality else registered


def alerts(
    move: MoveIn, *, has_head: bool, closed: ClosedDays, told: Collection[str] = (), lookalike: bool = False,
    shared_address: bool = False,
) -> tuple[Alert, ...]:  # fmt: skip
    """What is lawful but deserves a second look; ``has_head`` is whether the household has a 世帯主 afterwards.

    ``told`` are the municipalities that hear of the persons, see ``hears_of``; ``lookalike`` is whether a removed
    record has somebody's name, birth and sex, ``shared_address`` whether another household lives at the new address.

    Source: STD 4.1.1.2, 11.1.

    A late notification is accepted: what follows is a matter for the summary court (住基法52条2項).
    """
    found: list[Alert] = []
    if MOVE_IN.deadline(move.day.internal, closed=closed).is_missed_on(move.notified_on):
        found.append(Alert.LATE)
    if not has_head:
        found.append(Alert.HEADLESS)
    former = move.former_municipality
    if former is not None and any(one != former.digits for one in told):
        found.append(Alert.LAST_REGISTERED_ELSEWHERE)
    if lookalike:
        found.append(Alert.FORMERLY_HERE)
    if shared_address:
        found.append(Alert.SHARED_ADDRESS)
    for newcomer in move.newcomers:
        if sexes.is_unlikely(newcomer.relationship, newcomer.sex):
            found.append(Alert.RELATIONSHIP_AND_SEX)
        if newcomer.foreign and ALONE.isdisjoint(newcomer.relationship.steps):
            found.append(Alert.FOREIGN_RELATIONSHIP)
        if newcomer.relationship.is_head and household.is_young_for_head(
            newcomer.birth, day=move.day.internal
        ):
            found.append(Alert.YOUNG_HEAD)
        if (
            newcomer.foreign
            and newcomer.foreign.expires_on
            and newcomer.foreign.expires_on < move.notified_on
        ):
            found.append(Alert.STAY_EXPIRED)
    return tuple(dict.fromkeys(found))
