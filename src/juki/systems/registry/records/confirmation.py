"""A check of 個人番号 that was asked of 住基ネット, kept without the facts themselves."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class NumberConfirmation(models.Model):
    """``digest`` is salted over the facts asked about; ``resident_code`` is there on a match only."""

    id = models.UUIDField(primary_key=True)
    trace = models.UUIDField(unique=True)
    salt = models.BinaryField()
    digest = models.BinaryField()
    with_address = models.BooleanField()
    outcome = models.TextField()
    differing = ArrayField(models.TextField())
    machine_time = models.DateTimeField()
    resident_code = models.TextField(default="", db_default="")
    municipality = models.TextField(default="", db_default="")
    operator = models.TextField()

    class Meta:
        """A code without a match would be a link by accident."""

        db_table = "registry_number_confirmation"
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=["match", "mismatch", "none", "one_by_details", "many", "removed"]),
                name="registry_confirmation_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="match", resident_code__regex=r"^[0-9]{11}$")
                | (~Q(outcome="match") & Q(resident_code="")),
                name="registry_confirmation_code",
            ),
        )
