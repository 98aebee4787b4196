"""One 住民票 on a day of its past."""

from datetime import date, datetime

from juki.systems.registry.records.models import ResidentVersion
from juki.systems.registry.services import removed_store
from juki.systems.registry.services.past.loading import (
    Found,
    found_of,
    found_on,
    record_of,
    versions_of_record,
)
from juki.systems.registry.services.rows import version_of


def resident_on(
    addressee_number: str,
    *,
    day: date | None = None,
    known_at: datetime | None = None,
    record: int | None = None,
) -> Found | None:
    """What the 住民票 ``record`` (the last one, when None) said on the legal day ``day`` as known at ``known_at``.

    None where nothing held, was known or exists. Nothing is logged here: whoever shows it does.

    Source: STD 1.2.1, 2.2.1.
    """
    chosen = record if record is not None else record_of(addressee_number)
    if chosen is None:
        return None
    if day is None and known_at is None:
        return _latest(addressee_number, chosen)
    return found_on(versions_of_record(addressee_number, chosen), day=day, known_at=known_at)


def _latest(addressee_number: str, record: int) -> Found | None:
    rows = ResidentVersion.objects.filter(addressee_number=addressee_number, record=record)
    row = rows.order_by("-number").first() or removed_store.last(addressee_number, record)
    return found_of(version_of(row)) if row else None
