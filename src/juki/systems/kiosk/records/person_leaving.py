"""Items of a move out: planned and carried out. The second line of each address is its 方書."""

from django.db import models


class LeavingItems(models.Model):
    """Items 26–37 of the file."""

    planned_address = models.TextField(null=True)
    planned_building = models.TextField(null=True)
    planned_day = models.DateField(null=True)
    planned_form = models.TextField(null=True)
    planned_text = models.TextField(null=True)
    planned_notified_day = models.DateField(null=True)
    planned_notified_form = models.TextField(null=True)
    planned_notified_text = models.TextField(null=True)
    planned_reason = models.TextField(null=True)
    planned_notified_reason = models.TextField(null=True)
    left_address = models.TextField(null=True)
    left_building = models.TextField(null=True)
    left_day = models.DateField(null=True)
    left_form = models.TextField(null=True)
    left_text = models.TextField(null=True)
    left_notified_day = models.DateField(null=True)
    left_notified_form = models.TextField(null=True)
    left_notified_text = models.TextField(null=True)
    left_reason = models.TextField(null=True)
    left_notified_reason = models.TextField(null=True)

    class Meta:
        """Part of the person's row."""

        abstract = True
