"""The rules of provision: no database, no clock, no I/O."""
