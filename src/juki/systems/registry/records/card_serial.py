"""シリアル番号 of residents' 利用者証明用電子証明書. Source: STD 7.1.2.4."""

from django.db import models
from django.db.models import Q


class CardSerialRow(models.Model):
    """The latest word about one certificate; a serial is one person's for ever. ``serial`` in lower-case hex."""

    serial = models.TextField(primary_key=True)
    addressee_number = models.TextField()
    state = models.TextField()
    changed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """Found by person."""

        db_table = "registry_card_serial"
        constraints = (
            models.CheckConstraint(
                condition=Q(serial__regex=r"^[1-9a-f][0-9a-f]{0,39}$"), name="registry_card_serial_shape"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["in_force", "ended"]), name="registry_card_serial_state"
            ),
        )
        indexes = (models.Index(fields=["addressee_number"], name="registry_card_serial_person"),)
