"""Current residents as typed values: of a household, or one by number."""

from django.db import connection

from juki.systems.registry.domain.resident import Resident, State
from juki.systems.registry.records.models import ResidentRow, ResidentVersion
from juki.systems.registry.services.rows import resident_of


def current_versions(household_number: str) -> list[ResidentVersion]:
    """The current versions of a household's members in 記載順位."""
    heads = ResidentRow.objects.filter(household_number=household_number, state=State.RESIDENT)
    keys = list(heads.values_list("addressee_number", "version"))
    return sorted(ResidentVersion.objects.filter(pk__in=keys), key=lambda row: row.position) if keys else []


def current_members(household_number: str) -> list[Resident]:
    """The current members of a household in 記載順位."""
    return [resident_of(row) for row in current_versions(household_number)]


def current(addressee_number: str) -> Resident | None:
    """The latest version of a person, whatever their state."""
    row = ResidentVersion.objects.filter(addressee_number=addressee_number).order_by("-number").first()
    return resident_of(row) if row else None


def lock_household(household_number: str) -> bool:
    """Lock an open household for this act; whether there is one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select 1 from registry_household where household_number = %s and is_open for update",
            [household_number],
        )
        return cursor.fetchone() is not None
