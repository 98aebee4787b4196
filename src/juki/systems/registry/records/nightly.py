"""夜間処理: how each job is set, what its runs did, and whom they found. Source: STD 9.1."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from juki.systems.registry.records.columns import count, text

_STATES = ("waiting", "running", "done", "failed")
_ENDED = ("done", "failed")


class NightlySetting(models.Model):
    """When a job runs of itself, and with which parameters. ``since`` is the legal day from which its days count."""

    job = models.TextField(primary_key=True)
    schedule = models.TextField()
    active = models.BooleanField(default=True, db_default=True)
    parameters = models.JSONField(default=dict, db_default={})
    since = models.DateField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        """One per job."""

        db_table = "registry_nightly_setting"


class NightlyRun(models.Model):
    """One run of a job for a legal day; a job runs once a day.

    ``position`` is where it goes on after it died, written in the transaction of each step; ``done`` of ``total`` is the
    progress. ``changed`` names the parameters that are other than last time, ``counts`` the items by kind.
    ``error_code`` is the last failure's, kept when a later attempt ends well. ``seen_by`` looked at the alert.
    """

    id = models.UUIDField(primary_key=True)
    job = models.TextField()
    legal_day = models.DateField()
    state = models.TextField()
    asked_by = models.TextField()
    terminal = text()
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    attempts = count()
    position = models.JSONField(default=dict, db_default={})
    done = count()
    total = count()
    listed = count()
    parameters = models.JSONField(default=dict, db_default={})
    changed = ArrayField(models.TextField(), default=list)
    counts = models.JSONField(default=dict, db_default={})
    error_code = text()
    seen_by = text()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        """Once per legal day."""

        db_table = "registry_nightly_run"
        constraints = (
            models.UniqueConstraint(fields=["job", "legal_day"], name="registry_nightly_run_once"),
            models.CheckConstraint(condition=Q(state__in=_STATES), name="registry_nightly_run_state"),
            models.CheckConstraint(
                condition=Q(state__in=_ENDED, ended_at__isnull=False)
                | (~Q(state__in=_ENDED) & Q(ended_at__isnull=True)),
                name="registry_nightly_run_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error_code=""), name="registry_nightly_run_failed"
            ),
        )


class NightlyItem(models.Model):
    """One line of a run's result: whom or which household it is about, by number. ``code`` says why it was refused."""

    pk = models.CompositePrimaryKey("run_id", "number")
    run = models.ForeignKey(NightlyRun, on_delete=models.CASCADE, db_index=False, related_name="items")
    number = models.IntegerField()
    kind = models.TextField()
    addressee_number = text()
    household_number = text()
    record = count()
    day = models.DateField(null=True)
    trace = models.UUIDField(null=True)
    code = text()

    class Meta:
        """Somebody, or a household."""

        db_table = "registry_nightly_item"
        constraints = (
            models.CheckConstraint(
                condition=Q(number__gte=1) & (~Q(addressee_number="") | ~Q(household_number="")),
                name="registry_nightly_item_about",
            ),
        )
