"""What a target holds of the residents."""

from django.db import models

from juki.outside.business.records.items import AllowedItems


class Resident(AllowedItems):
    """A person as ``target`` last received them under ``entry``."""

    id = models.BigAutoField(primary_key=True)
    target = models.TextField()
    entry = models.TextField()
    addressee_number = models.TextField()
    is_resident = models.BooleanField(default=True, db_default=True)
    valid_from = models.DateField()
    received_at = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """One row per target, entry and person."""

        db_table = "business_resident"
        constraints = (
            models.UniqueConstraint(
                fields=["target", "entry", "addressee_number"], name="business_resident_once"
            ),
        )
