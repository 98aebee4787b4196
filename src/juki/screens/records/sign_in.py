"""Sign-ins under way."""

from django.db import models


class SignIn(models.Model):
    """What is needed when the browser comes back from the provider; bound to that browser by a cookie (its SHA-256)."""

    digest = models.BinaryField(primary_key=True)
    system = models.TextField()
    state = models.TextField()
    nonce = models.TextField()
    verifier = models.TextField()
    back_to = models.TextField()
    begun_at = models.DateTimeField()

    class Meta:
        """Taken once."""

        db_table = "screens_sign_in"
