"""Permissions of these screens: those of the doors for programs."""

FEED = "kiosk.feed.see"
HOUSEHOLD = "kiosk.household.see"
ISSUABLE = "kiosk.issuable.see"
