"""The messages that the kiosk system receives."""

from juki.links.kiosk import ForeignBlock, HouseholdSnapshot, PersonSnapshot
from juki.links.universal import AccessGrants, GrantBlock

__all__ = ["AccessGrants", "ForeignBlock", "GrantBlock", "HouseholdSnapshot", "PersonSnapshot"]
