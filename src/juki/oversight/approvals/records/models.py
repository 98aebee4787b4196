"""The table of requests. What is asked for never changes: a trigger of the database sees to that."""

from django.db import models
from django.db.models import F, Q

STATES = ("asked", "approved", "refused", "revoked", "used")


class Request(models.Model):
    """A request with its content, and what became of it. ``digest`` is that of the canonical form."""

    id = models.UUIDField(primary_key=True)
    system = models.TextField()
    kind = models.TextField()
    subject = models.TextField()
    content = models.TextField()
    digest = models.TextField()
    place = models.TextField()
    reason = models.TextField()
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.TextField()
    decided_by = models.TextField(default="")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(default="")
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    used_by = models.TextField(default="")
    used_trace = models.UUIDField(null=True)

    class Meta:
        """Author and approver are two, a used one was approved, and by its author it is used."""

        db_table = "approvals_request"
        constraints = (
            models.CheckConstraint(condition=Q(state__in=STATES), name="approvals_request_state"),
            models.CheckConstraint(condition=~Q(decided_by=F("asked_by")), name="approvals_request_two_persons"),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by="", decided_at=None)
                | Q(state="revoked")
                | (Q(state__in=("approved", "refused", "used"), decided_at__isnull=False) & ~Q(decided_by="")),
                name="approvals_request_decided",
            ),
            models.CheckConstraint(
                condition=Q(state="used", used_by=F("asked_by"), used_at__isnull=False, used_trace__isnull=False)
                | (~Q(state="used") & Q(used_by="", used_at=None, used_trace=None)),
                name="approvals_request_used",
            ),
            models.CheckConstraint(
                condition=Q(state="revoked", revoked_at__isnull=False) | (~Q(state="revoked") & Q(revoked_at=None)),
                name="approvals_request_revoked",
            ),
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="approvals_request_digest"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("asked_at")), name="approvals_request_lasts"),
        )  # fmt: skip
        indexes = (
            models.Index(fields=["system", "kind", "subject"], name="approvals_request_subject"),
            models.Index(fields=["system", "state", "asked_at"], name="approvals_request_waits"),
        )
