"""What the information network (情報提供ネットワークシステム, simulated) receives and answers."""

from typing import ClassVar, Literal

from juki.links.blocks import Block, Code, Number, Sealed, Text, Token
from juki.links.message import Answer, Message, Question
from juki.links.unified import HouseholdFact


class ProcessingNumberRequest(Message, frozen=True, kw_only=True):
    """intermediary → nws: asks a 処理通番; ``request`` is the asker's own serial and names nobody."""

    name: ClassVar[str] = "processing-number-request"

    request: Code


class LinkageCodeSeed(Message, frozen=True, kw_only=True):
    """nation → nws: whose 処理通番 it is, by a token that is neither 個人番号 nor 住民票コード. Source: 番号法21条の2."""

    name: ClassVar[str] = "linkage-code-seed"

    processing_number: Number
    person_token: Token


class ProvidedFact(Block, frozen=True, kw_only=True):
    """What stands in a sealed answer: 住民票関係情報 by a layout version. Only provider and inquirer ever read it."""

    layout: Code
    valid_from: Code
    household: HouseholdFact


class InquiryAnswer(Answer, frozen=True, kw_only=True):
    """The provider's sealed answer, or why there is none."""

    name: ClassVar[str] = "inquiry-answer"

    outcome: Literal["answered", "held", "refused"]
    record: Code
    code: Code = ""
    sealed: Sealed = ""


class Inquiry(Question, frozen=True, kw_only=True):
    """inquirer → nws: 情報照会 by (agency, duty, procedure, information) about the person behind the asker's code.

    ``answer_key`` is a public JWK; the provider encrypts to it, so that the network carries what it cannot read.
    """

    name: ClassVar[str] = "inquiry"
    answer: ClassVar[type[Answer]] = InquiryAnswer

    agency: Text
    duty: Text
    procedure: Text
    information: Text
    linkage_code: Code
    answer_key: Token
