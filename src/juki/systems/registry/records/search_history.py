"""検索履歴: what a clerk searched for today, to search again. Source: STD 2.1.1."""

from django.db import models


class SearchHistory(models.Model):
    """One search of ``client`` on ``legal_day``, to be run or changed again by that person alone.

    ``conditions`` are as typed and hold personal data, never an individual number; rows of an earlier day go with the
    next search of anybody.
    """

    id = models.UUIDField(primary_key=True)
    client = models.TextField()
    legal_day = models.DateField()
    at = models.DateTimeField()
    conditions = models.JSONField()

    class Meta:
        """Found by whose it is."""

        db_table = "registry_search_history"
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(conditions__has_key="individual_number"),
                name="registry_search_history_no_number",
            ),
        )
        indexes = (models.Index(fields=["client", "legal_day", "at"], name="registry_search_history_own"),)
