"""The list, and the network's side of 情報提供等記録."""

from django.db import models
from django.db.models import F, Q

OUTCOMES = ("answered", "held", "refused")


class PermitEntry(models.Model):
    """照会許可照合リスト. Source: 番号法21条2項1号."""

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

        db_table = "nws_permit_entry"
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "duty", "procedure", "information", "valid_from"],
                name="nws_permit_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="nws_permit_entry_period"
            ),
        )


class Inquiry(models.Model):
    """Who asked what for which duty, and under which permit; blank when none was given. No code, no content."""

    id = models.BigAutoField(primary_key=True)
    record = models.UUIDField(unique=True)
    asker = models.TextField()
    agency = models.TextField()
    duty = models.TextField()
    procedure = models.TextField()
    information = models.TextField()
    permit = models.TextField()
    asked_at = models.DateTimeField()
    legal_day = models.DateField()
    trace = models.UUIDField()

    class Meta:
        """Kept before the provider is asked."""

        db_table = "nws_inquiry"


class Outcome(models.Model):
    """How an inquiry ended, and the provider's record of it."""

    id = models.BigAutoField(primary_key=True)
    inquiry = models.OneToOneField(Inquiry, on_delete=models.PROTECT, related_name="outcome")
    outcome = models.TextField()
    code = models.TextField()
    provider_record = models.TextField()
    answered_at = models.DateTimeField()

    class Meta:
        """One outcome per inquiry."""

        db_table = "nws_outcome"
        constraints = (models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="nws_outcome_known"),)
