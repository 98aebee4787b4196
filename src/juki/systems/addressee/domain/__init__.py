"""Rules of the addressee system: pure functions over values."""
