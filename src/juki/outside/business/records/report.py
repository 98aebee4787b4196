"""個別事項 that a target told the register."""

from django.db import models


class Report(models.Model):
    """The ``number``-th report of ``target`` about a person, with what it said. The trace is unique: one post tells once."""

    id = models.BigAutoField(primary_key=True)
    target = models.TextField()
    addressee_number = models.TextField()
    kind = models.TextField()
    number = models.IntegerField()
    content = models.JSONField()
    told_by = models.TextField()
    told_at = models.DateTimeField()
    trace = models.UUIDField(unique=True)

    class Meta:
        """Counted by target and person."""

        db_table = "business_report"
        constraints = (
            models.UniqueConstraint(
                fields=["target", "addressee_number", "number"], name="business_report_once"
            ),
        )
