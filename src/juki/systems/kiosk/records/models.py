"""Index of the tables of the kiosk system."""

from juki.systems.kiosk.records.card import Card
from juki.systems.kiosk.records.dialog import Dialog
from juki.systems.kiosk.records.household import Household
from juki.systems.kiosk.records.issue_log import ISSUED, IssueCounter, IssueLog, PrintOutcome
from juki.systems.kiosk.records.person import Person
from juki.systems.kiosk.records.service_event import ServiceEvent

__all__ = [
    "ISSUED", "Card", "Dialog", "Household", "IssueCounter", "IssueLog", "Person", "PrintOutcome", "ServiceEvent",
]  # fmt: skip
