"""Rules of the office: pure functions over values."""
