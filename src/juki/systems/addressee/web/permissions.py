"""Permissions of these screens: those of the doors for programs."""

SEE = "addressee.see"
HISTORY = "addressee.history.see"
HOUSEHOLD = "addressee.household.see"
