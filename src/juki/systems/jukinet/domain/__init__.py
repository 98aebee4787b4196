"""The rules of the CS, pure: no database, no clock, no network."""
