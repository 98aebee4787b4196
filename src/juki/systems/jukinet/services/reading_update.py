"""The format check: a message's texts become values, or the message is refused with the item that fails."""

from datetime import date

from juki.kernel.values.address import Address
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.kana import is_furigana
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.person_name import PersonName
from juki.kernel.values.resident_code import ResidentCode
from juki.systems.jukinet.codes import SEXES, EventClass
from juki.systems.jukinet.domain.update import Identity, Update
from juki.systems.jukinet.errors import WrongFormat
from juki.systems.jukinet.peers.contract import AddressBlock, DateBlock, NameBlock, ResidentUpdate


def read_update(message: ResidentUpdate) -> Update:
    """Every item of a message as a value.

    Raises:
        JukiError: an item does not have its form: WrongFormat, or the error of its value (KRN-01…).
    """
    former = message.former_address
    return Update(
        resident_code=ResidentCode(message.resident_code),
        former_resident_code=_former_code(message),
        identity=Identity(
            name=read_name(message.person),
            kana=_kana(message.person),
            birth=read_date(message.birth),
            sex=read_sex(message.sex),
            individual_number=IndividualNumber(message.individual_number)
            if message.individual_number
            else None,
        ),
        municipality=MunicipalityCode(message.address.municipality),
        address=read_address(message.address),
        became_resident=read_date(message.became_resident),
        settled=read_date(message.settled),
        notified_on=_day(message.notified_on),
        former_municipality=_former_municipality(former),
        former_address=read_address(former).one_line if former else "",
        relationship=message.relationship,
        event_class=EventClass(message.event_class),
        event_reason=message.event_reason,
        event_date=read_date(message.event_date),
        update_number=message.update_number,
        operator=_filled("operator", message.operator),
        terminal=message.terminal,
    )


def read_name(person: NameBlock) -> str:
    """氏名 as certified, its parts being parts of it.

    Raises:
        JukiError: see ``PersonName``; WrongFormat if 氏 and 名 do not stand in 氏名.
    """
    full = PersonName.whole(person.full).full
    if not (full.startswith(person.surname) and full.endswith(person.given)):
        raise WrongFormat(item="person")
    return full


def read_date(block: DateBlock) -> LegalDate:
    """A legal date whose three parts agree.

    Raises:
        BrokenStoredDate: they do not.
    """
    return LegalDate.from_storage(StoredDate(block.day, block.form, block.text))


def read_address(block: AddressBlock) -> Address:
    """An address.

    Raises:
        JukiError: see ``Address``.
    """
    return Address(
        prefecture=block.prefecture,
        city=block.city,
        town=block.town,
        town_code=block.town_code,
        lot=block.lot,
        building=block.building,
        postal_code=block.postal_code,
    )


def read_sex(text: str) -> str:
    """A code of 性別.

    Raises:
        WrongFormat: no such code.
    """
    if text not in SEXES:
        raise WrongFormat(item="sex")
    return text


def _former_code(message: ResidentUpdate) -> str:
    if not message.former_resident_code:
        return ""
    former = ResidentCode(message.former_resident_code).digits
    if former == message.resident_code:
        raise WrongFormat(item="former_resident_code")
    return former


def _kana(person: NameBlock) -> str:
    if person.kana_certified and not (person.kana.split() and all(map(is_furigana, person.kana.split()))):
        raise WrongFormat(item="kana")
    return person.kana


def _former_municipality(block: AddressBlock | None) -> str:
    """Empty for an address abroad, which has no code."""
    return MunicipalityCode(block.municipality).digits if block and block.municipality else ""


def _day(text: str) -> date | None:
    """届出の年月日; empty where nothing was filed (職権)."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongFormat(item="notified_on") from None


def _filled(item: str, text: str) -> str:
    if not text.strip():
        raise WrongFormat(item=item)
    return text
