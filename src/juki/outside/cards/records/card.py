"""A test card with its chip: the private key is sealed under this system's own key, the PIN is only a salted hash."""

from django.db import models
from django.db.models import Q

TRIES = 3


class Card(models.Model):
    """``certificate`` is the one now on the card (DER), ``trace`` that of the newest act with the card."""

    card = models.UUIDField(primary_key=True)
    label = models.TextField()
    resident_code = models.TextField()
    sealed_key = models.TextField()
    pin_salt = models.BinaryField()
    pin_hash = models.BinaryField()
    tries_left = models.SmallIntegerField(default=TRIES)
    serial = models.TextField(unique=True)
    certificate = models.BinaryField()
    state = models.TextField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    trace = models.UUIDField(unique=True)

    class Meta:
        """A person has one card in force."""

        db_table = "cards_card"
        constraints = (
            models.UniqueConstraint(
                fields=["resident_code"], condition=Q(state="in_force"), name="cards_card_one_in_force"
            ),
            models.CheckConstraint(condition=Q(resident_code__regex="^[0-9]{11}$"), name="cards_card_code"),
            models.CheckConstraint(
                condition=Q(serial__regex="^[1-9a-f][0-9a-f]{0,39}$"), name="cards_card_serial"
            ),
            models.CheckConstraint(condition=Q(state__in=["in_force", "ended"]), name="cards_card_state"),
            models.CheckConstraint(condition=Q(tries_left__range=(0, TRIES)), name="cards_card_tries"),
        )
