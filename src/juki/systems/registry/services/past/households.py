"""Who was in a household on a day, in which order, under which 世帯主. Source: 住基法7条4号; STD 1.1.10, 1.2.1, 2.2.1."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from juki.systems.registry.domain.history import Version
from juki.systems.registry.records.models import HouseholdVersion
from juki.systems.registry.services import removed_store
from juki.systems.registry.services.past.loading import Found, found_on, rows_once_in
from juki.systems.registry.services.rows import version_of


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HouseholdOn:
    """A household on a day: its members in 記載順位, counted among those who were there; ``institution`` is 準世帯."""

    household_number: str
    members: tuple[Found, ...]
    institution: bool

    @property
    def head(self) -> Found | None:
        """The 世帯主; None in a household without one."""
        return next((one for one in self.members if one.resident.is_head), None)

    @property
    def is_headless(self) -> bool:
        """Whether there are members and no 世帯主."""
        return bool(self.members) and self.head is None


def household_on(
    household_number: str, *, day: date | None = None, known_at: datetime | None = None
) -> HouseholdOn:
    """The household on the legal day ``day`` (at last, when None) as known at ``known_at`` (now).

    A person may have been there by an earlier 住民票 of theirs: each 住民票 is looked at by itself. Without members
    the household was not there then. Nothing is logged here: whoever shows it does.
    """
    members: dict[str, Found] = {}
    for versions in _candidates(household_number):
        found = found_on(versions, day=day, known_at=known_at)
        if found and found.resident.is_present and found.resident.household_number == household_number:
            members[found.resident.addressee_number] = found
    return HouseholdOn(
        household_number=household_number,
        members=_counted(members.values()),
        institution=_is_institution(household_number, day, known_at),
    )


def _counted(members: Iterable[Found]) -> tuple[Found, ...]:
    """記載順位 follows the order of recording; on a day before the recording others may have been there."""
    return tuple(
        replace(one, resident=replace(one.resident, position=place))
        for place, one in enumerate(sorted(members, key=_place), start=1)
    )


def _place(found: Found) -> tuple[int, str]:
    return found.resident.position, found.resident.addressee_number


def _candidates(household_number: str) -> list[list[Version]]:
    """The versions of every 住民票 that was ever in the household, the earlier 住民票 of a person first."""
    rows = rows_once_in(household_number)
    sheets = groupby(rows, key=lambda row: (row.addressee_number, row.record))
    return [[version_of(row) for row in of_one] for _, of_one in sheets]


def _is_institution(household_number: str, day: date | None, known_at: datetime | None) -> bool:
    rows = list(HouseholdVersion.objects.filter(household_number=household_number))
    standing = [
        one
        for one in rows or removed_store.households(household_number)
        if (day is None or one.valid_from <= day) and (known_at is None or one.recorded_at <= known_at)
    ]
    last = max(
        standing, key=lambda one: (date.min if day is None else one.valid_from, one.number), default=None
    )
    return last.institution if last else False
