"""The head row of an addressee."""

from django.db import models
from django.db.models import Q

from juki.systems.addressee.domain.numbering import Kind


class Addressee(models.Model):
    """One addressee: which version is in force, and the household of that version, by which households are found."""

    addressee_number = models.TextField(primary_key=True)
    kind = models.TextField()
    version = models.IntegerField()
    household_number = models.TextField(null=True)
    is_resident = models.BooleanField()

    class Meta:
        """Keyed by 宛名番号; one kind for good."""

        db_table = "addressee_addressee"
        constraints = (
            models.CheckConstraint(
                condition=Q(addressee_number__regex="^[0-9]{1,15}$"), name="addressee_addressee_number"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="addressee_addressee_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.RESIDENT.value) | Q(is_resident=False),
                name="addressee_addressee_resident",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="addressee_addressee_version"),
        )
        indexes = (
            models.Index(
                fields=["household_number"], condition=Q(is_resident=True), name="addressee_by_household"
            ),
        )
