"""The grants in force or scheduled."""

from django.db import models
from django.db.models import F, Q

from juki.office.domain.permission import System
from juki.office.records.client import Client


class Grant(models.Model):
    """``client`` may use ``permission`` of ``system`` from ``valid_from`` until the day before ``valid_to``."""

    id = models.BigAutoField(primary_key=True)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, db_column="client", related_name="grants")
    system = models.TextField()
    permission = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    granted_by = models.TextField()
    reason = models.TextField()
    legal_day = models.DateField()
    recorded_at = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """One period per client, system and permission; nobody grants to himself."""

        db_table = "office_grant"
        constraints = (
            models.UniqueConstraint(fields=["client", "system", "permission"], name="office_grant_once"),
            models.CheckConstraint(
                condition=Q(system__in=[system.value for system in System]), name="office_grant_system"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="office_grant_period"
            ),
            models.CheckConstraint(condition=~Q(granted_by=F("client")), name="office_grant_four_eyes"),
        )
