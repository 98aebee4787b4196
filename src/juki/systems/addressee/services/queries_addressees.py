"""Reading addressees, households and their history. Every read was logged before by the door."""

from typing import Any

from django.db.models import F

from juki.systems.addressee.errors import UnknownAddressee, UnknownHousehold
from juki.systems.addressee.records.models import Addressee, Version

COLUMNS = (
    "version", "household_number", "is_resident", "name", "surname", "given", "kana", "kana_certified", "sex",
    "birth_text", "postal_code", "address_municipality", "address_prefecture", "address_city", "address_town",
    "address_lot", "address_building", "since_text", "legal_day", "recorded_at",
)  # fmt: skip


def is_known(addressee_number: str) -> bool:
    """Whether somebody has this number; shows nothing of them."""
    return Addressee.objects.filter(addressee_number=addressee_number).exists()


def is_known_household(household_number: str) -> bool:
    """Whether a resident belongs to this household now."""
    return Addressee.objects.filter(household_number=household_number, is_resident=True).exists()


def in_force(addressee_number: str) -> dict[str, Any]:
    """The addressee with the version in force.

    Raises:
        UnknownAddressee: nobody has the number.
    """
    row = (
        _current()
        .filter(addressee=addressee_number)
        .values(*COLUMNS, "addressee_id", "addressee__kind")
        .first()
    )
    if row is None:
        raise UnknownAddressee
    return row


def history(addressee_number: str) -> list[dict[str, Any]]:
    """All versions, the latest first.

    Raises:
        UnknownAddressee: nobody has the number.
    """
    rows = list(Version.objects.filter(addressee=addressee_number).order_by("-version").values(*COLUMNS))
    if not rows:
        raise UnknownAddressee
    return rows


def household(household_number: str) -> list[dict[str, Any]]:
    """The residents who belong to a household now, by 宛名番号. Source: document I-2 system 6, function 4.

    Raises:
        UnknownHousehold: nobody does.
    """
    members = _current().filter(addressee__household_number=household_number, addressee__is_resident=True)
    rows = list(members.order_by("addressee").values(*COLUMNS, "addressee_id", "addressee__kind"))
    if not rows:
        raise UnknownHousehold
    return rows


def _current() -> Any:  # noqa: ANN401 - Django's query set of Version
    return Version.objects.filter(version=F("addressee__version"))
