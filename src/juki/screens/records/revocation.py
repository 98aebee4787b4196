"""What this system knows of the provider's revocations."""

from django.db import models


class RevocationsSeen(models.Model):
    """The last revocation applied, and when (machine time) the provider last answered."""

    system = models.TextField(primary_key=True)
    last = models.BigIntegerField()
    asked_at = models.DateTimeField()

    class Meta:
        """One row per system; whoever begins sessions or applies revocations locks it."""

        db_table = "screens_revocations"


class Revoked(models.Model):
    """A session or a person that was revoked a moment ago: a token made before must not become a session after."""

    id = models.BigAutoField(primary_key=True)
    system = models.TextField()
    sid = models.TextField()
    client = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Few rows: they go once no token of before can still be valid."""

        db_table = "screens_revoked"
