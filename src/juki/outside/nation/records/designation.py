"""Numbers that the nation gave: 個人番号 on request, 空きコード in stocks."""

from django.db import models
from django.db.models import Q


class NationDesignation(models.Model):
    """A 個人番号 by the 住民票コード that it was designated for; one for good, whoever asks again. Source: 番号法8条."""

    resident_code = models.TextField(primary_key=True)
    individual_number = models.TextField(unique=True)
    request = models.TextField()
    designated_at = models.DateTimeField()

    class Meta:
        """A number is designated once."""

        db_table = "nation_designation"
        constraints = (
            models.CheckConstraint(
                condition=Q(individual_number__regex="^[0-9]{12}$"), name="nation_designation_number"
            ),
        )


class NationCode(models.Model):
    """A 住民票コード that was handed to a municipality as 空きコード; never a second time. Source: 住基法30条の2."""

    resident_code = models.TextField(primary_key=True)
    question_id = models.UUIDField()
    given_at = models.DateTimeField()

    class Meta:
        """Found by the code."""

        db_table = "nation_code"
        constraints = (
            models.CheckConstraint(
                condition=Q(resident_code__regex="^[0-9]{11}$"), name="nation_code_digits"
            ),
        )
