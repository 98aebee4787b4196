"""住所一括変更: a run of one list of addresses or 本籍 written otherwise, and what became of each person in it."""

from django.db import models
from django.db.models import Q

from juki.systems.registry.records.columns import text

ADDRESS, HONSEKI = "address", "honseki"
PREPARED, APPROVED, DONE, DROPPED = "prepared", "approved", "done", "dropped"
READY, DIFFERS, PLANNED, UNKNOWN, REFUSED = "ready", "differs", "planned", "unknown", "refused"
CHANGED, WRITTEN, FAILED = "changed", "written", "failed"
STATES = (READY, DIFFERS, PLANNED, UNKNOWN, REFUSED, CHANGED, WRITTEN, FAILED)


class BulkRun(models.Model):
    """仮処理 (prepared) by one person, 本処理 (approved, done) by another. ``day`` is 実施日, the 異動日 of all.

    ``id`` is the idempotency key of the preparation, ``digest`` tells another list under the same key.
    Source: STD 9.7.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    title = models.TextField()
    day = models.DateField()
    digest = models.BinaryField()
    state = models.TextField(default=PREPARED)
    prepared_by = models.TextField()
    prepared_on = models.DateField()
    prepared_at = models.DateTimeField()
    terminal = text()
    decided_by = text()
    decided_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        """Decided by another person than prepared it."""

        db_table = "registry_bulk_run"
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[ADDRESS, HONSEKI]), name="registry_bulk_run_kind"),
            models.CheckConstraint(
                condition=Q(state=PREPARED, decided_by="", decided_at=None)
                | Q(state__in=[APPROVED, DONE, DROPPED], decided_at__isnull=False) & ~Q(decided_by=""),
                name="registry_bulk_run_state",
            ),
            models.CheckConstraint(
                condition=Q(state=DROPPED) | ~Q(decided_by=models.F("prepared_by")),
                name="registry_bulk_run_other_person",
            ),
        )


class BulkRow(models.Model):
    """One person of a run. ``line`` is the row of the list, ``before`` and ``after`` are columns of the version.

    ``version`` is the 履歴番号 that was looked at; ``code`` says why nothing was written; ``trace`` is the 異動.
    """

    pk = models.CompositePrimaryKey("run", "place")
    run = models.ForeignKey(BulkRun, on_delete=models.DO_NOTHING, db_index=False, related_name="rows")
    place = models.IntegerField()
    line = models.IntegerField()
    key = models.TextField()
    addressee_number = text()
    version = models.IntegerField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    state = models.TextField()
    code = text()
    trace = models.UUIDField(null=True)

    class Meta:
        """Rows that wait are found at once."""

        db_table = "registry_bulk_row"
        constraints = (
            models.CheckConstraint(condition=Q(state__in=STATES), name="registry_bulk_row_state"),
            models.CheckConstraint(
                condition=~Q(state__in=[READY, WRITTEN]) | Q(version__isnull=False) & ~Q(addressee_number=""),
                name="registry_bulk_row_person",
            ),
        )
        indexes = (
            models.Index(fields=["run", "line"], condition=Q(state=READY), name="registry_bulk_row_ready"),
        )
