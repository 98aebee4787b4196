"""Rules of the kiosk system: pure functions over values."""
