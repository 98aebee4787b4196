"""データ利用申請 that were approved."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class DataUseEntry(models.Model):
    """Which items ``target`` (one duty of one business system) may have, on which basis, from when until when.

    ``valid_to`` is excluded and may be open. At most one entry of a target covers a day (migration 0003).
    """

    id = models.UUIDField(primary_key=True)
    target = models.TextField()
    section = models.TextField()
    duty = models.TextField()
    legal_basis = models.TextField()
    items = ArrayField(models.TextField())
    individual_number = models.BooleanField(default=False, db_default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    approval_reference = models.TextField()
    approved_at = models.DateTimeField()
    operator = models.TextField()

    class Meta:
        """Nothing is released without basis, items and approval."""

        db_table = "registry_data_use"
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="registry_data_use_period"
            ),
            models.CheckConstraint(
                condition=Q(
                    items__contained_by=[
                        "name",
                        "birth",
                        "sex",
                        "address",
                        "household_number",
                        "relationship",
                    ],
                    items__len__gt=0,
                ),
                name="registry_data_use_items",
            ),
            models.CheckConstraint(
                condition=~Q(target="")
                & ~Q(section="")
                & ~Q(duty="")
                & ~Q(legal_basis="")
                & ~Q(approval_reference=""),
                name="registry_data_use_complete",
            ),
        )
