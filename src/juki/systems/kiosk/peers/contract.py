"""The messages that the kiosk system receives."""

from juki.links.kiosk import ForeignBlock, HouseholdSnapshot, PersonSnapshot

__all__ = ["ForeignBlock", "HouseholdSnapshot", "PersonSnapshot"]
