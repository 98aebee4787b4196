"""The system's own copy of the grants that office decided."""

from django.db import models


class AccessGrant(models.Model):
    """``client`` may use ``permission`` of ``system`` from ``valid_from`` until the day before ``valid_to``."""

    id = models.BigAutoField(primary_key=True)
    system = models.TextField()
    client = models.TextField()
    permission = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        """A grant stands once per system, client and permission."""

        db_table = "access_grant"
        constraints = (
            models.UniqueConstraint(fields=["system", "client", "permission"], name="access_grant_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="access_grant_period",
            ),
        )
