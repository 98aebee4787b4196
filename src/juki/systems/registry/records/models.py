"""Index of the register's tables; each record has its own file."""

from juki.systems.registry.records.application import (
    Application,
    ApplicationHold,
    ApplicationStep,
    ReceiptCounter,
)
from juki.systems.registry.records.card_serial import CardSerialRow
from juki.systems.registry.records.confirmation import NumberConfirmation
from juki.systems.registry.records.data_use import DataUseEntry
from juki.systems.registry.records.event import EventRow
from juki.systems.registry.records.household import HouseholdRow, HouseholdVersion
from juki.systems.registry.records.issuing import IssueCounter, IssueLog
from juki.systems.registry.records.move_out_certificate import MoveOutCertificate, MoveOutPerson
from juki.systems.registry.records.numbers import AddresseeNumberBlock, UpdateNumber
from juki.systems.registry.records.resident import ResidentRow
from juki.systems.registry.records.resident_version import ResidentVersion
from juki.systems.registry.records.search_history import SearchHistory

__all__ = [
    "AddresseeNumberBlock",
    "Application",
    "ApplicationHold",
    "ApplicationStep",
    "CardSerialRow",
    "DataUseEntry",
    "EventRow",
    "HouseholdRow",
    "HouseholdVersion",
    "IssueCounter",
    "IssueLog",
    "MoveOutCertificate",
    "MoveOutPerson",
    "NumberConfirmation",
    "ReceiptCounter",
    "ResidentRow",
    "ResidentVersion",
    "SearchHistory",
    "UpdateNumber",
]
