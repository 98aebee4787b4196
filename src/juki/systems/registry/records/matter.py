"""個別事項 as business systems told them; each report is a row, and the highest number holds."""

from django.db import models
from django.db.models import Q

from juki.systems.registry.domain.matter import CATEGORIES, INSURANCES, MatterKind
from juki.systems.registry.records.columns import SERIAL, text

PENSION_NUMBER = r"^[0-9]{10}$"


class MatterRow(models.Model):
    """What ``sender`` told as its report ``number`` of this kind about this person. Nothing is overwritten.

    ``taken_on`` is the legal day on which it came. ``from_month`` and ``to_month`` are first days.

    Source: 住基法7条9号–11号の2; STD 1.1.1, 1.1.2, 7.2.2.
    """

    pk = models.CompositePrimaryKey("addressee_number", "kind", "number")
    addressee_number = models.TextField()
    kind = models.TextField()
    number = models.IntegerField()
    applies = models.BooleanField(null=True)
    acquired_on = models.DateField(null=True)
    lost_on = models.DateField(null=True)
    pension_number = text()
    category = text()
    category_changed_on = models.DateField(null=True)
    from_month = models.DateField(null=True)
    to_month = models.DateField(null=True)
    sender = models.TextField()
    taken_on = models.DateField()
    recorded_at = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """Each kind has its own items and no other."""

        db_table = "registry_matter"
        constraints = (
            models.CheckConstraint(condition=Q(number__gte=1), name="registry_matter_counts"),
            models.CheckConstraint(condition=Q(addressee_number__regex=SERIAL), name="registry_matter_number"),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(INSURANCES), applies__isnull=False, from_month=None, to_month=None)
                | Q(
                    kind=MatterKind.VOTER_ROLL, applies__isnull=False, acquired_on=None, lost_on=None, from_month=None,
                    to_month=None,
                )
                | Q(
                    kind=MatterKind.CHILD_ALLOWANCE, applies=None, acquired_on=None, lost_on=None,
                    from_month__isnull=False,
                ),
                name="registry_matter_items",
            ),
            models.CheckConstraint(
                condition=Q(kind=MatterKind.PENSION, category__in=["", *sorted(CATEGORIES)])
                & (Q(pension_number="") | Q(pension_number__regex=PENSION_NUMBER))
                | ~Q(kind=MatterKind.PENSION) & Q(pension_number="", category="", category_changed_on=None),
                name="registry_matter_pension",
            ),
        )  # fmt: skip
