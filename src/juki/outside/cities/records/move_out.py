"""転出 that other municipalities filed by 特例: that they were, and not whose; the person data leaves with the message."""

from django.db import models
from django.db.models import F, Q


class FiledMoveOut(models.Model):
    """One certificate that was sent. ``digest`` over the whole content tells a second sending of the same."""

    certificate = models.UUIDField(primary_key=True)
    trace = models.UUIDField(unique=True)
    municipality = models.TextField()
    new_municipality = models.TextField()
    planned_on = models.DateField()
    filed_on = models.DateField()
    persons = models.IntegerField()
    digest = models.TextField()
    filed_by = models.TextField()
    issued_at = models.DateTimeField()

    class Meta:
        """The same content leaves a municipality once."""

        db_table = "cities_move_out"
        constraints = (
            models.UniqueConstraint(fields=["municipality", "digest"], name="cities_move_out_once"),
            models.CheckConstraint(
                condition=~Q(municipality=F("new_municipality")), name="cities_move_out_moved"
            ),
            models.CheckConstraint(condition=Q(persons__gte=1), name="cities_move_out_persons"),
        )
