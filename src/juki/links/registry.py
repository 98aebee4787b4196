"""What the resident register (住民記録) receives and answers. Source: document I-2 system 1; rulings 25, 36, 37."""

from typing import ClassVar, Literal

from juki.links.blocks import AddressBlock, NameBlock
from juki.links.message import Answer, Message, Question


class ProcessingNumber(Message, frozen=True, kw_only=True):
    """unified → registry: 処理通番 of a person, by 宛名番号; answered by a request through the CS. Source: STD 7.1.2.2."""

    name: ClassVar[str] = "processing-number"

    addressee_number: str
    processing_number: str


class ResidentAnswer(Answer, frozen=True, kw_only=True):
    """Only the items that the approved entry allows are filled; ``refused`` carries the code of the reason."""

    name: ClassVar[str] = "resident-answer"

    outcome: Literal["found", "none", "refused"]
    code: str = ""
    entry: str = ""
    person: NameBlock | None = None
    birth: str | None = None
    sex: str | None = None
    address: AddressBlock | None = None
    individual_number: str | None = None
    household_number: str | None = None
    relationship: str | None = None


class ResidentRequest(Question, frozen=True, kw_only=True):
    """business → registry: 庁内照会 by a business system that names itself and its duty."""

    name: ClassVar[str] = "resident-request"
    answer: ClassVar[type[Answer]] = ResidentAnswer

    target: str
    addressee_number: str
