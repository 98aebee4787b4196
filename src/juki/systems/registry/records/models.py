"""Index of the register's tables; each record has its own file."""

from juki.systems.registry.records.address_masters import AddressEntry, Building, Country, UsableLot
from juki.systems.registry.records.alias_history import AliasHistory
from juki.systems.registry.records.application import (
    Application,
    ApplicationHold,
    ApplicationStep,
    ReceiptCounter,
)
from juki.systems.registry.records.awaited_message import AwaitedMessage
from juki.systems.registry.records.bulk import BulkRow, BulkRun
from juki.systems.registry.records.card_serial import CardSerialRow
from juki.systems.registry.records.code_stock import CodeStock
from juki.systems.registry.records.confirmation import NumberConfirmation
from juki.systems.registry.records.data_use import DataUseEntry
from juki.systems.registry.records.event import EventRow
from juki.systems.registry.records.household import HouseholdRow, HouseholdVersion
from juki.systems.registry.records.issuing import IssueCounter, IssueLog
from juki.systems.registry.records.linkage import HandDelivery, LinkageSwitch
from juki.systems.registry.records.matter import MatterRow
from juki.systems.registry.records.memo import MemoRow
from juki.systems.registry.records.move_in_notice import MoveInNoticeRow
from juki.systems.registry.records.move_out_certificate import MoveOutCertificate, MoveOutPerson
from juki.systems.registry.records.nightly import NightlyItem, NightlyRun, NightlySetting
from juki.systems.registry.records.numbers import AddresseeNumberBlock, UpdateNumber
from juki.systems.registry.records.place import PlaceRow, TerminalRow
from juki.systems.registry.records.removed_record import (
    RemovedAlias,
    RemovedEvent,
    RemovedHousehold,
    RemovedMatter,
    RemovedVersion,
)
from juki.systems.registry.records.resident import ResidentRow
from juki.systems.registry.records.resident_version import ResidentVersion
from juki.systems.registry.records.search_history import SearchHistory

__all__ = [
    "AddressEntry",
    "AddresseeNumberBlock",
    "AliasHistory",
    "Application",
    "ApplicationHold",
    "ApplicationStep",
    "AwaitedMessage",
    "Building",
    "BulkRow",
    "BulkRun",
    "CardSerialRow",
    "CodeStock",
    "Country",
    "DataUseEntry",
    "EventRow",
    "HandDelivery",
    "HouseholdRow",
    "HouseholdVersion",
    "IssueCounter",
    "IssueLog",
    "LinkageSwitch",
    "MatterRow",
    "MemoRow",
    "MoveInNoticeRow",
    "MoveOutCertificate",
    "MoveOutPerson",
    "NightlyItem",
    "NightlyRun",
    "NightlySetting",
    "NumberConfirmation",
    "PlaceRow",
    "ReceiptCounter",
    "RemovedAlias",
    "RemovedEvent",
    "RemovedHousehold",
    "RemovedMatter",
    "RemovedVersion",
    "ResidentRow",
    "ResidentVersion",
    "SearchHistory",
    "TerminalRow",
    "UpdateNumber",
    "UsableLot",
]
