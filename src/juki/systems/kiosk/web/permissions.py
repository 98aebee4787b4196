"""Permissions of these screens: those of the doors for programs."""

FEED = "kiosk.feed.see"
HOUSEHOLD = "kiosk.household.see"
ISSUABLE = "kiosk.issuable.see"
ISSUES = "kiosk.issue.see"
SERVICE = "kiosk.service.see"
STOP = "kiosk.service.stop"
RESUME = "kiosk.service.resume"
