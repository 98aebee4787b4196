"""Sessions of staff at this system."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Session(models.Model):
    """A browser that a person signed in with. The cookie is not kept, only its SHA-256.

    ``sid`` is the provider's session; ``acr`` and ``amr`` say how the person showed who they are. Times are machine time.
    An ended row stays for a while, so that a form sent with it can be kept for its owner.
    """

    digest = models.BinaryField(primary_key=True)
    system = models.TextField()
    client = models.TextField()
    name = models.TextField()
    section = models.TextField()
    sid = models.TextField()
    acr = models.TextField()
    amr = ArrayField(models.TextField(), default=list)
    signed_in_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Found by cookie; ended by provider's session or by person."""

        db_table = "screens_session"
        indexes = (
            models.Index(fields=["sid"], name="screens_session_sid"),
            models.Index(fields=["client"], name="screens_session_client"),
        )
