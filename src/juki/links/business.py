"""What the city's business systems (庁内業務システム, simulated) receive. Source: document III(1)5; rulings 36."""

from typing import ClassVar

from juki.links.blocks import AddressBlock, NameBlock
from juki.links.message import Message


class ResidentRecord(Message, frozen=True, kw_only=True):
    """registry → business: what the approved data-use entry ``entry`` allows ``target``, and nothing more."""

    name: ClassVar[str] = "resident-record"

    target: str
    entry: str
    addressee_number: str
    valid_from: str
    person: NameBlock | None = None
    birth: str | None = None
    sex: str | None = None
    address: AddressBlock | None = None
    individual_number: str | None = None
    household_number: str | None = None
    relationship: str | None = None
