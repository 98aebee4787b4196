"""Items of a foreign resident (住基法30条の45); all empty for a Japanese."""

from django.db import models


class ForeignItems(models.Model):
    """Items 43–48 and 52–60 of the file."""

    foreign_kana = models.TextField(null=True)
    foreign_furigana = models.TextField(null=True)
    foreign_roman_name = models.TextField(null=True)
    foreign_kanji_name = models.TextField(null=True)
    foreign_joint_name = models.TextField(null=True)
    alias = models.TextField(null=True)
    alias_kana = models.TextField(null=True)
    alias_furigana = models.TextField(null=True)
    nationality = models.TextField(null=True)
    category = models.TextField(null=True)
    category_code = models.TextField(null=True)
    residence_status = models.TextField(null=True)
    residence_period = models.TextField(null=True)
    residence_expires_day = models.DateField(null=True)
    residence_expires_form = models.TextField(null=True)
    residence_expires_text = models.TextField(null=True)
    residence_card = models.TextField(null=True)

    class Meta:
        """Part of the person's row."""

        abstract = True
