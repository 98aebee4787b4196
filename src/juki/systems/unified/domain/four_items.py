"""4情報: name, birth, sex and address, as written, and the derived keys by which two of them are compared."""

from dataclasses import dataclass

from juki.kernel.values import kana
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.person_name import search_key


@dataclass(frozen=True, slots=True, repr=False)
class WrittenName:
    """氏名 and 振り仮名 as certified; blank parts where the certificate has none."""

    full: str
    surname: str = ""
    given: str = ""
    kana: str = ""
    kana_certified: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class WrittenAddress:
    """住所 as certified."""

    municipality: str
    postal_code: str
    prefecture: str
    city: str
    town: str
    lot: str
    building: str = ""
    town_code: str = ""


@dataclass(frozen=True, slots=True)
class Keys:
    """What is compared. Never shown, never printed, and never in place of what is written."""

    name: str
    kana: str
    birth_day: str
    birth_form: str
    sex: str
    address: str


@dataclass(frozen=True, slots=True, repr=False)
class FourItems:
    """基本4情報 of one person on one day."""

    name: WrittenName
    birth: LegalDate
    sex: str
    address: WrittenAddress

    @property
    def keys(self) -> Keys:
        """The derived keys."""
        stored = self.birth.to_storage()
        return Keys(
            name=search_key(self.name.full),
            kana=kana.fold(self.name.kana),
            birth_day=stored.internal,
            birth_form=stored.form,
            sex=self.sex,
            address=address_key(self.address),
        )

    def __repr__(self) -> str:
        return "FourItems(<…>)"


def address_key(address: WrittenAddress) -> str:
    """Prefecture to building in one line without blanks, widths folded."""
    parts = (address.prefecture, address.city, address.town, address.lot, address.building)
    return search_key("".join(parts))


def agree(one: Keys, other: Keys) -> bool:
    """Whether two sets of four items agree: name, birth, sex and address, all of them.

    Selectors, blanks and widths do not count, for registers write them differently; kana is no item of the four.
    Source: document II(1)3⑧(突合).
    """
    return (one.name, one.birth_day, one.birth_form, one.sex, one.address) == (
        other.name, other.birth_day, other.birth_form, other.sex, other.address,
    )  # fmt: skip
