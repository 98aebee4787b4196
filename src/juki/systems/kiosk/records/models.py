"""Index of the tables of the kiosk system."""

from juki.systems.kiosk.records.household import Household
from juki.systems.kiosk.records.person import Person

__all__ = ["Household", "Person"]
