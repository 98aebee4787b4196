"""What the city's business systems (庁内業務システム, simulated) receive. Source: document III(1)5."""

from typing import ClassVar

from juki.links.blocks import AddressBlock, Code, NameBlock, Number, Text
from juki.links.message import Message


class ResidentRecord(Message, frozen=True, kw_only=True):
    """registry → business: what the approved data-use entry ``entry`` allows ``target``, and nothing more."""

    name: ClassVar[str] = "resident-record"

    target: Text
    entry: Text
    addressee_number: Number
    valid_from: Code
    person: NameBlock | None = None
    birth: Text | None = None
    sex: Code | None = None
    address: AddressBlock | None = None
    individual_number: Number | None = None
    household_number: Number | None = None
    relationship: Text | None = None
