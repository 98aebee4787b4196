"""A clerk's word about a held inquiry."""

from django.db import models
from django.db.models import Q

RULINGS = ("released", "refused")


class Ruling(models.Model):
    """Given after looking at version ``copy_version``; of no use for another version. Source: document III(1)6 risk 5."""

    id = models.BigAutoField(primary_key=True)
    held = models.OneToOneField("intermediary.Provision", on_delete=models.PROTECT, related_name="decided_by")
    ruling = models.TextField()
    copy_version = models.BigIntegerField()
    reason = models.TextField()
    who = models.TextField()
    legal_day = models.DateField()
    machine_time = models.DateTimeField()
    trace = models.UUIDField(unique=True)

    class Meta:
        """One word per held inquiry."""

        db_table = "intermediary_ruling"
        constraints = (
            models.CheckConstraint(condition=Q(ruling__in=RULINGS), name="intermediary_ruling_word"),
            models.CheckConstraint(condition=~Q(reason=""), name="intermediary_ruling_reasoned"),
        )
