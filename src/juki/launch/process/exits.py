"""Exit codes that the supervisor understands."""

REFUSED = 78
"""What the process was told cannot be right (EX_CONFIG): trying again does not help."""

LATER = 75
"""What the process needs does not answer now (EX_TEMPFAIL): trying again may help."""
