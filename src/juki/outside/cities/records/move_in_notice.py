"""転入通知 by the municipality that received it."""

from django.db import models
from django.db.models import Q


class ReceivedMoveInNotice(models.Model):
    """The newest notice about a person who left ``municipality``. ``digest`` tells a repetition from an amendment."""

    id = models.BigAutoField(primary_key=True)
    municipality = models.TextField()
    resident_code = models.TextField()
    name = models.TextField()
    kana = models.TextField()
    birth = models.DateField()
    birth_text = models.TextField()
    sex = models.TextField()
    former_address = models.TextField()
    new_municipality = models.TextField()
    new_address = models.TextField()
    moved_in_on = models.DateField()
    moved_in_text = models.TextField()
    digest = models.TextField()
    received_at = models.DateTimeField()

    class Meta:
        """One notice per municipality and person holds."""

        db_table = "cities_move_in_notice"
        constraints = (
            models.UniqueConstraint(
                fields=["resident_code", "municipality"], name="cities_move_in_notice_once"
            ),
            models.CheckConstraint(
                condition=Q(resident_code__regex="^[0-9]{11}$"), name="cities_move_in_notice_code"
            ),
            models.CheckConstraint(
                condition=~Q(municipality=models.F("new_municipality")), name="cities_move_in_notice_moved"
            ),
        )
