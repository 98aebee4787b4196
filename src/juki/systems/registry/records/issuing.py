"""交付履歴: what was issued, about whom, under which number. Source: STD 1.3.8, 5.5."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class IssueCounter(models.Model):
    """The last serial of a day; the act that raises it holds its row."""

    day = models.DateField(primary_key=True)
    last = models.IntegerField()

    class Meta:
        """Counts from 1."""

        db_table = "registry_issue_counter"
        constraints = (
            models.CheckConstraint(condition=models.Q(last__gte=1), name="registry_issue_counter_counts"),
        )


class IssueLog(models.Model):
    """One copy that left the register. ``subjects`` are record keys; the individual number is never kept here.

    ``requester`` is the capacity of whoever asked, empty where it was not said.
    """

    issue_number = models.TextField(primary_key=True)
    transaction_id = models.UUIDField(unique=True)
    kind = models.TextField()
    subjects = ArrayField(models.TextField())
    household_number = models.TextField()
    options = ArrayField(models.TextField())
    document_digest = models.TextField()
    purpose = models.TextField()
    requester = models.TextField(default="", db_default="")
    legal_day = models.DateField()
    issued_at = models.DateTimeField()
    operator = models.TextField()
    terminal = models.TextField()
    place = models.TextField(default="", db_default="")

    class Meta:
        """A digest is SHA-256 in hex; a copy is about somebody."""

        db_table = "registry_issue_log"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(document_digest__regex=r"^[0-9a-f]{64}$", subjects__len__gt=0),
                name="registry_issue_log_complete",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["individual", "household"]), name="registry_issue_log_kind"
            ),
        )
        indexes = (
            models.Index(fields=["household_number", "issued_at"], name="registry_issue_log_household"),
        )
