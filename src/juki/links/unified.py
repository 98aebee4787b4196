"""What the unified addressee system (団体内統合宛名) receives. Source: document I-2 system 4; ADR 0006."""

from typing import ClassVar, Literal

from juki.links.blocks import AddressBlock, Block, Code, DateBlock, Name, NameBlock, Number, Text
from juki.links.message import Message


class HouseholdFact(Block, frozen=True, kw_only=True):
    """住民票関係情報: 住基法7条4号 and nothing else: being the head, or the head's name and the relationship to them."""

    is_head: bool
    head_name: Name
    relationship: Text


class NumberingRequest(Message, frozen=True, kw_only=True):
    """registry → unified: 付番依頼 with 宛名番号, 個人番号 and 4情報, and the 副本 for the intermediary server."""

    name: ClassVar[str] = "numbering-request"

    addressee_number: Number
    individual_number: Number
    person: NameBlock
    birth: DateBlock
    sex: Code
    address: AddressBlock
    household: HouseholdFact
    valid_from: Code


class ProcessingNumberAssigned(Message, frozen=True, kw_only=True):
    """intermediary → unified: 処理通番 for a 団体内統合宛名番号."""

    name: ClassVar[str] = "processing-number-assigned"

    unified_number: Number
    processing_number: Number


class CodeState(Message, frozen=True, kw_only=True):
    """intermediary → unified: how far the acquisition is. The code itself never leaves the intermediary server."""

    name: ClassVar[str] = "code-state"

    unified_number: Number
    state: Literal["acquired", "failed"]
