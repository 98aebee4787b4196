"""CSとの連携: by the line or, for a time, by hand; and what was brought to the CS by hand."""

from django.db import models
from django.db.models import Q

from juki.systems.registry.records.columns import text


class LinkageSwitch(models.Model):
    """Each change between the two, with whoever made it and why. The highest number holds; without any it is automatic.

    Source: STD 7.1.1.1.
    """

    number = models.IntegerField(primary_key=True)
    mode = models.TextField()
    reason = models.TextField()
    trace = models.UUIDField(unique=True)
    by = models.TextField()
    terminal = text()
    at_city = models.DateTimeField()
    at_machine = models.DateTimeField()

    class Meta:
        """Automatic and manual take turns; the first is manual."""

        db_table = "registry_linkage_switch"
        constraints = (
            models.CheckConstraint(
                condition=Q(mode__in=["manual", "automatic"]), name="registry_linkage_mode"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(reason=""), name="registry_linkage_complete"
            ),
        )


class HandDelivery(models.Model):
    """That a person brought a message to the CS by hand: who says so, and since when. It holds no item of the record."""

    message_id = models.UUIDField(primary_key=True)
    name = models.TextField()
    trace = models.UUIDField()
    done_by = models.TextField()
    terminal = text()
    at_city = models.DateTimeField()
    at_machine = models.DateTimeField()

    class Meta:
        """Once per message."""

        db_table = "registry_hand_delivery"
