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
from juki.systems.registry.errors import NoSuchHousehold, NoSuchResident, NotOnThatDay
from juki.systems.registry.records.models import HouseholdRow, HouseholdVersion, ResidentRow, ResidentVersion
from juki.systems.registry.services.residents import known_subjects, versions_of
from juki.systems.registry.services.rows import resident_of
from juki.systems.registry.services.showing import ShownHousehold, ShownResident, shown


def resident(
    addressee_number: str, *, actor: Actor, times: Times, as_of: date | None = None, known_at: datetime | None = None,
    record: int | None = None, with_number: bool = False,
) -> ShownResident:  # fmt: skip
    """The version in force on the legal day ``as_of`` as it was known at the moment ``known_at``; else the latest.

    Of two versions that both apply, the one with the higher 履歴番号 holds: it was recorded later and knows more.
    The view is scoped to one 住民票 (``record``, the current one by default): after a re-entry the former one is
    reached by its number only. ``with_number`` asks for the individual number; the door has checked the right.

    Source: STD 1.2.1, 2.2.1.

    Raises:
        InvalidSerialNumber: not the shape of a 宛名番号.
        NoSuchResident: unknown number; it is not logged, for it may be somebody's 個人番号.
        NotOnThatDay: nothing was in force then, or known then.
    """
    AddresseeNumber(addressee_number)
    subjects = known_subjects([addressee_number])
    log_before_showing(
        actor, "resident.shown", reason="inquiry", times=times, subjects=subjects,
        outcome="shown" if subjects else "none",
        detail={"as_of": str(as_of or ""), "known_at": str(known_at or "")},
    )  # fmt: skip
    if with_number:
        _log_number(actor, subjects, times)
    head = ResidentRow.objects.filter(addressee_number=addressee_number).first()
    if head is None:
        raise NoSuchResident
    rows = ResidentVersion.objects.filter(addressee_number=addressee_number, record=record or head.record)
    if as_of is not None:
        rows = rows.filter(valid_from__lte=as_of)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    row = rows.order_by("-number").first()
    if row is None:
        raise NotOnThatDay
    return shown(resident_of(row), version=row.number, recorded_at=row.recorded_at, with_number=with_number)


def household(household_number: str, *, actor: Actor, times: Times) -> ShownHousehold:
    """A household with its current members.

    Raises:
        InvalidSerialNumber: not the shape of a 世帯番号.
        NoSuchHousehold: unknown (and not logged), or closed.
    """
    HouseholdNumber(household_number)
    subjects = known_subjects(household_number=household_number)
    log_before_showing(
        actor, "household.shown", reason="inquiry", times=times, subjects=subjects,
        outcome="shown" if subjects else "none",
    )  # fmt: skip
    members = list(_with_household(household_number))
    if not members:
        raise NoSuchHousehold
    log_before_showing(
        actor, "household.members.shown", reason="inquiry", times=times,
        subjects=[f"addressee:{row.addressee_number}" for row in members],
    )  # fmt: skip
    return ShownHousehold(
        household_number,
        members[0].head_number,
        members[0].institution,
        [shown(resident_of(row), version=row.number, recorded_at=row.recorded_at) for row in members],
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
