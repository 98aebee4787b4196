"""What the addressee system (宛名管理) receives and answers. Source: document II(1)3⑧8; STD 1.1.13; rulings 23, 24."""

from typing import ClassVar

from juki.links.blocks import AddressBlock, NameBlock
from juki.links.message import Answer, Message, Question


class ResidentAddressee(Message, frozen=True, kw_only=True):
    """registry → addressee: a resident as an addressee (住登内宛名)."""

    name: ClassVar[str] = "resident-addressee"

    addressee_number: str
    household_number: str
    person: NameBlock
    address: AddressBlock
    sex: str
    birth: str
    is_resident: bool
    since: str


class NumberBlock(Answer, frozen=True, kw_only=True):
    """Unused numbers handed over for good: no other asker gets one of them."""

    name: ClassVar[str] = "number-block"

    numbers: tuple[str, ...]


class NumberBlockRequest(Question, frozen=True, kw_only=True):
    """registry → addressee: a block of unused 宛名番号, kept by the register so that it can register when we are down."""

    name: ClassVar[str] = "number-block-request"
    answer: ClassVar[type[Answer]] = NumberBlock

    size: int
