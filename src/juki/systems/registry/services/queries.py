"""Reading a person or a household: logged and committed before anything is shown. Source: STD 1.2.1, 2.2.1."""

from datetime import date, datetime

from juki.kernel.clock import Times
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.codes import Permission
from juki.systems.registry.errors import NoSuchHousehold, NoSuchResident, NotOnThatDay
from juki.systems.registry.records.models import HouseholdRow, HouseholdVersion, ResidentRow, ResidentVersion
from juki.systems.registry.services.residents import current_versions
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
        NoSuchResident: unknown number.
        NotOnThatDay: nothing was in force then, or known then.
    """
    log_before_showing(
        actor, "resident.shown", reason="inquiry", times=times, subjects=[f"addressee:{addressee_number}"],
        detail={"as_of": str(as_of or ""), "known_at": str(known_at or "")},
    )  # fmt: skip
    if with_number:
        _log_number(actor, addressee_number, times)
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
        NoSuchHousehold: unknown, or closed.
    """
    log_before_showing(
        actor, "household.shown", reason="inquiry", times=times, subjects=[f"household:{household_number}"]
    )
    head = HouseholdRow.objects.filter(household_number=household_number, is_open=True).first()
    if head is None:
        raise NoSuchHousehold
    version = HouseholdVersion.objects.get(household_number=household_number, number=head.version)
    members = current_versions(household_number)
    log_before_showing(
        actor, "household.members.shown", reason="inquiry", times=times,
        subjects=[f"addressee:{row.addressee_number}" for row in members],
    )  # fmt: skip
    return ShownHousehold(
        household_number,
        head.head_number,
        version.institution,
        [shown(resident_of(row), version=row.number, recorded_at=row.recorded_at) for row in members],
    )


def _log_number(actor: Actor, addressee_number: str, times: Times) -> None:
    by_right = Actor(who=actor.who, right=Permission.SEE_INDIVIDUAL_NUMBER, terminal=actor.terminal)
    log_before_showing(
        by_right,
        "individual_number.shown",
        reason="inquiry",
        times=times,
        subjects=[f"addressee:{addressee_number}"],
    )
