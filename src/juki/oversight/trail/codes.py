"""Names of the trail."""

REVIEW = "trail.review"
"""The permission of whoever supervises a system: its log, analyses, sign-off."""
