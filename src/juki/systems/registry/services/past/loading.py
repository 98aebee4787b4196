"""The versions of a 住民票, and the one that stands for a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from juki.systems.registry.domain.history import Version, holding, state_on
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.records.models import ResidentRow, ResidentVersion
from juki.systems.registry.services import removed_store
from juki.systems.registry.services.rows import version_of
from juki.systems.registry.services.showing import ShownResident, shown
from juki.systems.registry.services.veiling import Hidden


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Found:
    """What held, and the version whose 異動 stands on it: 履歴番号, when it was recorded, the trace."""

    resident: Resident
    number: int
    recorded_at: datetime
    trace: UUID


def record_of(addressee_number: str) -> int | None:
    """Which 住民票 of the person is the last one; None for a number that nobody has."""
    rows = ResidentRow.objects.filter(addressee_number=addressee_number)
    found = rows.values_list("record", flat=True).first()
    return found if found is not None else removed_store.last_record(addressee_number)


def versions_of_record(addressee_number: str, record: int) -> list[Version]:
    """The versions of one 住民票 by 履歴番号. There is no way to ask for those of all of them (STD 2.2.1)."""
    return [version_of(row) for row in rows_of_record(addressee_number, record)]


def rows_of_record(addressee_number: str, record: int) -> list[ResidentVersion]:
    """Their rows; those that left the operational tables are read from the 除票 store.

    Of one 住民票 there are rows in both when a stored 除票 was corrected or is in force again. Source: STD 1.1.5, 4.6.0.1.
    """
    rows = ResidentVersion.objects.filter(addressee_number=addressee_number, record=record)
    found = list(rows.select_related("event").order_by("number"))
    if found and found[0].number == 1:
        return found
    return [*removed_store.versions(addressee_number, record), *found]


def rows_once_in(household_number: str) -> list[ResidentVersion]:
    """Rows of every 住民票 that was ever in the household, by person, 住民票 and 履歴番号, those of the store among them."""
    there = ResidentVersion.objects.filter(household_number=household_number)
    sheets = set(there.values_list("addressee_number", "record")) | removed_store.sheets_in(household_number)
    rows = ResidentVersion.objects.filter(addressee_number__in={number for number, _ in sheets})
    here = [row for row in rows.select_related("event") if (row.addressee_number, row.record) in sheets]
    return sorted(
        [*here, *removed_store.of_sheets(sheets)],
        key=lambda row: (row.addressee_number, row.record, row.number),
    )


def found_on(versions: Sequence[Version], *, day: date | None, known_at: datetime | None) -> Found | None:
    """What ``versions`` of one 住民票 say of ``day`` as known at ``known_at``; without a day the last of them."""
    if day is None:
        known = [one for one in versions if known_at is None or one.recorded_at <= known_at]
        last = max(known, key=lambda one: one.number, default=None)
        return found_of(last) if last else None
    resident = state_on(versions, day=day, known_at=known_at)
    last = holding(versions, day=day, known_at=known_at)
    return found_of(last, resident) if resident and last else None


def found_of(by: Version, resident: Resident | None = None) -> Found:
    """``resident`` as it stood by the version ``by``; that version's own row unless another is given."""
    return Found(
        resident=resident or by.resident, number=by.number, recorded_at=by.recorded_at, trace=by.trace
    )


def shown_found(found: Found, *, hidden: Hidden, with_number: bool = False) -> ShownResident:
    """``found`` for the caller; whoever shows it has logged it."""
    return shown(
        found.resident, version=found.number, recorded_at=found.recorded_at, hidden=hidden, with_number=with_number
    )  # fmt: skip
