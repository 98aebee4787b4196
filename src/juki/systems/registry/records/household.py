"""世帯: its current version and its history."""

from django.db import models
from django.db.models import Q

from juki.systems.registry.records.event import EventRow


class HouseholdRow(models.Model):
    """One per 世帯番号; locked first by every act that touches the household or its members."""

    household_number = models.TextField(primary_key=True)
    version = models.IntegerField()
    head_number = models.TextField(null=True)
    is_open = models.BooleanField(default=True, db_default=True)

    class Meta:
        """A closed household has no 世帯主."""

        db_table = "registry_household"
        constraints = (
            models.CheckConstraint(
                condition=Q(household_number__regex=r"^[0-9]{1,15}$"), name="registry_household_number"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="registry_household_counts"),
            models.CheckConstraint(
                condition=Q(is_open=True) | Q(head_number=None), name="registry_household_closed"
            ),
        )


class HouseholdVersion(models.Model):
    """A version of a household; ``head_number`` NULL is a household without 世帯主, which is allowed.

    Source: STD 1.1.10, 1.2.1.
    """

    pk = models.CompositePrimaryKey("household_number", "number")
    household_number = models.TextField()
    number = models.IntegerField()
    head_number = models.TextField(null=True)
    institution = models.BooleanField(default=False, db_default=False)
    is_open = models.BooleanField(default=True, db_default=True)
    event = models.ForeignKey(
        EventRow, on_delete=models.DO_NOTHING, db_column="trace", db_index=False, related_name="+"
    )
    valid_from = models.DateField()
    recorded_at = models.DateTimeField()
    operator = models.TextField()
    terminal = models.TextField(default="", db_default="")

    class Meta:
        """Numbered from 1."""

        db_table = "registry_household_version"
        constraints = (
            models.CheckConstraint(condition=Q(number__gte=1), name="registry_household_version_counts"),
        )
