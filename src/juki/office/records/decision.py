"""Every decision about a client, for good."""

from django.db import models
from django.db.models import Q


class Decision(models.Model):
    """Who decided what about whom and why. The trace of the act is unique: the same post decides once."""

    class Kind(models.TextChoices):
        """What was decided."""

        CLIENT_ADDED = "client_added"
        GRANTED = "granted"
        WITHDRAWN = "withdrawn"
        PASSWORD_SET = "password_set"  # noqa: S105 - the name of a decision

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField(choices=Kind.choices)
    client = models.TextField()
    system = models.TextField(null=True)
    permission = models.TextField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    decided_by = models.TextField()
    reason = models.TextField()
    legal_day = models.DateField()
    recorded_at = models.DateTimeField()
    trace = models.UUIDField(unique=True)

    class Meta:
        """A grant names what it grants; the other decisions concern the client as a whole."""

        db_table = "office_decision"
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    kind="granted", system__isnull=False, permission__isnull=False, valid_from__isnull=False
                )
                | Q(
                    kind__in=["client_added", "withdrawn", "password_set"],
                    system=None,
                    permission=None,
                    valid_from=None,
                    valid_to=None,
                ),
                name="office_decision_content",
            ),
        )
        indexes = (models.Index(fields=["client", "id"], name="office_decision_client"),)
