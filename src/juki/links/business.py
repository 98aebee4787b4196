"""What the city's business systems (庁内業務システム, simulated) receive. Source: document III(1)5."""

from typing import ClassVar

from juki.links.blocks import AddressBlock, Code, NameBlock, Number, Text
from juki.links.message import Message


class ResidentRecord(Message, frozen=True, kw_only=True):
    """registry → business: what the approved data-use entry ``entry`` allows ``target``, and nothing more.

    ``is_resident`` is false of somebody who left or died: what is said of them was so at the last.
    """

    name: ClassVar[str] = "resident-record"
    version: ClassVar[int] = 2

    target: Text
    entry: Text
    addressee_number: Number
    valid_from: Code
    is_resident: bool = True
    person: NameBlock | None = None
    birth: Text | None = None
    sex: Code | None = None
    address: AddressBlock | None = None
    individual_number: Number | None = None
    household_number: Number | None = None
    relationship: Text | None = None
