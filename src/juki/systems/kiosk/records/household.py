"""The household part of the file."""

from django.db import models


class Household(models.Model):
    """One household, replaced whole by each snapshot.

    ``torn_since``: a member was taken out of it by another household's snapshot and its own has not come yet; until
    then nothing is issued from it.
    """

    household_number = models.TextField(primary_key=True)
    head_name = models.TextField()
    head_roman_name = models.TextField(null=True)
    head_kanji_name = models.TextField(null=True)
    head_alias = models.TextField(null=True)
    taken_at = models.DateTimeField()
    legal_day = models.DateField()
    trace = models.UUIDField()
    torn_since = models.DateTimeField(null=True)

    class Meta:
        """Keyed by 世帯番号."""

        db_table = "kiosk_household"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(household_number__regex="^[0-9]{1,15}$"), name="kiosk_household_number"
            ),
        )
