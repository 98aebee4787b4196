"""Whether the service may issue at all: the last row says it. Rows are only added."""

from django.db import models
from django.db.models import Q


class ServiceEvent(models.Model):
    """Stopped by a person or by an alarm, resumed by a person who says why."""

    class Kind(models.TextChoices):
        """What happened."""

        STOPPED = "stopped"
        RESUMED = "resumed"

    kind = models.TextField(choices=Kind.choices)
    who = models.TextField()
    code = models.TextField()
    reason = models.TextField()
    transaction = models.UUIDField(null=True)
    city_at = models.DateTimeField()
    machine_at = models.DateTimeField()
    trace = models.UUIDField(unique=True)

    class Meta:
        """Every row says who and why."""

        db_table = "kiosk_service_event"
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=["stopped", "resumed"]), name="kiosk_service_event_kind"
            ),
            models.CheckConstraint(
                condition=~Q(who="") & ~Q(code="") & ~Q(reason=""), name="kiosk_service_event_said"
            ),
        )
