"""Reading a person or a household: logged and committed before anything is shown. Source: STD 1.2.1, 2.2.1."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NoReturn

from django.db.models import Exists, Subquery

from juki.kernel.clock import Times
from juki.kernel.door.errors import NotPermitted
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.codes import Permission
from juki.systems.registry.errors import (
    NoHouseholdThen,
    NoSuchHousehold,
    NoSuchResident,
    NotOnThatDay,
)
from juki.systems.registry.records.models import HouseholdRow, HouseholdVersion
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.services.past.households import household_on
from juki.systems.registry.services.past.knowing import demand_past
from juki.systems.registry.services.past.loading import shown_found
from juki.systems.registry.services.past.residents import resident_on
from juki.systems.registry.services.residents import known_subjects, versions_of
from juki.systems.registry.services.rows import resident_of
from juki.systems.registry.services.showing import ShownHousehold, ShownResident, shown
from juki.systems.registry.services.veiling import Hidden


def resident(
    addressee_number: str, *, actor: Actor, times: Times, as_of: date | None = None, known_at: datetime | None = None,
    record: int | None = None, with_number: bool = False,
) -> ShownResident:  # fmt: skip
    """What was in force on the legal day ``as_of`` as it was known at the moment ``known_at``; else the latest version.

    A late 異動 holds from its own day, a cancelled one never once that is known (see ``domain.history``). The view is
    scoped to one 住民票 (``record``, the current one by default): after a re-entry the former one is reached by its
    number only. Groups of items that ``actor`` may not see are blank (STD 10.4). ``with_number`` asks for the individual
    number; the door has checked the right.

    Source: STD 1.2.1, 2.2.1.

    Raises:
        InvalidSerialNumber: not the shape of a 宛名番号.
        DayToCome: ``as_of`` is after the legal day.
        NoSuchResident: unknown number; it is not logged, for it may be somebody's 個人番号.
        NotOnThatDay: nothing was in force then, or known then.
    """
    AddresseeNumber(addressee_number)
    demand_past(as_of, times=times)
    subjects = known_subjects([addressee_number])
    log_before_showing(
        actor, "resident.shown", reason="inquiry", times=times, subjects=subjects,
        outcome="shown" if subjects else "none",
        detail={"as_of": str(as_of or ""), "known_at": str(known_at or "")},
    )  # fmt: skip
    if with_number:
        _log_number(actor, subjects, times)
    if not subjects:
        raise NoSuchResident
    found = resident_on(addressee_number, day=as_of, known_at=known_at, record=record)
    if found is None:
        raise NotOnThatDay
    return shown_found(found, hidden=hidden_from(actor, times), with_number=with_number)


def household(
    household_number: str,
    *,
    actor: Actor,
    times: Times,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> ShownHousehold:
    """A household with its members: now, or on the legal day ``as_of`` as it was known at ``known_at``.

    Raises:
        InvalidSerialNumber: not the shape of a 世帯番号.
        DayToCome: ``as_of`` is after the legal day.
        NoSuchHousehold: unknown (and not logged), or closed.
        NoHouseholdThen: nobody was in it on that day, or it was not known then.
    """
    HouseholdNumber(household_number)
    demand_past(as_of, times=times)
    subjects = known_subjects(household_number=household_number)
    log_before_showing(
        actor, "household.shown", reason="inquiry", times=times, subjects=subjects,
        outcome="shown" if subjects else "none",
        detail={"as_of": str(as_of or ""), "known_at": str(known_at or "")},
    )  # fmt: skip
    if not subjects:
        raise NoSuchHousehold
    then = as_of is not None or known_at is not None
    hidden = hidden_from(actor, times)
    found = _then(household_number, as_of, known_at, hidden) if then else _now(household_number, hidden)
    log_before_showing(
        actor, "household.members.shown", reason="inquiry", times=times,
        subjects=[f"addressee:{member.addressee_number}" for member in found.members],
    )  # fmt: skip
    return found


def _now(household_number: str, hidden: Hidden) -> ShownHousehold:
    members = list(_with_household(household_number))
    if not members:
        raise NoSuchHousehold
    return ShownHousehold(
        household_number,
        members[0].head_number,
        members[0].institution,
        [
            shown(resident_of(row), version=row.number, recorded_at=row.recorded_at, hidden=hidden)
            for row in members
        ],
    )


def _then(
    household_number: str, day: date | None, known_at: datetime | None, hidden: Hidden
) -> ShownHousehold:
    found = household_on(household_number, day=day, known_at=known_at)
    if not found.members:
        raise NoHouseholdThen
    return ShownHousehold(
        household_number,
        found.head.resident.addressee_number if found.head else None,
        found.institution,
        [shown_found(member, hidden=hidden) for member in found.members],
    )


def _with_household(household_number: str) -> Any:  # noqa: ANN401 - Django's query set with added columns
    """Members, head and kind of an open household in one statement: a move between two would show two moments."""
    head = HouseholdRow.objects.filter(household_number=household_number, is_open=True)
    newest = HouseholdVersion.objects.filter(household_number=household_number).order_by("-number")
    return (
        versions_of(household_number)
        .filter(Exists(head))
        .annotate(
            head_number=Subquery(head.values("head_number")[:1]),
            institution=Subquery(newest.values("institution")[:1]),
        )
    )


def refuse_number(addressee_numbers: Collection[str], *, actor: Actor, times: Times) -> NoReturn:
    """Refuse, and log, who may not see individual numbers; numbers that nobody has are not logged.

    Raises:
        NotPermitted: always.
    """
    right = Permission.SEE_INDIVIDUAL_NUMBER
    log_before_showing(
        actor, "individual_number.refused", reason=right, times=times, subjects=known_subjects(addressee_numbers),
        outcome="refused",
    )  # fmt: skip
    raise NotPermitted(permission=right)


def _log_number(actor: Actor, subjects: list[str], times: Times) -> None:
    by_right = Actor(who=actor.who, right=Permission.SEE_INDIVIDUAL_NUMBER, terminal=actor.terminal)
    log_before_showing(
        by_right,
        "individual_number.shown",
        reason="inquiry",
        times=times,
        subjects=subjects,
        outcome="shown" if subjects else "none",
    )
