"""Permissions of these screens: those of the doors for programs."""

HELD = "intermediary.held"
CONTENT = "intermediary.held.content"
DECIDE = "intermediary.held.decide"
FLAGS = "intermediary.flags"
COPIES = "intermediary.copies.read"
ERASE = "intermediary.copies.erase"
RECORDS = "intermediary.records"
