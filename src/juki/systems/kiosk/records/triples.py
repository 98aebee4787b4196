"""Dates of law as three columns: the day for ordering, the form's code, the certified text."""

from django.db import models
from django.db.models import Q


def complete_or_absent(table: str, name: str) -> models.CheckConstraint:
    """The three columns of a date that may be missing are there together or not at all."""
    columns = [f"{name}_{part}" for part in ("day", "form", "text")]
    absent = Q(**{f"{column}__isnull": True for column in columns})
    complete = Q(**{f"{column}__isnull": False for column in columns})
    return models.CheckConstraint(condition=absent | complete, name=f"{table}_{name}_date")
