"""Use cases of the kiosk system."""
