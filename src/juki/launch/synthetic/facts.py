"""What the generator says about a household: plain, frozen facts without behaviour.

Dates are ISO text (``YYYY-MM-DD``). Serials count from 1 without gaps; 宛名番号 and 世帯番号 are made of them
by ``numbers.addressee_numbers``. Relationship codes are the two-digit 続柄コード, outermost first:
``("20", "12")`` is 子の妻.
"""

from enum import StrEnum

import msgspec

from juki.kernel.values.person_name import BETWEEN


class Kind(StrEnum):
    """住民種別."""

    JAPANESE = "1"
    FOREIGN = "2"


class Arrival(StrEnum):
    """How a person became a resident of the municipality (記載の事由)."""

    BIRTH = "birth"
    MOVE_IN = "move_in"
    FROM_ABROAD = "from_abroad"


class ForeignCategory(StrEnum):
    """Category of the table of 法30条の45.

    Source: 住基法30条の45
    """

    MID_TO_LONG_TERM = "mid_to_long_term"
    SPECIAL_PERMANENT = "special_permanent"
    TEMPORARY_REFUGE = "temporary_refuge"
    PROVISIONAL_STAY = "provisional_stay"
    TRANSITIONAL_BIRTH = "transitional_birth"
    TRANSITIONAL_LOSS = "transitional_loss"


class Address(msgspec.Struct, frozen=True, gc=False):
    """An address in parts. ``town`` includes the 丁目; ``town_code`` (町字ID) is None if no source has it."""

    municipality: str
    prefecture: str
    city: str
    town: str
    banchi: str
    postal_code: str
    katagaki: str = ""
    town_code: str | None = None

    @property
    def text(self) -> str:
        """The address without 方書, as one line."""
        return self.prefecture + self.city + self.town + self.banchi


class FormerAddress(msgspec.Struct, frozen=True, gc=False):
    """従前の住所. ``municipality`` is None for an address abroad, where ``country`` (alpha-3) is given."""

    text: str
    municipality: str | None
    country: str | None = None


class FamilyRegister(msgspec.Struct, frozen=True, gc=False):
    """戸籍の表示: 本籍 as text, the municipality that keeps it, and the person at its head (筆頭者)."""

    text: str
    municipality: str
    head_surname: str
    head_given: str


class Foreign(msgspec.Struct, frozen=True, gc=False):
    """The items of 法30条の45 and the names of a foreign resident.

    ``card`` is the number of the residence card or of the special permanent resident certificate; empty for
    somebody in the 60 days after birth. ``period`` and ``expires`` are empty where there is no limit.
    ``kanji_*`` is the 漢字氏名 of the card, ``alias_*`` the 通称; empty when there is none.
    """

    nationality: str
    nationality_name: str
    category: ForeignCategory
    status: str
    card: str
    period: str
    expires: str
    became: str
    kanji_surname: str = ""
    kanji_given: str = ""
    alias_surname: str = ""
    alias_given: str = ""
    alias_kana_surname: str = ""
    alias_kana_given: str = ""


class Person(msgspec.Struct, frozen=True, gc=False):
    """One resident. Exactly one of ``register`` (Japanese) and ``foreign`` is given.

    ``birth`` is the certified date; it may be a day that no calendar has (29 February of a common year).
    When the certified date is partly or wholly unknown, ``birth_text`` holds the certified wording and
    ``birth`` repeats ``birth_internal``, which is always a calendar date.
    ``settled`` equals ``became`` for whoever never moved within the municipality.
    ``notified`` and ``former`` are None for whoever was born a resident.
    """

    serial: int
    surname: str
    given: str
    kana_surname: str
    kana_given: str
    kana_certified: bool
    birth: str
    birth_text: str
    birth_internal: str
    sex: str
    kind: Kind
    individual_number: str
    resident_code: str
    relationship: tuple[str, ...]
    relationship_label: str
    order: int
    arrival: Arrival
    became: str
    settled: str
    notified: str | None
    former: FormerAddress | None
    register: FamilyRegister | None
    foreign: Foreign | None

    @property
    def name(self) -> str:
        """氏名 as one text: full-width blank between 氏 and 名, plain ones in a name of the card."""
        return f"{self.surname}{' ' if self.foreign else BETWEEN}{self.given}"


class Household(msgspec.Struct, frozen=True, gc=False):
    """One household (世帯): where it lives and its members in 記載順. ``institution``: 準世帯."""

    serial: int
    kind: str
    institution: bool
    address: Address
    members: tuple[Person, ...]

    @property
    def head(self) -> Person | None:
        """The 世帯主, or None: the law knows households whose head has left.

        Source: STD 1.1.10
        """
        return next((person for person in self.members if person.relationship == ("02",)), None)
