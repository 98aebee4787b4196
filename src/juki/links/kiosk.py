"""What the convenience-store issuing system (証明書コンビニ交付) receives. Source: document III(4), 別添2(4)."""

from typing import ClassVar

from juki.links.blocks import AddressBlock, Block, DateBlock, NameBlock
from juki.links.message import Message


class ForeignBlock(Block, frozen=True, kw_only=True):
    """Items of 住基法30条の45 as a certificate shows them."""

    nationality: str
    category: str
    status: str = ""
    period: str = ""
    expires_on: str = ""
    card_number: str = ""
    roman_name: str = ""
    kanji_name: str = ""
    alias: str = ""
    alias_kana: str = ""


class PersonSnapshot(Block, frozen=True, kw_only=True):
    """One member as the kiosk may certify them."""

    addressee_number: str
    resident_code: str
    individual_number: str
    kind: str
    order: int
    person: NameBlock
    birth: DateBlock
    sex: str
    relationship: str
    address: AddressBlock
    became_resident: DateBlock
    settled: DateBlock
    notified_on: str
    former_address: AddressBlock | None
    honseki: str
    honseki_head: str
    event_reason: str
    event_date: DateBlock
    issuing_stopped: bool
    foreign: ForeignBlock | None = None


class HouseholdSnapshot(Message, frozen=True, kw_only=True):
    """registry → kiosk: a whole household at one moment, all or nothing; a member no longer listed has left it."""

    name: ClassVar[str] = "household-snapshot"

    household_number: str
    head_name: str
    members: tuple[PersonSnapshot, ...]
