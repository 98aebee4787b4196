"""交付履歴: what was asked of the service and what left it. Rows are only added."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

ISSUED = "issued"


class IssueLog(models.Model):
    """One row per end of a request: issued, or the exact reason why not. No name, no 個人番号, no serial.

    Written before anything leaves. Source: document III(4)3; ADR 0014.
    """

    transaction = models.UUIDField(null=True, db_index=True)
    kiosk = models.TextField()
    serial_digest = models.TextField(default="")
    addressee_number = models.TextField(default="", db_index=True)
    kind = models.TextField(default="")
    options = ArrayField(models.TextField(), default=list)
    members = ArrayField(models.TextField(), default=list)
    pages = models.IntegerField(default=0)
    issue_number = models.TextField(default="")
    document_digest = models.TextField(default="")
    result = models.TextField()
    legal_day = models.DateField(db_index=True)
    city_in = models.DateTimeField()
    machine_in = models.DateTimeField()
    city_out = models.DateTimeField()
    machine_out = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """A dialog issues once; an issue number is on one copy."""

        db_table = "kiosk_issue_log"
        constraints = (
            models.UniqueConstraint(
                fields=["transaction"], condition=Q(result="issued"), name="kiosk_issue_log_once"
            ),
            models.UniqueConstraint(
                fields=["issue_number"], condition=Q(result="issued"), name="kiosk_issue_log_number"
            ),
            models.CheckConstraint(
                condition=~Q(result="issued")
                | (
                    Q(transaction__isnull=False, pages__gt=0, issue_number__gt="", addressee_number__gt="")
                    & Q(document_digest__regex="^[0-9a-f]{64}$")
                    & ~Q(members=[])
                ),
                name="kiosk_issue_log_whole",
            ),
        )


class PrintOutcome(models.Model):
    """What the kiosk made of it, as the centre tells. One row for a dialog; its ``result`` is the message's word."""

    transaction = models.UUIDField(unique=True)
    result = models.TextField()
    at = models.DateTimeField()
    taken_at = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """Rows are only added."""

        db_table = "kiosk_print_result"
        constraints = (
            models.CheckConstraint(
                condition=Q(result__in=["printed", "not_printed", "cancelled"]),
                name="kiosk_print_result_word",
            ),
        )


class IssueCounter(models.Model):
    """The last serial of each day's 発行番号. Source: STD 5.5."""

    day = models.DateField(primary_key=True)
    last = models.IntegerField()

    class Meta:
        """One row a day."""

        db_table = "kiosk_issue_counter"
