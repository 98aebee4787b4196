"""What the resident register (住民記録) receives and answers. Source: document I-2 system 1, III(1)5."""

from typing import ClassVar, Literal

from juki.links.blocks import AddressBlock, Code, NameBlock, Number, Text
from juki.links.jukinet import CardSerial, LeavingForeigner, LeavingPerson, MoveOutCertificate
from juki.links.message import Answer, Message, Question

__all__ = [
    "CardSerial",
    "LeavingForeigner",
    "LeavingPerson",
    "MoveOutCertificate",
    "ProcessingNumber",
    "ResidentAnswer",
    "ResidentRequest",
]


class ProcessingNumber(Message, frozen=True, kw_only=True):
    """unified → registry: 処理通番 of a person, by 宛名番号; answered by a request through the CS. Source: STD 7.1.2.2."""

    name: ClassVar[str] = "processing-number"

    addressee_number: Number
    processing_number: Number


class ResidentAnswer(Answer, frozen=True, kw_only=True):
    """Only the items that the approved entry allows are filled; ``refused`` carries the code of the reason."""

    name: ClassVar[str] = "resident-answer"

    outcome: Literal["found", "none", "refused"]
    code: Code = ""
    entry: Text = ""
    person: NameBlock | None = None
    birth: Text | None = None
    sex: Code | None = None
    address: AddressBlock | None = None
    individual_number: Number | None = None
    household_number: Number | None = None
    relationship: Text | None = None


class ResidentRequest(Question, frozen=True, kw_only=True):
    """business → registry: 庁内照会 by a business system that names itself and its duty."""

    name: ClassVar[str] = "resident-request"
    answer: ClassVar[type[Answer]] = ResidentAnswer

    target: Text
    addressee_number: Number
