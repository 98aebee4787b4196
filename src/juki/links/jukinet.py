"""What the city's CS (住基ネット市町村CS) receives and answers.

Source: document I-2 system 2; 住基法9条, 30条の6; rulings, messages 1, 4, 14, 15.
"""

from typing import ClassVar, Literal

from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.message import Answer, Message, Question


class ResidentUpdate(Message, frozen=True, kw_only=True):
    """registry → jukinet: 本人確認情報の更新 (住基法30条の6).

    ``update_number`` (更新順番号) rises by one per resident code. ``event_class`` is 記載, 消除 or 修正.
    """

    name: ClassVar[str] = "resident-update"

    resident_code: str
    individual_number: str
    person: NameBlock
    birth: DateBlock
    sex: str
    address: AddressBlock
    became_resident: DateBlock
    settled: DateBlock
    notified_on: str
    former_address: AddressBlock | None
    relationship: str
    event_class: Literal["entry", "removal", "amendment"]
    event_reason: str
    event_date: DateBlock
    update_number: int
    operator: str
    terminal: str


class MoveInNotice(Message, frozen=True, kw_only=True):
    """registry → jukinet → former municipality: 転入通知 (住基法9条1項)."""

    name: ClassVar[str] = "move-in-notice"

    former_municipality: str
    resident_code: str
    person: NameBlock
    birth: DateBlock
    sex: str
    former_address: AddressBlock
    new_municipality: str
    new_address: AddressBlock
    moved_in_on: DateBlock


class LinkageCodeRequest(Message, frozen=True, kw_only=True):
    """registry → jukinet → nation: 符号取得要求, 処理通番 and 住民票コード and nothing else. Source: STD 7.1.2.2."""

    name: ClassVar[str] = "linkage-code-request"

    processing_number: str
    resident_code: str


class NumberCheckAnswer(Answer, frozen=True, kw_only=True):
    """``match``: number and person agree. ``one_by_details``: one person has these details, which proves nothing.

    ``differing`` names the items that disagree under ``mismatch``; ``resident_code`` is filled on ``match`` only.
    """

    name: ClassVar[str] = "number-check-answer"

    outcome: Literal["match", "mismatch", "none", "one_by_details", "many", "removed"]
    differing: tuple[str, ...] = ()
    resident_code: str = ""
    municipality: str = ""


class NumberCheck(Question, frozen=True, kw_only=True):
    """registry → jukinet → nation: does this 個人番号 belong to this person? At least two items besides sex.

    Source: document III(1)2 risk 3 (C:in.cs_match); field incident of one hit taken for identity.
    """

    name: ClassVar[str] = "number-check"
    answer: ClassVar[type[Answer]] = NumberCheckAnswer

    individual_number: str | None = None
    resident_code: str | None = None
    full_name: str | None = None
    birth: str | None = None
    sex: str | None = None
    address: AddressBlock | None = None
