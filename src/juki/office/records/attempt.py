"""Attempts to sign in, counted."""

from django.db import models


class Attempt(models.Model):
    """Attempts in a row for one account or from one place; nothing is accepted before ``locked_until``.

    ``key`` is a keyed digest: what was typed in place of an id may be a password and stands nowhere.
    """

    key = models.BinaryField(primary_key=True)
    count = models.IntegerField()
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)
    locked_city = models.DateTimeField(null=True)

    class Meta:
        """A lock has its end on both clocks."""

        db_table = "office_attempt"
        constraints = (
            models.CheckConstraint(condition=models.Q(count__gte=1), name="office_attempt_count"),
            models.CheckConstraint(
                condition=models.Q(locked_until=None, locked_city=None)
                | models.Q(locked_until__isnull=False, locked_city__isnull=False),
                name="office_attempt_clocks",
            ),
        )
        indexes = (models.Index(fields=["last_at"], name="office_attempt_last"),)
