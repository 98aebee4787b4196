"""Numbers that the register hands out or counts."""

from django.db import models
from django.db.models import Q


class AddresseeNumberBlock(models.Model):
    """A 宛名番号 taken from 宛名管理: free until a resident gets it, so that the register can work alone.

    Source: STD 1.1.13; document II(1)3⑧8.
    """

    addressee_number = models.TextField(primary_key=True)
    taken_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    trace = models.UUIDField(null=True)

    class Meta:
        """Free ones are found at once."""

        db_table = "registry_addressee_block"
        constraints = (
            models.CheckConstraint(
                condition=Q(addressee_number__regex=r"^[0-9]{2,15}$"), name="registry_block_number"
            ),
            models.CheckConstraint(
                condition=Q(used_at=None, trace=None) | Q(used_at__isnull=False, trace__isnull=False),
                name="registry_block_use",
            ),
        )
        indexes = (
            models.Index(fields=["addressee_number"], condition=Q(used_at=None), name="registry_block_free"),
        )


class UpdateNumber(models.Model):
    """更新順番号 per 住民票コード: how many updates went to the CS. A trigger lets it rise by one only."""

    resident_code = models.TextField(primary_key=True)
    last = models.BigIntegerField()

    class Meta:
        """Counts from 1."""

        db_table = "registry_update_number"
        constraints = (
            models.CheckConstraint(condition=Q(last__gte=1), name="registry_update_number_counts"),
            models.CheckConstraint(
                condition=Q(resident_code__regex=r"^[0-9]{11}$"), name="registry_update_number_code"
            ),
        )
