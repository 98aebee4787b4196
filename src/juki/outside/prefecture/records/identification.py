"""本人確認情報 as the prefecture keeps it."""

from django.db import models
from django.db.models import Q


class PrefectureIdentification(models.Model):
    """The latest update of a person by a municipality. Source: 住基法30条の6."""

    id = models.BigAutoField(primary_key=True)
    municipality = models.TextField()
    resident_code = models.TextField()
    individual_number = models.TextField()
    name = models.TextField()
    kana = models.TextField()
    birth = models.DateField()
    birth_form = models.TextField()
    birth_text = models.TextField()
    sex = models.TextField()
    postal_code = models.TextField()
    address = models.TextField()
    event_class = models.TextField()
    event_reason = models.TextField()
    event_date = models.DateField()
    event_date_form = models.TextField()
    event_date_text = models.TextField()
    update_number = models.BigIntegerField()
    living = models.BooleanField()
    recorded_at = models.DateTimeField()

    class Meta:
        """One row per municipality and resident code."""

        db_table = "prefecture_identification"
        constraints = (
            models.UniqueConstraint(
                fields=["resident_code", "municipality"], name="prefecture_identification_once"
            ),
            models.CheckConstraint(
                condition=Q(resident_code__regex="^[0-9]{11}$"), name="prefecture_identification_code"
            ),
            models.CheckConstraint(
                condition=Q(individual_number__regex="^([0-9]{12})?$"),
                name="prefecture_identification_number",
            ),
            models.CheckConstraint(condition=Q(update_number__gte=1), name="prefecture_identification_order"),
            models.CheckConstraint(
                condition=Q(event_class="removal", living=False)
                | Q(event_class__in=["entry", "amendment"], living=True),
                name="prefecture_identification_state",
            ),
        )
