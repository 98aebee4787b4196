"""What the prefectural server (都道府県サーバ, simulated) receives. Source: document II(2)5 提供先1."""

from typing import ClassVar

from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.message import Message


class IdentificationUpdate(Message, frozen=True, kw_only=True):
    """jukinet → prefecture → nation: the items that go up, not all 36 of the city's file.

    Resident code, name and kana, birth, sex, address, individual number, reason and day of the event.
    """

    name: ClassVar[str] = "identification-update"

    municipality: str
    resident_code: str
    individual_number: str
    person: NameBlock
    birth: DateBlock
    sex: str
    address: AddressBlock
    event_class: str
    event_reason: str
    event_date: DateBlock
    update_number: int
