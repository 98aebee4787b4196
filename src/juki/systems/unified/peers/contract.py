"""What this system receives, and its meaning in our own words."""

from datetime import date
from typing import NamedTuple

from juki.kernel.values import written_text
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.links.blocks import AddressBlock, NameBlock
from juki.links.unified import CodeState, HouseholdFact, NumberingRequest, ProcessingNumberAssigned
from juki.systems.unified.domain.four_items import FourItems, WrittenAddress, WrittenName
from juki.systems.unified.errors import FourItemsIncomplete

__all__ = ["CodeState", "HouseholdFact", "NumberingRequest", "ProcessingNumberAssigned"]

NAME_LIMIT = 100
ADDRESS_LIMIT = 300


class Request(NamedTuple):
    """A 付番依頼 that reads."""

    addressee_number: str
    individual_number: str
    items: FourItems
    valid_from: date


def request_of(message: NumberingRequest) -> Request:
    """The request in our own words; names and addresses stay exactly as they came.

    Raises:
        InvalidIndividualNumber, InvalidSerialNumber, BrokenStoredDate, FourItemsIncomplete: it cannot be numbered.
        EmptyText, ForbiddenCharacter, LoneSelector, TooLong: a name or an address that nobody can have written.
    """
    individual = IndividualNumber(message.individual_number)
    addressee = AddresseeNumber(message.addressee_number)
    birth = LegalDate.from_storage(StoredDate(message.birth.day, message.birth.form, message.birth.text))
    if not message.sex.strip():
        raise FourItemsIncomplete(item="性別")
    items = FourItems(
        name=_name(message.person), birth=birth, sex=message.sex, address=_address(message.address)
    )
    return Request(addressee.digits, individual.digits, items, _day(message.valid_from))


def _name(block: NameBlock) -> WrittenName:
    written_text.check(block.full, limit=NAME_LIMIT)
    return WrittenName(block.full, block.surname, block.given, block.kana, block.kana_certified)


def _address(block: AddressBlock) -> WrittenAddress:
    if not (block.town or block.lot or block.building):
        raise FourItemsIncomplete(item="住所")
    for part in (block.prefecture, block.city, block.town, block.lot, block.building):
        if part:
            written_text.check(part, limit=ADDRESS_LIMIT)
    return WrittenAddress(
        municipality=block.municipality, postal_code=block.postal_code, prefecture=block.prefecture,
        city=block.city, town=block.town, lot=block.lot, building=block.building, town_code=block.town_code,
    )  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FourItemsIncomplete(item="適用日") from None
