"""Our own copy of the list of permitted inquiries, and the permits that were used up."""

from django.db import models
from django.db.models import F, Q


class PermitEntry(models.Model):
    """照会許可照合リスト: who may ask what for which duty, from ``valid_from`` until the day before ``valid_to``.

    ``item`` is the number in 主務省令2条の表. Source: document III(1)6 risk 5; I-6.
    """

    id = models.BigAutoField(primary_key=True)
    item = models.IntegerField()
    agency = models.TextField()
    duty = models.TextField()
    procedure = models.TextField()
    information = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        """An entry begins once per day."""

        db_table = "intermediary_permit_entry"
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "duty", "procedure", "information", "valid_from"],
                name="intermediary_permit_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="intermediary_permit_entry_period",
            ),
        )


class UsedPermit(models.Model):
    """A permit (情報提供許可証) is good for one use."""

    permit = models.TextField(primary_key=True)
    machine_time = models.DateTimeField()

    class Meta:
        """The key is the proof."""

        db_table = "intermediary_used_permit"
