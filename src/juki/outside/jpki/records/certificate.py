"""A certificate that was issued."""

from django.db import models
from django.db.models import F, Q


class Certificate(models.Model):
    """``serial`` in lower-case hex without leading zeros; ``revoked_at`` is empty while it is in force."""

    serial = models.TextField(primary_key=True)
    issued_at = models.DateTimeField()
    not_after = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Nothing is revoked before it was issued."""

        db_table = "jpki_certificate"
        constraints = (
            models.CheckConstraint(
                condition=Q(serial__regex="^[1-9a-f][0-9a-f]{0,39}$"), name="jpki_certificate_serial"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("issued_at")),
                name="jpki_certificate_order",
            ),
        )
