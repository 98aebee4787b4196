"""The directory of staff and programs."""

from django.db import models
from django.db.models import Q

from juki.office.domain.client import ClientKind


class Client(models.Model):
    """A member of staff or a program. An id is never used again for somebody else, so no row ever goes."""

    client = models.TextField(primary_key=True)
    kind = models.TextField()
    section = models.TextField()
    active = models.BooleanField()
    legal_day = models.DateField()
    recorded_at = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """Keyed by the name in the certificate."""

        db_table = "office_client"
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ClientKind]), name="office_client_kind"
            ),
            models.CheckConstraint(
                condition=Q(client__regex="^[a-z][a-z0-9.-]{0,62}$"), name="office_client_id"
            ),
        )
