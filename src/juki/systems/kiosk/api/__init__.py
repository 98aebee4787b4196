"""Doors of the kiosk system: what it receives over links, and the staff console's interface."""
