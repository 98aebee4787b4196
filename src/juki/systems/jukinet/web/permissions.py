"""Permissions of these screens: those of the doors for programs."""

SEARCH = "jukinet.identification.search"
SEE = "jukinet.identification.see"
SEE_NUMBER = "jukinet.individual_number.see"
BAR = "jukinet.updates.bar"
RESERVE = "jukinet.record.reserve"
TAKE_MEDIUM = "jukinet.medium.take"
