"""A resident's dialog at a kiosk, from the card to the paper."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Dialog(models.Model):
    """One transaction of the centre: whose card, what was offered, how far it is.

    ``offered`` holds kinds, items and the 宛名番号 of each place, no names. ``chosen`` are the 宛名番号 of the copy that is
    being made. ``deadline`` is the database's time, the same for all workers. A final state is final.
    """

    class State(models.TextChoices):
        """opened → offered → issuing → issued, or one of the last four ends."""

        OPENED = "opened"
        OFFERED = "offered"
        ISSUING = "issuing"
        ISSUED = "issued"
        REFUSED = "refused"
        CANCELLED = "cancelled"
        EXPIRED = "expired"

    transaction = models.UUIDField(primary_key=True)
    kiosk = models.TextField()
    serial_digest = models.TextField(default="")
    addressee_number = models.TextField(default="")
    state = models.TextField(choices=State.choices)
    opened_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    deadline = models.DateTimeField(null=True)
    offered = models.JSONField(default=dict)
    chosen = ArrayField(models.TextField(), default=list)
    issue_number = models.TextField(default="")
    code = models.TextField(default="")

    class Meta:
        """What each state needs."""

        db_table = "kiosk_dialog"
        indexes = (
            models.Index(fields=["serial_digest", "opened_at"], name="kiosk_dialog_card"),
            models.Index(
                fields=["state"],
                condition=Q(state__in=["opened", "offered", "issuing"]),
                name="kiosk_dialog_open",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    state__in=["opened", "offered", "issuing", "issued", "refused", "cancelled", "expired"]
                ),
                name="kiosk_dialog_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["refused", "cancelled", "expired"])
                | (Q(serial_digest__regex="^[0-9a-f]{64}$") & ~Q(addressee_number="") & ~Q(kiosk="")),
                name="kiosk_dialog_holder",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["offered", "issuing", "issued"])
                | (Q(until__isnull=False) & ~Q(offered={})),
                name="kiosk_dialog_offer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["issuing", "issued"])
                | (Q(deadline__isnull=False) & ~Q(chosen=[]) & ~Q(issue_number="")),
                name="kiosk_dialog_issue",
            ),
            models.CheckConstraint(
                condition=Q(state="refused", code__gt="") | (~Q(state="refused") & Q(code="")),
                name="kiosk_dialog_code",
            ),
        )
