"""Permissions of these screens: those of the doors for programs."""

SEARCH = "unified.search"
READ = "unified.read"
SEE_NUMBER = "unified.individual_number.see"
CANDIDATES = "unified.candidates"
DECIDE = "unified.candidates.decide"
ERRORS = "unified.errors"
