"""What the addressee system (宛名管理) receives and answers. Source: document II(1)3⑧8; STD 1.1.13; ADR 0006."""

from typing import ClassVar

from juki.links.blocks import AddressBlock, Code, NameBlock, Number, Text
from juki.links.message import Answer, Message, Question


class ResidentAddressee(Message, frozen=True, kw_only=True):
    """registry → addressee: a resident as an addressee (住登内宛名)."""

    name: ClassVar[str] = "resident-addressee"

    addressee_number: Number
    household_number: Number
    person: NameBlock
    address: AddressBlock
    sex: Code
    birth: Text
    is_resident: bool
    since: Code


class NumberBlock(Answer, frozen=True, kw_only=True):
    """Unused numbers handed over for good: no other asker gets one of them."""

    name: ClassVar[str] = "number-block"

    numbers: tuple[Number, ...]


class NumberBlockRequest(Question, frozen=True, kw_only=True):
    """registry → addressee: a block of unused 宛名番号, kept by the register so that it can register when we are down."""

    name: ClassVar[str] = "number-block-request"
    answer: ClassVar[type[Answer]] = NumberBlock

    size: int
