"""Parts that several messages share. Names and addresses travel as written, never normalised."""

import msgspec


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A named group of fields."""


class DateBlock(Block, frozen=True, kw_only=True):
    """A legal date: ISO day kept for ordering, form code, and the certified text when it is no calendar day."""

    day: str
    form: str
    text: str


class NameBlock(Block, frozen=True, kw_only=True):
    """氏名: ``full`` as certified; surname and given name for Japanese; kana with its certification (公証)."""

    full: str
    surname: str = ""
    given: str = ""
    kana: str = ""
    kana_certified: bool = False


class AddressBlock(Block, frozen=True, kw_only=True):
    """住所: ``town`` is 町字, ``lot`` 番地号, ``building`` 方書; ``town_code`` 大字・字コード where known."""

    municipality: str
    postal_code: str
    prefecture: str
    city: str
    town: str
    lot: str
    building: str = ""
    town_code: str = ""
