"""Items of the record as the blocks that messages share."""

from juki.kernel.values.address import Address
from juki.kernel.values.date_forms import DateForm
from juki.kernel.values.legal_date import LegalDate
from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.systems.registry.domain.resident import Names


def name_block(names: Names) -> NameBlock:
    """氏名 as written."""
    return NameBlock(
        full=names.full,
        surname=names.surname,
        given=names.given,
        kana=names.kana,
        kana_certified=names.kana_certified,
    )


def date_block(value: LegalDate) -> DateBlock:
    """A legal date in its three parts."""
    stored = value.to_storage()
    return DateBlock(day=stored.internal, form=stored.form, text=stored.text)


def plain_date(value: LegalDate) -> str:
    """For a field of text: the ISO day, or the certified text where there is no such day (不詳のまま連携)."""
    return value.internal.isoformat() if value.form is DateForm.DAY else value.text


def address_block(address: Address) -> AddressBlock:
    """An address as written; empty parts stay empty."""
    return AddressBlock(
        municipality=address.municipality.digits if address.municipality else "",
        postal_code=address.postal_code,
        prefecture=address.prefecture,
        city=address.city,
        town=address.town,
        lot=address.lot,
        building=address.building,
        town_code=address.town_code,
    )
