"""Tables of the post."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class OutboxHead(models.Model):
    """The last number given to a destination, under whose lock numbers are gapless in commit order."""

    id = models.BigAutoField(primary_key=True)
    owner = models.TextField()
    destination = models.TextField()
    epoch = models.IntegerField(default=1)
    last = models.BigIntegerField(default=0)

    class Meta:
        """One per direction."""

        db_table = "links_outbox_head"
        constraints = (
            models.UniqueConstraint(fields=["owner", "destination"], name="links_outbox_head_once"),
        )


class Delivery(models.Model):
    """How far a destination has acknowledged, written by the dispatcher alone."""

    id = models.BigAutoField(primary_key=True)
    owner = models.TextField()
    destination = models.TextField()
    epoch = models.IntegerField(default=1)
    acknowledged = models.BigIntegerField(default=0)
    spoke_at = models.DateTimeField(null=True)
    failing = models.TextField(default="")

    class Meta:
        """One per direction."""

        db_table = "links_delivery"
        constraints = (models.UniqueConstraint(fields=["owner", "destination"], name="links_delivery_once"),)


class Hold(models.Model):
    """Messages to this destination are written and numbered and wait until a person lets them go."""

    id = models.BigAutoField(primary_key=True)
    owner = models.TextField()
    destination = models.TextField()

    class Meta:
        """One per direction."""

        db_table = "links_hold"
        constraints = (models.UniqueConstraint(fields=["owner", "destination"], name="links_hold_once"),)


class Outbox(models.Model):
    """A message to send; its body is erased when the destination has it."""

    id = models.BigAutoField(primary_key=True)
    owner = models.TextField()
    destination = models.TextField()
    epoch = models.IntegerField()
    sequence = models.BigIntegerField()
    message_id = models.UUIDField()
    name = models.TextField()
    version = models.SmallIntegerField()
    streams = ArrayField(models.TextField())
    trace = models.UUIDField()
    legal_day = models.DateField()
    recorded_at = models.DateTimeField()
    digest = models.TextField()
    body = models.TextField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        """Numbered once; what waits is found without looking at what was delivered."""

        db_table = "links_outbox"
        constraints = (
            models.UniqueConstraint(
                fields=["owner", "destination", "epoch", "sequence"], name="links_outbox_numbered"
            ),
            models.CheckConstraint(
                condition=Q(delivered_at=None, body__isnull=False) | Q(delivered_at__isnull=False, body=None),
                name="links_outbox_body_until_delivered",
            ),
        )
        indexes = (
            models.Index(
                fields=["owner", "destination", "epoch", "sequence"],
                condition=Q(delivered_at=None),
                name="links_outbox_waiting",
            ),
            models.Index(fields=["trace"], name="links_outbox_trace"),
        )


class InboxHead(models.Model):
    """The last number taken from a sender, when its latest heartbeat was made, and the latest that found nothing missing.

    Only a heartbeat moves ``heard_at``, to the moment at which it was made; a message proves nothing about those behind.
    """

    id = models.BigAutoField(primary_key=True)
    owner = models.TextField()
    sender = models.TextField()
    epoch = models.IntegerField(default=0)
    last = models.BigIntegerField(default=0)
    beat_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)

    class Meta:
        """One per direction."""

        db_table = "links_inbox_head"
        constraints = (models.UniqueConstraint(fields=["owner", "sender"], name="links_inbox_head_once"),)


class Inbox(models.Model):
    """A message taken. Its body is kept only while it is parked."""

    class State(models.TextChoices):
        """What became of it."""

        APPLIED = "applied"
        PARKED = "parked"
        SUPERSEDED = "superseded"

    id = models.BigAutoField(primary_key=True)
    owner = models.TextField()
    sender = models.TextField()
    epoch = models.IntegerField()
    sequence = models.BigIntegerField()
    message_id = models.UUIDField()
    name = models.TextField()
    version = models.SmallIntegerField()
    streams = ArrayField(models.TextField())
    trace = models.UUIDField()
    legal_day = models.DateField()
    recorded_at = models.DateTimeField()
    received_at = models.DateTimeField()
    digest = models.TextField()
    state = models.TextField(choices=State.choices)
    code = models.TextField(default="")
    why = models.TextField(default="")
    body = models.TextField(null=True)

    class Meta:
        """Taken once, under whatever number; parked ones are found at once."""

        db_table = "links_inbox"
        constraints = (
            models.UniqueConstraint(
                fields=["owner", "sender", "epoch", "sequence"], name="links_inbox_numbered"
            ),
            models.UniqueConstraint(fields=["owner", "sender", "message_id"], name="links_inbox_once"),
            models.CheckConstraint(
                condition=Q(state="parked", body__isnull=False) | (~Q(state="parked") & Q(body=None)),
                name="links_inbox_body_while_parked",
            ),
        )
        indexes = (
            models.Index(
                fields=["owner", "sender", "id"], condition=Q(state="parked"), name="links_inbox_parked"
            ),
        )


class Trace(models.Model):
    """Who first brought a trace here (empty: it began here); receipts go back that way."""

    id = models.BigAutoField(primary_key=True)
    owner = models.TextField()
    trace = models.UUIDField()
    came_from = models.TextField(default="")

    class Meta:
        """One origin per trace."""

        db_table = "links_trace"
        constraints = (models.UniqueConstraint(fields=["trace", "owner"], name="links_trace_once"),)


class Station(models.Model):
    """What is known of a message of a trace at a station: applied there, parked there, and since when."""

    id = models.BigAutoField(primary_key=True)
    owner = models.TextField()
    trace = models.UUIDField()
    station = models.TextField()
    message = models.TextField()
    message_id = models.UUIDField()
    state = models.TextField()
    code = models.TextField(default="")
    at = models.DateTimeField()
    told_by = models.TextField()

    class Meta:
        """One line per message and station of a trace: what is said in one trace cannot stand in another's way."""

        db_table = "links_station"
        constraints = (
            models.UniqueConstraint(
                fields=["message_id", "station", "trace", "owner"], name="links_station_once"
            ),
        )
        indexes = (models.Index(fields=["trace", "owner"], name="links_station_trace"),)


class Asked(models.Model):
    """A question that was answered; the same one a second time is a replay."""

    id = models.BigAutoField(primary_key=True)
    owner = models.TextField()
    asker = models.TextField()
    question_id = models.UUIDField()
    machine_time = models.DateTimeField()

    class Meta:
        """Answered once."""

        db_table = "links_asked"
        constraints = (
            models.UniqueConstraint(fields=["owner", "asker", "question_id"], name="links_asked_once"),
        )


class Answered(models.Model):
    """An answer that we got: its digest, its outcome and its time, never its content."""

    id = models.BigAutoField(primary_key=True)
    owner = models.TextField()
    peer = models.TextField()
    name = models.TextField()
    question_id = models.UUIDField()
    trace = models.UUIDField()
    machine_time = models.DateTimeField()
    outcome = models.TextField()
    digest = models.TextField()
    about = models.TextField()

    class Meta:
        """Found by what it was about."""

        db_table = "links_answered"
        indexes = (
            models.Index(fields=["owner", "name", "about", "machine_time"], name="links_answered_about"),
        )
