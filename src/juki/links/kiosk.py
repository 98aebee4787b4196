"""What the convenience-store issuing system (証明書コンビニ交付) receives. Source: document III(4), 別添2(4)."""

from typing import ClassVar

from juki.links.blocks import AddressBlock, Block, Code, DateBlock, Name, NameBlock, Number, Place, Text
from juki.links.message import Message


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


class PersonSnapshot(Block, frozen=True, kw_only=True):
    """One member as the kiosk may certify them."""

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
    event_reason: Code
    event_date: DateBlock
    issuing_stopped: bool
    foreign: ForeignBlock | None = None


class HouseholdSnapshot(Message, frozen=True, kw_only=True):
    """registry → kiosk: a whole household at one moment, all or nothing; a member no longer listed has left it."""

    name: ClassVar[str] = "household-snapshot"

    household_number: Number
    head_name: Name
    members: tuple[PersonSnapshot, ...]
