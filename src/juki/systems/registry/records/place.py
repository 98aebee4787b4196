"""入力場所 and 入力端末: master data of where the register is used. Nothing is deleted: acts of the past name them."""

from django.db import models
from django.db.models import Q

from juki.systems.registry.records.columns import text


class PlaceRow(models.Model):
    """本庁, 支所, 出張所 or 利用課 under its code. ``section`` is the 所属 of the directory whose staff sit there.

    ``version`` counts the changes, ``trace`` is the key of the last one. Source: STD 1.3.1.
    """

    code = models.TextField(primary_key=True)
    kind = models.TextField()
    name = models.TextField()
    section = text()
    in_use = models.BooleanField()
    version = models.IntegerField()
    trace = models.UUIDField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        """A section sits at one place."""

        db_table = "registry_place"
        constraints = (
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9A-Z]{1,8}$"), name="registry_place_code"),
            models.CheckConstraint(
                condition=Q(kind__in=["main", "branch", "sub_branch", "section"]), name="registry_place_kind"
            ),
            models.CheckConstraint(condition=~Q(name="") & Q(version__gte=1), name="registry_place_named"),
            models.UniqueConstraint(
                fields=["section"], condition=~Q(section="") & Q(in_use=True), name="registry_place_section"
            ),
        )


class TerminalRow(models.Model):
    """An 入力端末 by the address from which it reaches the system, and the place where it stands."""

    address = models.TextField(primary_key=True)
    place = models.ForeignKey(PlaceRow, on_delete=models.DO_NOTHING, related_name="terminals")
    name = text()
    in_use = models.BooleanField()
    version = models.IntegerField()
    trace = models.UUIDField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        """One place each."""

        db_table = "registry_terminal"
        constraints = (
            models.CheckConstraint(
                condition=~Q(address="") & Q(version__gte=1), name="registry_terminal_address"
            ),
        )
