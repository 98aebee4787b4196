"""通称の履歴: when and where an alias was entered and deleted."""

from django.db import models
from django.db.models import Q

from juki.systems.registry.records.columns import SERIAL, flag, text
from juki.systems.registry.records.event import EventRow


class AliasHistory(models.Model):
    """One state of one alias of a person: ``history_number`` (履歴連番) counts the states, ``number`` (連番) the aliases.

    The last state of an alias is what holds; ``void``: the 異動 that entered it was taken back. ``registered_on`` is
    empty where the alias came with somebody from elsewhere and the day was not told.

    Source: 住基法施行令30条の16, 30条の17; STD 1.1.7; document 別添2(1).
    """

    pk = models.CompositePrimaryKey("addressee_number", "history_number")
    addressee_number = models.TextField()
    history_number = models.IntegerField()
    number = models.IntegerField()
    registered_on = models.DateField(null=True)
    registered_municipality = text()
    deleted_on = models.DateField(null=True)
    deleted_municipality = text()
    kana = text()
    kanji = models.TextField()
    void = flag()
    event = models.ForeignKey(EventRow, on_delete=models.DO_NOTHING, db_column="trace", related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        """Numbered from 1."""

        db_table = "registry_alias_history"
        constraints = (
            models.CheckConstraint(
                condition=Q(history_number__gte=1, number__gte=1, number__lte=models.F("history_number")),
                name="registry_alias_history_counts",
            ),
            models.CheckConstraint(
                condition=Q(addressee_number__regex=SERIAL), name="registry_alias_history_number"
            ),
            models.CheckConstraint(
                condition=~Q(kanji=""), name="registry_alias_history_written"
            ),
            models.CheckConstraint(
                condition=Q(deleted_on=None, deleted_municipality="") | Q(deleted_on__isnull=False),
                name="registry_alias_history_deleted",
            ),
        )  # fmt: skip
