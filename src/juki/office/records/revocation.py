"""What systems must no longer honour, in a sequence without gaps."""

from django.db import models


class Revocation(models.Model):
    """A session (``sid``) or all sessions of a person (``client``) that ended before their time. Machine time."""

    number = models.BigIntegerField(primary_key=True)
    sid = models.UUIDField(null=True)
    client = models.TextField(null=True)
    why = models.TextField()
    recorded_at = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """Either one session or one person."""

        db_table = "office_revocation"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sid=None, client__isnull=False) | models.Q(sid__isnull=False, client=None),
                name="office_revocation_whom",
            ),
        )
        indexes = (models.Index(fields=["recorded_at"], name="office_revocation_at"),)


class RevocationHead(models.Model):
    """The number given last; it stays when old revocations go."""

    id = models.SmallIntegerField(primary_key=True)
    number = models.BigIntegerField()

    class Meta:
        """One row."""

        db_table = "office_revocation_head"
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="office_revocation_head_is_one"),
        )
