"""What the city's CS (住基ネット市町村CS) receives and answers.

Source: document I-2 system 2; 住基法9条, 30条の6; ADR 0006.
"""

from typing import ClassVar, Literal

from juki.links.blocks import AddressBlock, Block, Code, DateBlock, Name, NameBlock, Number, Place, Text
from juki.links.message import Answer, Message, Question


class ResidentUpdate(Message, frozen=True, kw_only=True):
    """registry → jukinet: 本人確認情報の更新 (住基法30条の6).

    ``update_number`` (更新順番号) rises by one per resident code. ``event_class`` is 記載, 消除 or 修正.
    ``individual_number`` is empty until one was designated (出生), ``former_resident_code`` filled by the update that
    changes the code: its 更新順番号 is that of the new one.
    """

    name: ClassVar[str] = "resident-update"
    version: ClassVar[int] = 2

    resident_code: Number
    former_resident_code: Number = ""
    individual_number: Number
    person: NameBlock
    birth: DateBlock
    sex: Code
    address: AddressBlock
    became_resident: DateBlock
    settled: DateBlock
    notified_on: Code
    former_address: AddressBlock | None
    relationship: Text
    event_class: Literal["entry", "removal", "amendment"]
    event_reason: Code
    event_date: DateBlock
    update_number: int
    operator: Text
    terminal: Text


class MoveInNotice(Message, frozen=True, kw_only=True):
    """registry → jukinet → former municipality: 転入通知 (住基法9条1項)."""

    name: ClassVar[str] = "move-in-notice"

    former_municipality: Number
    resident_code: Number
    person: NameBlock
    birth: DateBlock
    sex: Code
    former_address: AddressBlock
    new_municipality: Number
    new_address: AddressBlock
    moved_in_on: DateBlock


class MoveInNoticeReceived(Message, frozen=True, kw_only=True):
    """new municipality → jukinet → registry: 転入通知 (住基法9条1項) about somebody who left this city.

    ``notice`` is the sender's id of it, by which a repetition is known; of two about a person the one with the later
    ``sent_at`` (ISO moment with its zone) holds and corrects the other. ``moved_in_on`` (転入日) is an ISO day.
    """

    name: ClassVar[str] = "move-in-notice-received"

    notice: Code
    sent_at: Code
    former_municipality: Number
    resident_code: Number
    person: NameBlock
    birth: DateBlock
    sex: Code
    new_municipality: Number
    new_address: AddressBlock
    moved_in_on: Code


class LeavingForeigner(Block, frozen=True, kw_only=True):
    """Items of 住基法30条の45 of somebody who leaves; ``nationality`` alpha-3, ``expires_on`` an ISO day or empty."""

    nationality: Code
    nationality_name: Text
    category: Code
    since: DateBlock
    status: Text = ""
    period: Text = ""
    expires_on: Code = ""
    card_number: Number = ""


class LeavingPerson(Block, frozen=True, kw_only=True):
    """One person of a 転出証明書情報; ``kind`` 1 Japanese, 2 foreign, ``relationship`` that of the old household.

    ``individual_number`` is empty for somebody to whom none is designated yet.
    """

    resident_code: Number
    individual_number: Number
    kind: Code
    person: NameBlock
    birth: DateBlock
    sex: Code
    relationship: Text
    honseki: Place = ""
    honseki_head: Name = ""
    kanji_name: Name = ""
    former_surname: Name = ""
    former_surname_kana: Name = ""
    alias: Name = ""
    alias_kana: Name = ""
    foreign: LeavingForeigner | None = None


class MoveOutCertificate(Message, frozen=True, kw_only=True):
    """former municipality → jukinet → registry: 転出証明書情報 (住基法24条の2) of those who left a household together.

    ``certificate`` is the sender's own id of it, by which a repetition is known; of two about a person the one with the
    later ``issued_at`` (ISO moment with its zone) holds. ``planned_on`` (転出予定日) and ``filed_on`` (転出届出日) are ISO
    days; ``new_address`` is the planned one, in which parts may be blank.
    """

    name: ClassVar[str] = "move-out-certificate"

    certificate: Code
    issued_at: Code
    former_municipality: Number
    former_address: AddressBlock
    former_head: Name
    new_municipality: Number
    new_address: AddressBlock
    planned_on: Code
    filed_on: Code
    persons: tuple[LeavingPerson, ...]


class CardSerial(Message, frozen=True, kw_only=True):
    """card management → jukinet → registry: the 利用者証明用電子証明書 of the person with this 住民票コード.

    ``serial`` is the certificate's own number in lower-case hex without leading zeros. Of two words about one serial the
    one with the later ``changed_at`` (ISO moment with its zone) holds. Source: STD 7.1.2.4.
    """

    name: ClassVar[str] = "card-serial"

    resident_code: Number
    serial: Code
    state: Literal["in_force", "ended"]
    changed_at: Code


class LinkageCodeRequest(Message, frozen=True, kw_only=True):
    """registry → jukinet → nation: 符号取得要求, 処理通番 and 住民票コード and nothing else. Source: STD 7.1.2.2."""

    name: ClassVar[str] = "linkage-code-request"

    processing_number: Number
    resident_code: Number


class NumberGenerationRequest(Message, frozen=True, kw_only=True):
    """registry → jukinet → nation: 個人番号の生成要求 for somebody who has none, by 住民票コード.

    ``request`` (依頼管理番号) is the register's own id, told back with the number. Source: 番号法8条; STD 7.1.2.1.
    """

    name: ClassVar[str] = "number-generation-request"

    request: Code
    resident_code: Number


class DesignatedNumber(Message, frozen=True, kw_only=True):
    """nation → jukinet → registry: 個人番号とすべき番号, for the ``request`` that asked. Source: 番号法8条2項; STD 7.1.2.1."""

    name: ClassVar[str] = "designated-number"

    request: Code
    resident_code: Number
    individual_number: Number


class CodeStock(Answer, frozen=True, kw_only=True):
    """住民票コード that nobody has or ever had, handed over for good: no other asker gets one of them."""

    name: ClassVar[str] = "code-stock"

    codes: tuple[Number, ...]


class CodeStockRequest(Question, frozen=True, kw_only=True):
    """registry → jukinet → nation: 空きコード for persons to come. Source: 住基法30条の2; STD 4.3.1."""

    name: ClassVar[str] = "code-stock-request"
    answer: ClassVar[type[Answer]] = CodeStock

    size: int


class NumberCheckAnswer(Answer, frozen=True, kw_only=True):
    """``match``: number and person agree. ``one_by_details``: one person has these details, which proves nothing.

    ``differing`` names the items that disagree under ``mismatch``; ``resident_code`` is filled on ``match`` only.
    """

    name: ClassVar[str] = "number-check-answer"

    outcome: Literal["match", "mismatch", "none", "one_by_details", "many", "removed"]
    differing: tuple[Code, ...] = ()
    resident_code: Number = ""
    municipality: Number = ""


class NumberCheck(Question, frozen=True, kw_only=True):
    """registry → jukinet → nation: does this 個人番号 belong to this person? At least two items besides sex.

    Source: document III(1)2 risk 3 (C:in.cs_match); field incident of one hit taken for identity.
    """

    name: ClassVar[str] = "number-check"
    answer: ClassVar[type[Answer]] = NumberCheckAnswer

    individual_number: Number | None = None
    resident_code: Number | None = None
    full_name: Name | None = None
    birth: Text | None = None
    sex: Code | None = None
    address: AddressBlock | None = None
