"""住民票コード that the register may give. Source: 住基法30条の2; STD 4.3.1."""

from django.db import models
from django.db.models import Q


class CodeStock(models.Model):
    """A 空きコード from the national server: free until somebody gets it, never given back."""

    resident_code = models.TextField(primary_key=True)
    taken_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    trace = models.UUIDField(null=True)

    class Meta:
        """Free ones are found at once."""

        db_table = "registry_code_stock"
        constraints = (
            models.CheckConstraint(
                condition=Q(resident_code__regex=r"^[0-9]{11}$"), name="registry_code_stock_digits"
            ),
            models.CheckConstraint(
                condition=Q(used_at=None, trace=None) | Q(used_at__isnull=False, trace__isnull=False),
                name="registry_code_stock_use",
            ),
        )
        indexes = (
            models.Index(
                fields=["resident_code"], condition=Q(used_at=None), name="registry_code_stock_free"
            ),
        )
