"""The inquirer's codes, its side of 情報提供等記録, and what it received."""

from django.db import models
from django.db.models import Q

OUTCOMES = ("answered", "held", "refused", "unanswered")


class Code(models.Model):
    """Our own 符号 for the person of a 処理通番, and the trace in which it came."""

    id = models.BigAutoField(primary_key=True)
    processing_number = models.TextField(unique=True)
    linkage_code = models.TextField()
    trace = models.UUIDField()
    received_at = models.DateTimeField()

    class Meta:
        """Found by trace too."""

        db_table = "inquirer_code"
        indexes = (models.Index(fields=["trace"], name="inquirer_code_trace"),)


class Inquiry(models.Model):
    """What we asked for which duty, and how it ended. ``key`` is the caller's, so that asking again asks once.

    ``unanswered`` may be asked again under the same key. ``asked_by`` is the client, ``form_digest`` a salted digest of
    all that it asked: the same key of another client or about somebody else is refused. Source: 番号法23条1項.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField()
    asked_by = models.TextField()
    salt = models.BinaryField()
    form_digest = models.BinaryField()
    record = models.TextField()
    agency = models.TextField()
    duty = models.TextField()
    procedure = models.TextField()
    information = models.TextField()
    outcome = models.TextField()
    code = models.TextField()
    asked_at = models.DateTimeField()
    legal_day = models.DateField()

    class Meta:
        """One end per key, and the client's name with it."""

        db_table = "inquirer_inquiry"
        constraints = (
            models.UniqueConstraint(
                fields=["key"], condition=~Q(outcome="unanswered"), name="inquirer_inquiry_once"
            ),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="inquirer_inquiry_outcome"),
            models.CheckConstraint(condition=~Q(asked_by=""), name="inquirer_inquiry_asked_by"),
        )
        indexes = (models.Index(fields=["key"], name="inquirer_inquiry_key"),)


class Received(models.Model):
    """The household fact of an answered inquiry."""

    id = models.BigAutoField(primary_key=True)
    inquiry = models.OneToOneField(Inquiry, on_delete=models.PROTECT, related_name="received")
    layout = models.TextField()
    valid_from = models.TextField()
    is_head = models.BooleanField()
    head_name = models.TextField()
    relationship = models.TextField()

    class Meta:
        """One per answer."""

        db_table = "inquirer_received"
