"""The key of the person tokens."""

from django.db import models


class NationSecret(models.Model):
    """One random key of 32 bytes, made at first use and never shown."""

    id = models.SmallIntegerField(primary_key=True)
    key = models.BinaryField()

    class Meta:
        """A second key would make a second person of everybody."""

        db_table = "nation_secret"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="nation_secret_is_one"),)
