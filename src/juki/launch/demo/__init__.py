"""The demonstration: a person moves in, and every station is reached through its real door."""
