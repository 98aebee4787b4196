"""What the prefectural server (都道府県サーバ, simulated) receives. Source: document II(2)5 提供先1."""

from typing import ClassVar

from juki.links.blocks import AddressBlock, Code, DateBlock, NameBlock, Number
from juki.links.message import Message


class IdentificationUpdate(Message, frozen=True, kw_only=True):
    """jukinet → prefecture → nation: the items that go up, not all 36 of the city's file.

    Resident code, name and kana, birth, sex, address, individual number, reason and day of the event. The number is
    empty until one was designated; ``former_resident_code`` is filled by the update that changes the code.
    """

    name: ClassVar[str] = "identification-update"
    version: ClassVar[int] = 2

    municipality: Number
    resident_code: Number
    former_resident_code: Number = ""
    individual_number: Number
    person: NameBlock
    birth: DateBlock
    sex: Code
    address: AddressBlock
    event_class: Code
    event_reason: Code
    event_date: DateBlock
    update_number: int
