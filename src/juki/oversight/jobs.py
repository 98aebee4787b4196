"""Recurring work of supervision, in every system. ``JOBS``: name, seconds between two runs, what to run."""

from juki.oversight.trail.services.rooting import root_if_due

JOBS = (("trail-roots", 60.0, root_if_due),)
