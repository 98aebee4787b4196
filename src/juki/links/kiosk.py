"""What the convenience-store issuing system (証明書コンビニ交付) receives. Source: document III(4), 別添2(4)."""

from typing import ClassVar, Literal

from juki.links.blocks import (
    AddressBlock,
    Block,
    Code,
    DateBlock,
    Document,
    Name,
    NameBlock,
    Number,
    Place,
    Text,
    Token,
)
from juki.links.message import Answer, Message, Question


class ForeignBlock(Block, frozen=True, kw_only=True):
    """Items of 住基法30条の45 as a certificate shows them."""

    nationality: Text
    category: Text
    status: Text = ""
    period: Text = ""
    expires_on: Text = ""
    card_number: Number = ""
    roman_name: Name = ""
    kanji_name: Name = ""
    alias: Name = ""
    alias_kana: Name = ""


class LeavingBlock(Block, frozen=True, kw_only=True):
    """転出予定: the day, the day it was filed, and where to; both lines are empty where the destination is not known."""

    day: Code
    notified_on: Code = ""
    address: Place = ""
    building: Place = ""


class PersonSnapshot(Block, frozen=True, kw_only=True):
    """One member as the kiosk may certify them; ``leaving`` of somebody who filed a move-out and still lives here."""

    addressee_number: Number
    resident_code: Number
    individual_number: Number
    kind: Code
    order: int
    person: NameBlock
    birth: DateBlock
    sex: Code
    relationship: Text
    address: AddressBlock
    became_resident: DateBlock
    settled: DateBlock
    notified_on: Code
    former_address: AddressBlock | None
    honseki: Place
    honseki_head: Name
    former_surname: Name = ""
    former_surname_kana: Name = ""
    event_reason: Code
    event_date: DateBlock
    issuing_stopped: bool
    foreign: ForeignBlock | None = None
    leaving: LeavingBlock | None = None


class HouseholdSnapshot(Message, frozen=True, kw_only=True):
    """registry → kiosk: a whole household at one moment, all or nothing; a member no longer listed has left it."""

    name: ClassVar[str] = "household-snapshot"
    version: ClassVar[int] = 2

    household_number: Number
    head_name: Name
    members: tuple[PersonSnapshot, ...]


class SerialPair(Message, frozen=True, kw_only=True):
    """registry → kiosk: whose 利用者証明用電子証明書 a serial is; as in :class:`CardSerial`, by 宛名番号.

    Source: STD 7.1.2.4.
    """

    name: ClassVar[str] = "serial-pair"

    addressee_number: Number
    serial: Code
    state: Literal["in_force", "ended"]
    changed_at: Code


class CardStatement(Block, frozen=True, kw_only=True):
    """What a card signs, as JSON: this resident, at this kiosk, for this city, now, once.

    ``transaction`` is the centre's unguessable id of the whole dialog (a random UUID); ``at`` an ISO moment with its zone.
    """

    transaction: Code
    municipality: Number
    kiosk: Code
    nonce: Token
    at: Code


class CardProof(Block, frozen=True, kw_only=True):
    """``statement``: the JSON of a :class:`CardStatement`; ``signature`` over its UTF-8 bytes (ECDSA P-256, SHA-256, DER).

    ``certificate`` is the card's 利用者証明用電子証明書 (DER), ``status`` the OCSPResponse about it (DER), all in base64.
    """

    statement: Token
    signature: Token
    certificate: Token
    status: Token


class CertificateOffer(Block, frozen=True, kw_only=True):
    """A kind of certificate: ``fee`` in yen, ``show`` the items that may be asked for, ``members``: for whom in a household."""

    kind: Code
    label: Text
    fee: int
    show: tuple[Code, ...]
    members: Literal["self", "some", "all"]


class MemberOffer(Block, frozen=True, kw_only=True):
    """A member by place in the record (記載順位), which is all that a kiosk ever says of whom it chose."""

    place: int
    name: Name


class KioskMenuAnswer(Answer, frozen=True, kw_only=True):
    """``code`` and ``text`` say why nothing is offered, in words that tell a bystander nothing of the person."""

    name: ClassVar[str] = "kiosk-menu-answer"

    outcome: Literal["offered", "refused"]
    code: Code = ""
    text: Text = ""
    offers: tuple[CertificateOffer, ...] = ()
    members: tuple[MemberOffer, ...] = ()
    until: Code = ""


class KioskMenu(Question, frozen=True, kw_only=True):
    """centre → kiosk: what may the holder of this card have? The card was proved at the centre and is proved again here."""

    name: ClassVar[str] = "kiosk-menu"
    answer: ClassVar[type[Answer]] = KioskMenuAnswer

    transaction: Code
    kiosk: Code
    proof: CardProof


class KioskIssueAnswer(Answer, frozen=True, kw_only=True):
    """``document``: the signed PDF in base64, of ``pages`` pages, ``digest`` its SHA-256 in hex."""

    name: ClassVar[str] = "kiosk-issue-answer"

    outcome: Literal["issued", "refused"]
    code: Code = ""
    text: Text = ""
    issue_number: Text = ""
    pages: int = 0
    digest: Text = ""
    document: Document = ""


class KioskIssue(Question, frozen=True, kw_only=True):
    """centre → kiosk: one copy of ``kind`` about the members at ``places``, with the items of ``show``, within a dialog."""

    name: ClassVar[str] = "kiosk-issue"
    answer: ClassVar[type[Answer]] = KioskIssueAnswer

    transaction: Code
    kiosk: Code
    kind: Code
    places: tuple[int, ...]
    show: tuple[Code, ...] = ()


class PrintResult(Message, frozen=True, kw_only=True):
    """centre → kiosk: how a dialog ended at the kiosk."""

    name: ClassVar[str] = "print-result"

    transaction: Code
    outcome: Literal["printed", "not_printed", "cancelled"]
    at: Code
