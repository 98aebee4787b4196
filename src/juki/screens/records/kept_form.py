"""Forms that were sent when the session had ended."""

from django.db import models


class KeptForm(models.Model):
    """What a person typed, kept for that person alone for a short time, sealed with a key that only the browser has."""

    id = models.UUIDField(primary_key=True)
    system = models.TextField()
    client = models.TextField()
    content = models.BinaryField()
    kept_at = models.DateTimeField()

    class Meta:
        """Few rows, erased after an hour."""

        db_table = "screens_kept_form"
