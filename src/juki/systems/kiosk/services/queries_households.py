"""Reading a household for the staff console. The columns are named one by one: 個人番号 is never fetched."""

from typing import Any

from juki.systems.kiosk.errors import UnknownHousehold
from juki.systems.kiosk.peers import feed
from juki.systems.kiosk.records.models import Household, Person

HOUSEHOLD_COLUMNS = (
    "household__household_number", "household__head_name", "household__taken_at", "household__torn_since",
)  # fmt: skip
PERSON_COLUMNS = (
    "addressee_number", "kind", "place", "issuing_stopped", "removed", "name", "kana", "kana_certified", "birth_text",
    "sex", "relationship", "honseki", "honseki_head", "postal_code", "address_prefecture", "address_city",
    "address_town", "address_lot", "address_building", "became_resident_text", "settled_text", "notified_text",
    "event_reason", "event_text", "planned_text", "nationality", "category", "residence_status", "residence_period",
    "residence_expires_text", "foreign_roman_name", "foreign_kanji_name", "alias",
)  # fmt: skip


def is_known_household(household_number: str) -> bool:
    """Whether the file has a household of this number; shows nothing of it."""
    return Household.objects.filter(household_number=household_number).exists()


def is_known_person(addressee_number: str) -> bool:
    """Whether the file has a person of this number; shows nothing of them."""
    return Person.objects.filter(addressee_number=addressee_number).exists()


def household(household_number: str) -> list[dict[str, Any]]:
    """One row per member in the order of the 住民票, each with the household's columns, read in one statement.

    Raises:
        UnknownHousehold: no such household, or nobody left in it.
    """
    rows = list(
        Person.objects.filter(household=household_number)
        .order_by("place", "addressee_number")
        .values(*HOUSEHOLD_COLUMNS, *PERSON_COLUMNS)
    )
    if not rows:
        raise UnknownHousehold
    return rows


def is_settled(rows: list[dict[str, Any]]) -> bool:
    """Whether the last word of the register on this household and its members was applied."""
    first = rows[0]
    streams = [f"household:{first['household__household_number']}"]
    streams += [f"addressee:{row['addressee_number']}" for row in rows]
    return feed.unsettled_since(streams, taken_at=first["household__taken_at"]) is None
