"""異動: the act that changes records, once per trace."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from juki.systems.registry.records.columns import date_check, text


class EventRow(models.Model):
    """One 異動: reason, days, who came in which capacity with which documents, alerts seen. Source: STD 1.2.1.

    ``trace`` is the idempotency key of the notification; ``form_digest`` tells a repeated one from another under the
    same key. ``processed_on`` is 処理日, never typed. ``place`` is the code of the 入力場所, ``terminal`` the 入力端末.
    """

    trace = models.UUIDField(primary_key=True)
    reason = models.TextField()
    event_class = models.TextField()
    day = models.DateField()
    day_form = models.TextField()
    day_text = models.TextField()
    notified_on = models.DateField(null=True)
    processed_on = models.DateField()
    basis = models.TextField(default="notification", db_default="notification")
    target = models.UUIDField(null=True)
    note = text()
    whole_household = models.BooleanField(default=False, db_default=False)
    sources = models.JSONField(default=list, db_default=[])
    household_number = text()
    came_as = text()
    came_name = text()
    came_documents = ArrayField(models.TextField(), default=list)
    alerts = ArrayField(models.TextField(), default=list)
    alert_reasons = models.JSONField(default=dict, db_default={})
    form_digest = models.BinaryField(default=b"")
    recorded_at = models.DateTimeField()
    operator = models.TextField()
    terminal = text()
    place = text()

    class Meta:
        """Processed on the day of the event or later, except for what is planned (転出)."""

        db_table = "registry_event"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(event_class__in=["entry", "removal", "amendment"]),
                name="registry_event_class",
            ),
            models.CheckConstraint(
                condition=models.Q(notified_on=None) | models.Q(notified_on__lte=models.F("processed_on")),
                name="registry_event_notified",
            ),
            date_check("day", table="registry_event"),
        )
        indexes = (
            models.Index(fields=["processed_on", "recorded_at"], name="registry_event_processed"),
            models.Index(fields=["day"], name="registry_event_on"),
        )
