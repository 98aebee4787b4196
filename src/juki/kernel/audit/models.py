"""Tables of the audit log. The app role may only insert and read ``audit_entry``."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class AuditEntry(models.Model):
    """One logged fact: who, by which right, where, when on both clocks, what, why, whose, in which trace."""

    number = models.BigIntegerField(primary_key=True)
    machine_time = models.DateTimeField()
    city_time = models.DateTimeField()
    who = models.TextField()
    permission = models.TextField()
    terminal = models.TextField()
    action = models.TextField()
    reason = models.TextField()
    subjects = ArrayField(models.TextField())
    trace = models.UUIDField()
    outcome = models.TextField()
    detail = models.JSONField()
    previous = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        """Found by whose record it was, by who acted, and by trace."""

        db_table = "audit_entry"
        constraints = (models.CheckConstraint(condition=models.Q(number__gt=0), name="audit_entry_from_one"),)
        indexes = (
            models.Index(fields=["who", "number"], name="audit_entry_who"),
            models.Index(fields=["trace"], name="audit_entry_trace"),
        )


class AuditHead(models.Model):
    """The end of the chain: the last number and its digest. One row per database."""

    id = models.SmallIntegerField(primary_key=True)
    number = models.BigIntegerField()
    digest = models.BinaryField()

    class Meta:
        """A second head would be a second truth."""

        db_table = "audit_head"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="audit_head_is_one"),)
