"""The rules of numbering: no database, no clock, no I/O."""
