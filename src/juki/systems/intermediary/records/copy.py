"""副本 (情報提供データベース): the facts of 住基法7条4号, by version."""

from django.db import models
from django.db.models import Q


class Copy(models.Model):
    """One version as it was registered; ``id`` rises in the order of recording and is never used again.

    Source: document I-2 system 5 (6); 番号法 主務省令2条の表.
    """

    id = models.BigAutoField(primary_key=True)
    unified_number = models.TextField()
    layout = models.TextField()
    valid_from = models.DateField()
    is_head = models.BooleanField()
    head_name = models.TextField()
    relationship = models.TextField()
    recorded_at = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """Found by person, newest last."""

        db_table = "intermediary_copy"
        constraints = (
            models.CheckConstraint(
                condition=Q(unified_number__regex=r"^[0-9]{15}$"), name="intermediary_copy_shape"
            ),
            models.CheckConstraint(condition=~Q(layout=""), name="intermediary_copy_layout"),
        )
        indexes = (models.Index(fields=["unified_number", "id"], name="intermediary_copy_person"),)
