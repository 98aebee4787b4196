"""転入通知 of other municipalities about those who left. Source: 住基法9条1項; STD 4.1.3.1.2."""

from django.db import models
from django.db.models import Q


class MoveInNoticeRow(models.Model):
    """A notice and what became of it.

    ``outcome``: ``applied``, ``older`` (a newer one holds), or ``task``: a clerk has to look, ``code`` says why. What the
    notice says is kept in ``content`` for a task alone; of the others the record has it.
    """

    notice = models.UUIDField(primary_key=True)
    digest = models.TextField()
    resident_code = models.TextField()
    addressee_number = models.TextField(default="", db_default="")
    new_municipality = models.TextField()
    moved_in_on = models.DateField()
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField()
    trace = models.UUIDField(unique=True)
    outcome = models.TextField()
    code = models.TextField(default="", db_default="")
    content = models.JSONField(default=dict, db_default={})

    class Meta:
        """Found by person, and tasks at once."""

        db_table = "registry_move_in_notice"
        constraints = (
            models.CheckConstraint(
                condition=Q(resident_code__regex=r"^[0-9]{11}$"), name="registry_move_in_notice_code"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["applied", "older"], code="", content={})
                | (Q(outcome="task") & ~Q(code="")),
                name="registry_move_in_notice_outcome",
            ),
        )
        indexes = (
            models.Index(fields=["resident_code", "sent_at"], name="registry_move_in_notice_person"),
            models.Index(
                fields=["received_at"], condition=Q(outcome="task"), name="registry_move_in_notice_tasks"
            ),
        )
