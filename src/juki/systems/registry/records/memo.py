"""メモ: what the office notes about a person, in any words; on no certificate."""

from django.db import models
from django.db.models import Q

from juki.systems.registry.records.columns import SERIAL, text

WRITTEN, CHANGED, DELETED = "written", "changed", "deleted"


class MemoRow(models.Model):
    """One state of a memo: written, changed or deleted, by whom and when. Nothing is overwritten.

    Source: STD 1.1.15.
    """

    pk = models.CompositePrimaryKey("memo", "number")
    memo = models.UUIDField()
    number = models.IntegerField()
    addressee_number = models.TextField()
    action = models.TextField()
    words = text()
    trace = models.UUIDField(unique=True)
    by = models.TextField()
    terminal = text()
    at_city = models.DateTimeField()
    at_machine = models.DateTimeField()

    class Meta:
        """Found by person; what is deleted has no words."""

        db_table = "registry_memo"
        constraints = (
            models.CheckConstraint(condition=Q(number__gte=1), name="registry_memo_counts"),
            models.CheckConstraint(
                condition=Q(addressee_number__regex=SERIAL), name="registry_memo_number"
            ),
            models.CheckConstraint(
                condition=Q(action=WRITTEN, number=1) & ~Q(words="")
                | Q(action=CHANGED, number__gte=2) & ~Q(words="")
                | Q(action=DELETED, number__gte=2, words=""),
                name="registry_memo_action",
            ),
        )  # fmt: skip
        indexes = (models.Index(fields=["addressee_number"], name="registry_memo_person"),)
