"""What a target asked the register, and what came back."""

from django.db import models
from django.db.models import Q

from juki.outside.business.records.items import AllowedItems


class Request(AllowedItems):
    """One 庁内照会 with its outcome. The trace is unique: the same post asks once."""

    id = models.BigAutoField(primary_key=True)
    target = models.TextField()
    addressee_number = models.TextField()
    outcome = models.TextField()
    code = models.TextField()
    entry = models.TextField()
    asked_by = models.TextField()
    legal_day = models.DateField()
    recorded_at = models.DateTimeField()
    trace = models.UUIDField(unique=True)

    class Meta:
        """A refusal has its code, and only what was found has items."""

        db_table = "business_request"
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=["found", "none"], code="") | (Q(outcome="refused") & ~Q(code="")),
                name="business_request_outcome",
            ),
        )
