"""シリアル番号 that came before its holder was recorded here: the card is known sooner than the 転入."""

from django.db import models
from django.db.models import Q


class AwaitedSerial(models.Model):
    """A serial as it came, in the order in which it came; gone when it was forwarded."""

    id = models.BigAutoField(primary_key=True)
    resident_code = models.TextField()
    serial = models.TextField()
    state = models.TextField()
    changed_at = models.TextField()
    trace = models.UUIDField()
    came_from = models.TextField()
    taken_at = models.DateTimeField()

    class Meta:
        """Found by the person who is recorded."""

        db_table = "jukinet_awaited_serial"
        constraints = (
            models.CheckConstraint(
                condition=Q(resident_code__regex="^[0-9]{11}$"), name="jukinet_awaited_serial_code"
            ),
        )
        indexes = (models.Index(fields=["resident_code"], name="jukinet_awaited_serial_person"),)
