"""What the resident register (住民記録) receives and answers. Source: document I-2 system 1, III(1)5."""

from typing import Annotated, ClassVar, Literal

import msgspec

from juki.links.blocks import AddressBlock, Block, Code, NameBlock, Number, Text
from juki.links.jukinet import (
    CardSerial,
    DesignatedNumber,
    LeavingForeigner,
    LeavingPerson,
    MoveInNoticeReceived,
    MoveOutCertificate,
)
from juki.links.message import Answer, Message, Question

__all__ = [
    "CardSerial",
    "ChildAllowance",
    "DesignatedNumber",
    "IndividualMatter",
    "Insured",
    "LateElderly",
    "LeavingForeigner",
    "LeavingPerson",
    "LongTermCare",
    "Matter",
    "MoveInNoticeReceived",
    "MoveOutCertificate",
    "NationalHealth",
    "Pension",
    "ProcessingNumber",
    "ResidentAnswer",
    "ResidentRequest",
    "VoterRoll",
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


class VoterRoll(Block, frozen=True, kw_only=True, tag_field="kind", tag="voter_roll"):
    """選挙人名簿への登録の有無, and nothing else of the roll. Source: 住基法7条9号."""

    registered: bool


class Insured(Block, frozen=True, kw_only=True, tag_field="kind"):
    """Whether somebody is insured, and the ISO days on which that began and ended; empty where there is none."""

    insured: bool
    acquired_on: Code = ""
    lost_on: Code = ""


class NationalHealth(Insured, frozen=True, kw_only=True, tag="national_health"):
    """国民健康保険; without 記号 and 番号. Source: 住基法7条10号."""


class LateElderly(Insured, frozen=True, kw_only=True, tag="late_elderly"):
    """後期高齢者医療; without 番号. Source: 住基法7条10号の2."""


class LongTermCare(Insured, frozen=True, kw_only=True, tag="long_term_care"):
    """介護保険; without 番号. Source: 住基法7条10号の3."""


class Pension(Insured, frozen=True, kw_only=True, tag="pension"):
    """国民年金; ``pension_number`` is 基礎年金番号, ``category`` 種別 (第1号 to 第3号). Source: 住基法7条11号."""

    pension_number: Number = ""
    category: Literal["", "1", "2", "3"] = ""
    category_changed_on: Code = ""


class ChildAllowance(Block, frozen=True, kw_only=True, tag_field="kind", tag="child_allowance"):
    """児童手当: first and last month as ``2026-04``; the last is empty as long as it is paid. Source: 住基法7条11号の2."""

    from_month: Code
    to_month: Code = ""


Matter = VoterRoll | NationalHealth | LateElderly | LongTermCare | Pension | ChildAllowance


class IndividualMatter(Message, frozen=True, kw_only=True):
    """business → registry: 個別事項 of a person, whole, as ``target`` has it now.

    ``number`` counts what the target told of this kind about this person: the highest one holds.

    Source: 住基法7条9号–11号の2; STD 1.1.1, 1.1.2, 7.2.2.
    """

    name: ClassVar[str] = "individual-matter"

    target: Text
    addressee_number: Number
    number: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    matter: Matter
