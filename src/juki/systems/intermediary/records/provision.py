"""情報提供等記録: every inquiry that came, with its outcome and without its content."""

from django.db import models
from django.db.models import Q

OUTCOMES = ("answered", "held", "refused")


class Provision(models.Model):
    """Who asked what for which duty, when it was asked and answered, and how it ended.

    ``continues`` names the open held inquiry that this one repeats; ``ruling`` the clerk's word that it used up.
    Source: 番号法23条; document I-2 system 5 (5).
    """

    id = models.BigAutoField(primary_key=True)
    record = models.UUIDField(unique=True)
    permit = models.TextField()
    through = models.TextField()
    agency = models.TextField()
    duty = models.TextField()
    procedure = models.TextField()
    information = models.TextField()
    unified_number = models.TextField()
    copy_version = models.BigIntegerField(null=True)
    outcome = models.TextField()
    code = models.TextField()
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField()
    legal_day = models.DateField()
    trace = models.UUIDField()
    continues = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    ruling = models.OneToOneField(
        "intermediary.Ruling", on_delete=models.PROTECT, null=True, related_name="used_by"
    )

    class Meta:
        """Found by person, by day, and by what waits."""

        db_table = "intermediary_provision"
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="intermediary_provision_outcome"),
            models.CheckConstraint(
                condition=(Q(outcome="answered") & Q(code="")) | (~Q(outcome="answered") & ~Q(code="")),
                name="intermediary_provision_coded",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="answered") | (~Q(unified_number="") & Q(copy_version__isnull=False)),
                name="intermediary_provision_of_somebody",
            ),
        )
        indexes = (
            models.Index(fields=["unified_number", "id"], name="intermediary_provision_person"),
            models.Index(fields=["legal_day", "id"], name="intermediary_provision_day"),
            models.Index(
                fields=["id"], condition=Q(outcome="held", continues=None), name="intermediary_provision_held"
            ),
        )
