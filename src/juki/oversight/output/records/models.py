"""Tables of the ledger. The app role may only insert and read entries and events."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

KINDS = ("terminal", "medium")
WORDS = ("delivered", "destroyed")


class Place(models.Model):
    """A medium or terminal that may be written to, from and until a legal day. ``ident``: label, or address."""

    system = models.TextField()
    kind = models.TextField()
    ident = models.TextField()
    reason = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    entered_by = models.TextField()
    entered_at = models.DateTimeField()

    class Meta:
        """One line for one that is permitted now."""

        db_table = "output_place"
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=KINDS) & ~Q(ident=""), name="output_place_kind"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="output_place_days"
            ),
            models.UniqueConstraint(
                fields=["system", "kind", "ident"], condition=Q(valid_to=None), name="output_place_once"
            ),
        )


class Entry(models.Model):
    """A file that left: numbered without gaps. ``sha256`` is of the file as it left, ``rows`` of what was approved."""

    system = models.TextField()
    number = models.BigIntegerField()
    trace = models.UUIDField(unique=True)
    export = models.TextField()
    purpose = models.TextField()
    basis = models.TextField()
    items = ArrayField(models.TextField())
    count = models.IntegerField()
    rows = models.TextField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    witness = models.TextField(default="")
    approvals = ArrayField(models.UUIDField())
    name = models.TextField()
    size = models.BigIntegerField()
    sha256 = models.TextField()
    opened_by = models.TextField()
    who = models.TextField()
    terminal = models.TextField()
    city_time = models.DateTimeField()
    machine_time = models.DateTimeField()
    destroy_by = models.DateField()

    class Meta:
        """A number is given once; a trigger of the database lets none be left out."""

        db_table = "output_entry"
        constraints = (
            models.UniqueConstraint(fields=["system", "number"], name="output_entry_number"),
            models.CheckConstraint(
                condition=Q(number__gt=0, count__gte=0, size__gte=0), name="output_entry_numbers"
            ),
            models.CheckConstraint(condition=~Q(witness=F("who")), name="output_entry_witness"),
            models.CheckConstraint(condition=~Q(purpose="") & ~Q(basis=""), name="output_entry_grounds"),
        )


class Event(models.Model):
    """What became of a file: handed over to whom, destroyed how."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="events")
    word = models.TextField()
    text = models.TextField()
    who = models.TextField()
    city_time = models.DateTimeField()
    machine_time = models.DateTimeField()

    class Meta:
        """Each once."""

        db_table = "output_event"
        constraints = (
            models.UniqueConstraint(fields=["entry", "word"], name="output_event_once"),
            models.CheckConstraint(condition=Q(word__in=WORDS) & ~Q(text=""), name="output_event_word"),
        )
