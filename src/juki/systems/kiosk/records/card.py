"""Whose 利用者証明用電子証明書 a serial is."""

from django.db import models
from django.db.models import Q


class Card(models.Model):
    """A serial's digest and the 宛名番号 it belongs to; it goes when the person leaves the file.

    Outside 証明書コンビニ交付ファイル: the published list of items of file 4 has no serial number, although the kiosk finds
    a resident by nothing else. The city keeps the pair beside the file, as a digest, and its assessment prints it as a
    column that no item covers.

    Source: STD 7.1.2.4; document 別添2(4).
    """

    class State(models.TextChoices):
        """Whether the certificate counts."""

        IN_FORCE = "in_force"
        ENDED = "ended"

    serial_digest = models.TextField(primary_key=True)
    addressee_number = models.TextField(db_index=True)
    state = models.TextField(choices=State.choices)
    changed_at = models.DateTimeField()
    taken_at = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """Keyed by SHA-256 of the serial."""

        db_table = "kiosk_card"
        constraints = (
            models.CheckConstraint(
                condition=Q(serial_digest__regex="^[0-9a-f]{64}$"), name="kiosk_card_digest"
            ),
            models.CheckConstraint(
                condition=Q(addressee_number__regex="^[0-9]{1,15}$"), name="kiosk_card_number"
            ),
            models.CheckConstraint(condition=Q(state__in=["in_force", "ended"]), name="kiosk_card_state"),
        )
