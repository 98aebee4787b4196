"""自動応答不可フラグ, with its history."""

from django.db import models
from django.db.models import Q


class Flag(models.Model):
    """Set or lifted by a person with a reason; the newest row counts. Source: document III(1)6 risk 5."""

    id = models.BigAutoField(primary_key=True)
    unified_number = models.TextField()
    no_automatic_answer = models.BooleanField()
    reason = models.TextField()
    who = models.TextField()
    legal_day = models.DateField()
    machine_time = models.DateTimeField()
    trace = models.UUIDField(unique=True)

    class Meta:
        """Found newest first."""

        db_table = "intermediary_flag"
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="intermediary_flag_reasoned"),
            models.CheckConstraint(
                condition=Q(unified_number__regex=r"^[0-9]{15}$"), name="intermediary_flag_shape"
            ),
        )
        indexes = (models.Index(fields=["unified_number", "-id"], name="intermediary_flag_newest"),)
