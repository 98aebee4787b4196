"""Tables of the trail; the app role may only insert and read."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Root(models.Model):
    """A signed statement that the log ended so at a moment, one link of the chain of roots.

    ``token`` is a JWS over day, first and last row, count, digest of the last row, digest of ``marks``, and the digest of the
    root before it. ``marks`` holds eight bytes for each row covered, in order.
    """

    number = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    marks = models.BinaryField()
    token = models.TextField()
    certificate = models.TextField()
    machine_time = models.DateTimeField()

    class Meta:
        """Roots follow one another; a second one for the same rows would be a second truth."""

        db_table = "trail_root"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(number__gt=0, last__gte=models.F("first")), name="trail_root_rows"
            ),
            models.UniqueConstraint(fields=["first"], name="trail_root_first"),
            models.UniqueConstraint(fields=["last"], name="trail_root_last"),
        )


class Purge(models.Model):
    """A signed statement that the oldest rows, up to the end of a root, were removed after their years."""

    last = models.BigIntegerField(primary_key=True)
    token = models.TextField()
    certificate = models.TextField()
    machine_time = models.DateTimeField()

    class Meta:
        """One for each removal."""

        db_table = "trail_purge"


class SignedOff(models.Model):
    """What a person found when looking at something suspicious: right or improper, in their words."""

    pattern = models.TextField()
    finding = models.TextField()
    rows = ArrayField(models.BigIntegerField())
    proper = models.BooleanField()
    comment = models.TextField()
    who = models.TextField()
    city_time = models.DateTimeField()
    machine_time = models.DateTimeField()

    class Meta:
        """A later word of another person stands beside the first."""

        db_table = "trail_signed_off"
        indexes = (models.Index(fields=["finding"], name="trail_signed_off_finding"),)
