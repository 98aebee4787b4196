"""How far each municipality has told of a person."""

from django.db import models
from django.db.models import Q


class NationRegistration(models.Model):
    """The last 更新順番号 of a municipality for a person; it stays when the person moves on."""

    id = models.BigAutoField(primary_key=True)
    municipality = models.TextField()
    resident_code = models.TextField()
    update_number = models.BigIntegerField()

    class Meta:
        """One row per municipality and resident code."""

        db_table = "nation_registration"
        constraints = (
            models.UniqueConstraint(
                fields=["resident_code", "municipality"], name="nation_registration_once"
            ),
            models.CheckConstraint(condition=Q(update_number__gte=1), name="nation_registration_order"),
        )
