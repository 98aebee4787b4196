"""Current residents as typed values: of a household, or one by number."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from juki.kernel.errors import JukiError
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.systems.registry.domain.resident import Resident, State
from juki.systems.registry.records.models import HouseholdRow, ResidentRow, ResidentVersion
from juki.systems.registry.services import removed_store
from juki.systems.registry.services.rows import resident_of


def current_versions(household_number: str) -> list[ResidentVersion]:
    """The current versions of a household's members in 記載順位."""
    return list(versions_of(household_number))


def versions_of(household_number: str) -> "QuerySet[ResidentVersion]":
    """The same as one statement, so that heads and versions are of one moment; a caller may add columns to it."""
    heads = ResidentRow.objects.filter(
        household_number=household_number, state=State.RESIDENT, addressee_number=OuterRef("addressee_number"),
        version=OuterRef("number"),
    )  # fmt: skip
    return ResidentVersion.objects.filter(Exists(heads)).order_by("position")


def known_subjects(addressee_numbers: Collection[str] = (), *, household_number: str = "") -> list[str]:
    """The record keys of those numbers that somebody has: what was typed may be somebody's 個人番号, and no log keeps it.

    Source: 番号法12条, 20条.
    """
    shaped = {number for number in addressee_numbers if _is_number(number)}
    rows = ResidentRow.objects.filter(addressee_number__in=shaped)
    here = set(rows.values_list("addressee_number", flat=True))
    found = [f"addressee:{number}" for number in sorted(here | removed_store.known(shaped - here))]
    if _is_number(household_number) and (
        HouseholdRow.objects.filter(household_number=household_number).exists()
        or removed_store.had_household(household_number)
    ):
        found.append(f"household:{household_number}")
    return found


def _is_number(text: str) -> bool:
    try:
        AddresseeNumber(text)
    except JukiError:
        return False
    return True


def current_members(household_number: str) -> list[Resident]:
    """The current members of a household in 記載順位."""
    return [resident_of(row) for row in current_versions(household_number)]


def current(addressee_number: str) -> Resident | None:
    """The latest version of a person, whatever their state, also of one in the 除票 store."""
    rows = ResidentVersion.objects.filter(addressee_number=addressee_number)
    row = rows.order_by("-number").first() or removed_store.last(addressee_number)
    return resident_of(row) if row else None
