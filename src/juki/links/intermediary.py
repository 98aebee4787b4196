"""What the intermediary server (中間サーバー) receives and answers. Source: document I-2 system 5; 番号法21条の2."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal

import msgspec

from juki.links.blocks import Block, Code, Number, Sealed, Text, Token
from juki.links.message import Answer, Message, Question
from juki.links.unified import HouseholdFact


class CodeAcquisition(Message, frozen=True, kw_only=True):
    """unified → intermediary: 符号取得依頼 for a 団体内統合宛名番号."""

    name: ClassVar[str] = "code-acquisition"

    unified_number: Number


class HouseholdCopy(Message, frozen=True, kw_only=True):
    """unified → intermediary: 副本の登録, 住基法7条4号 only; ``layout`` is the data standard layout's version."""

    name: ClassVar[str] = "household-copy"

    unified_number: Number
    layout: Code
    valid_from: Code
    household: HouseholdFact


class ProcessingNumberIssued(Message, frozen=True, kw_only=True):
    """nws → intermediary: 処理通番 for a request."""

    name: ClassVar[str] = "processing-number-issued"

    request: Code
    processing_number: Number


class LinkageCodeIssued(Message, frozen=True, kw_only=True):
    """nws → a body: its own 符号 for the person behind a 処理通番. The only message that carries a code."""

    name: ClassVar[str] = "linkage-code-issued"

    processing_number: Number
    linkage_code: Code


class PermittedInquiryAnswer(Answer, frozen=True, kw_only=True):
    """``answered``: ``sealed`` is encrypted to the inquirer's key, opaque to the network. Else a coded reason."""

    name: ClassVar[str] = "permitted-inquiry-answer"

    outcome: Literal["answered", "held", "refused"]
    record: Code
    code: Code = ""
    sealed: Sealed = ""


class Permit(Block, frozen=True, kw_only=True):
    """What the network signs (情報提供許可証): one inquiry, to one key, until ``expires_at``; good for one use."""

    permit: Token
    agency: Text
    duty: Text
    procedure: Text
    information: Text
    linkage_code: Code
    answer_key: Token
    issued_at: Annotated[datetime, msgspec.Meta(tz=True)]
    expires_at: Annotated[datetime, msgspec.Meta(tz=True)]


class PermittedInquiry(Question, frozen=True, kw_only=True):
    """nws → intermediary: an inquiry with the network's signed permit (情報提供許可証).

    ``permit`` is a JWS by nws over the JSON of :class:`Permit`; code and key beside it must be those that it names.
    """

    name: ClassVar[str] = "permitted-inquiry"
    answer: ClassVar[type[Answer]] = PermittedInquiryAnswer

    permit: Token
    linkage_code: Code
    answer_key: Token
