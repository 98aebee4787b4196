"""What business systems get: the items of their approved entry and nothing else. Source: document III(1)5; 番号法9条."""

from typing import Any

from juki.kernel.work import Act
from juki.links.business import ResidentRecord
from juki.links.post import outbox
from juki.links.registry import ResidentAnswer
from juki.systems.registry.codes import OWN
from juki.systems.registry.domain.data_use import DataUse, Item
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.peers.blocks import address_block, name_block, plain_date


def tell_record(act: Act, resident: Resident, entry: DataUse) -> None:
    """One person to one target; of whoever left or died, that they did."""
    record = ResidentRecord(
        target=entry.target,
        entry=entry.entry,
        addressee_number=resident.addressee_number,
        valid_from=resident.event.day.internal.isoformat(),
        is_resident=resident.is_present,
        **allowed_items(resident, entry),
    )
    outbox.send(
        act, own=OWN, to="business", content=record, streams=[f"addressee:{resident.addressee_number}"]
    )


def answer_with(resident: Resident, entry: DataUse) -> ResidentAnswer:
    """The answer to a question of the entry's target."""
    return ResidentAnswer(outcome="found", entry=entry.entry, **allowed_items(resident, entry))


def allowed_items(resident: Resident, entry: DataUse) -> dict[str, Any]:
    """The items that ``entry`` allows; 個人番号 only with its own permission on the entry."""
    every: dict[Item, Any] = {
        Item.NAME: name_block(resident.names),
        Item.BIRTH: plain_date(resident.birth),
        Item.SEX: str(resident.sex),
        Item.ADDRESS: address_block(resident.address),
        Item.HOUSEHOLD_NUMBER: resident.household_number,
        Item.RELATIONSHIP: resident.relationship.label,
    }
    given = {("person" if item is Item.NAME else str(item)): every[item] for item in entry.items}
    if entry.individual_number:
        given["individual_number"] = resident.individual_number
    return given
