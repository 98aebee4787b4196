"""One dialog of one resident at one terminal, from the card to the print."""

from django.db import models
from django.db.models import F, Q

WAITING = ("opened", "checking", "offered", "issuing", "issued")
"""States in which the resident still stands there."""
CANCELLABLE = ("opened", "checking", "offered")
"""Before the city is asked for the certificate; what it issued, a terminal cannot undo."""
ENDED = ("printed", "not_printed", "cancelled", "timed_out", "refused")


class Dialog(models.Model):
    """``offer`` (the city's menu, with names) is emptied when the dialog ends.

    ``key`` is that of the form which began it, ``city_asked`` whether the city knows of it, ``code`` and ``words`` why it was
    refused, in words that are for everybody's eyes. ``card`` is the test card on the terminal, which a program does not say;
    ``issue_number`` is there as soon as the certificate is.
    """

    transaction = models.UUIDField(primary_key=True)
    key = models.UUIDField(unique=True)
    kiosk = models.TextField()
    municipality = models.TextField()
    card = models.UUIDField(null=True)
    statement = models.TextField()
    state = models.TextField()
    opened_at = models.DateTimeField()
    deadline = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    city_asked = models.BooleanField(default=False)
    offer = models.TextField(default="")
    kind = models.TextField(default="")
    fee = models.IntegerField(default=0)
    issue_number = models.TextField(default="")
    code = models.TextField(default="")
    words = models.TextField(default="")

    class Meta:
        """A dialog that has ended says when, and keeps nobody's name."""

        db_table = "centre_dialog"
        constraints = (
            models.CheckConstraint(condition=Q(state__in=[*WAITING, *ENDED]), name="centre_dialog_state"),
            models.CheckConstraint(
                condition=Q(state__in=WAITING, ended_at=None)
                | Q(state__in=ENDED, ended_at__gte=F("opened_at"), offer=""),
                name="centre_dialog_ended",
            ),
            models.CheckConstraint(condition=Q(fee__gte=0), name="centre_dialog_fee"),
        )
        indexes = (
            models.Index(fields=["deadline"], condition=Q(ended_at=None), name="centre_dialog_waiting"),
        )
