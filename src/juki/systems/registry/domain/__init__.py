"""Rules of the register: pure functions over frozen values. No clock, no database, no network."""
