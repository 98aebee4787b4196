"""The number service's memory: how far each range is used, and who got which block."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeBoundary
from django.db import models
from django.db.models import F, Func, Q, Value

from juki.systems.addressee.domain.numbering import Kind


def _never_twice(name: str) -> ExclusionConstraint:
    span = Func(
        F("first_serial"),
        F("last_serial"),
        RangeBoundary(inclusive_lower=True, inclusive_upper=True),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )
    return ExclusionConstraint(name=name, expressions=[(span, "&&")])


class NumberRange(models.Model):
    """The serials of one kind; ``next_serial`` is the first one that nobody was given. Its row is the lock."""

    kind = models.TextField(primary_key=True)
    first_serial = models.BigIntegerField()
    last_serial = models.BigIntegerField()
    next_serial = models.BigIntegerField()

    class Meta:
        """Ranges of different kinds never meet."""

        db_table = "addressee_range"
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="addressee_range_kind"
            ),
            models.CheckConstraint(
                condition=Q(first_serial__gte=1, last_serial__gte=F("first_serial")),
                name="addressee_range_order",
            ),
            models.CheckConstraint(
                condition=Q(next_serial__gte=F("first_serial"), next_serial__lte=F("last_serial") + Value(1)),
                name="addressee_range_next",
            ),
            _never_twice("addressee_range_apart"),
        )


class NumberBlock(models.Model):
    """A block given for good: to whom, by which question, which serials."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    asker = models.TextField()
    question_id = models.UUIDField(unique=True)
    size = models.IntegerField()
    first_serial = models.BigIntegerField()
    last_serial = models.BigIntegerField()
    legal_day = models.DateField()
    recorded_at = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """No serial is in two blocks, whatever a program does."""

        db_table = "addressee_block"
        constraints = (
            models.CheckConstraint(
                condition=Q(size__gte=1, last_serial__gte=F("first_serial")), name="addressee_block_order"
            ),
            _never_twice("addressee_block_apart"),
        )
