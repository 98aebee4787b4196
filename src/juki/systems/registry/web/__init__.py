"""Screens of the register: search, record, household, certificate; applications and their review."""
