"""Work of the office that recurs."""

from juki.office.jobs.forgetting import forget

JOBS = (("forget", 600.0, forget),)
