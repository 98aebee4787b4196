"""Parts that several messages share. Names and addresses travel as written, never normalised."""

from typing import Annotated

import msgspec

from juki.kernel.values.address import one_line

Name = Annotated[str, msgspec.Meta(max_length=600)]
"""A name or its kana: six times what the register holds, in case each glyph has a selector and more."""
Place = Annotated[str, msgspec.Meta(max_length=600)]
"""A part of an address, or a whole one in one piece."""
Text = Annotated[str, msgspec.Meta(max_length=600)]
Code = Annotated[str, msgspec.Meta(max_length=40)]
"""A code, a serial, an id or an ISO day."""
Number = Annotated[str, msgspec.Meta(max_length=20)]
Token = Annotated[str, msgspec.Meta(max_length=8_000)]
"""A public key, a signed permit, a pseudonym."""
Document = Annotated[str, msgspec.Meta(max_length=4_000_000)]
"""A PDF in base64."""
Sealed = Annotated[str, msgspec.Meta(max_length=100_000)]


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A named group of fields."""


class DateBlock(Block, frozen=True, kw_only=True):
    """A legal date: ISO day kept for ordering, form code, and the certified text when it is no calendar day."""

    day: Code
    form: Code
    text: Text


class NameBlock(Block, frozen=True, kw_only=True):
    """氏名: ``full`` as certified; surname and given name for Japanese; kana with its certification (公証)."""

    full: Name
    surname: Name = ""
    given: Name = ""
    kana: Name = ""
    kana_certified: bool = False


class AddressBlock(Block, frozen=True, kw_only=True):
    """住所: ``town`` is 町字, ``lot`` 番地号, ``building`` 方書; ``town_code`` 大字・字コード where known."""

    municipality: Number
    postal_code: Number
    prefecture: Place
    city: Place
    town: Place
    lot: Place
    building: Place = ""
    town_code: Number = ""

    @property
    def one_line(self) -> str:
        """The whole address, exactly as it is kept and compared everywhere."""
        return one_line(self.prefecture, self.city, self.town, self.lot, building=self.building)
