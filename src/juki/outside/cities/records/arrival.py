"""Households that come from the city by 特例転出, as the municipality that expects them keeps them."""

from django.db import models
from django.db.models import F, Q


class ExpectedMoveIn(models.Model):
    """A 転出証明書情報 that arrived. ``content`` is the message as it came, for what the municipality tells afterwards.

    ``sent_at`` and ``trace`` are those of the 転入通知 about it, once the household arrived.
    """

    certificate = models.UUIDField(primary_key=True)
    municipality = models.TextField()
    former_municipality = models.TextField()
    planned_on = models.DateField()
    persons = models.IntegerField()
    content = models.JSONField()
    digest = models.TextField()
    received_at = models.DateTimeField()
    moved_in_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    trace = models.UUIDField(null=True, unique=True)

    class Meta:
        """Told of once it arrived, on a day that is known."""

        db_table = "cities_expected_move_in"
        constraints = (
            models.CheckConstraint(
                condition=~Q(municipality=F("former_municipality")), name="cities_expected_move_in_moves"
            ),
            models.CheckConstraint(
                condition=Q(moved_in_on=None, sent_at=None, trace=None)
                | Q(moved_in_on__isnull=False, sent_at__isnull=False, trace__isnull=False),
                name="cities_expected_move_in_told",
            ),
        )
