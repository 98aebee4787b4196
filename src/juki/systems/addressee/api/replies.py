"""What the addressee system replies to staff and programs."""

from datetime import date, datetime

import msgspec


class VersionReply(msgspec.Struct, frozen=True, kw_only=True):
    """What was known from one change on; dates as certified, ``recorded_at`` on the machine clock."""

    version: int
    household_number: str | None
    is_resident: bool
    name: str
    surname: str
    given: str
    kana: str
    kana_certified: bool
    sex: str
    birth_text: str
    postal_code: str
    address_municipality: str
    address_prefecture: str
    address_city: str
    address_town: str
    address_lot: str
    address_building: str
    since_text: str
    legal_day: date
    recorded_at: datetime


class AddresseeReply(msgspec.Struct, frozen=True, kw_only=True):
    """An addressee with the version in force."""

    addressee_number: str
    kind: str
    current: VersionReply


class HouseholdReply(msgspec.Struct, frozen=True, kw_only=True):
    """The residents of a household."""

    household_number: str
    members: list[AddresseeReply]
