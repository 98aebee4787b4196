"""A resident as a row of history and back; the items themselves are those of ``domain.flat``."""

from typing import Any

from juki.kernel.values.kana import fold
from juki.kernel.values.person_name import search_key
from juki.systems.registry.domain.flat import flat, unflat
from juki.systems.registry.domain.history import Version
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.records.models import ResidentVersion


def columns(resident: Resident) -> dict[str, Any]:
    """All item columns of ``registry_resident_version``; number, trace and who recorded it are added by the operation."""
    return flat(resident)


def head_columns(resident: Resident) -> dict[str, Any]:
    """The columns of ``registry_resident`` that follow from the current version."""
    return {
        "record": resident.record,
        "state": str(resident.state),
        "household_number": resident.household_number,
        "position": resident.position,
        "is_head": resident.is_head,
        "individual_number": resident.individual_number,
        "resident_code": resident.resident_code,
        "card_number": resident.foreign.card_number if resident.foreign else "",
        "name_key": search_key(resident.names.full),
        "kana_key": fold(resident.names.kana),
        "birth": resident.birth.internal,
    }


def resident_of(row: ResidentVersion) -> Resident:
    """The typed resident of a version."""
    return unflat(vars(row))


def version_of(row: ResidentVersion) -> Version:
    """A version with what the past is folded from."""
    return Version(
        number=row.number, resident=resident_of(row), trace=vars(row)["event_id"], recorded_at=row.recorded_at,
        cancels=row.cancels,
    )  # fmt: skip
