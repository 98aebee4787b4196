"""符号の取得: own serial ⇔ 団体内統合宛名番号 ⇔ 処理通番 ⇔ 符号."""

from django.db import models
from django.db.models import Q

ASKED, NUMBERED, BOUND, FAILED = "asked", "numbered", "bound", "failed"
STATES = (ASKED, NUMBERED, BOUND, FAILED)


class Acquisition(models.Model):
    """A request for one person. ``request`` is what the network sees of the person: an opaque serial.

    Source: 番号法21条の2; document I-2 system 5 (1).
    """

    id = models.BigAutoField(primary_key=True)
    unified_number = models.TextField()
    request = models.TextField()
    processing_number = models.TextField(null=True)
    state = models.TextField(default=ASKED)
    asked_at = models.DateTimeField()
    numbered_at = models.DateTimeField(null=True)

    class Meta:
        """One request per person, one 処理通番 per request."""

        db_table = "intermediary_acquisition"
        constraints = (
            models.UniqueConstraint(fields=["unified_number"], name="intermediary_acquisition_person"),
            models.UniqueConstraint(fields=["request"], name="intermediary_acquisition_request"),
            models.UniqueConstraint(fields=["processing_number"], name="intermediary_acquisition_processing"),
            models.CheckConstraint(
                condition=Q(unified_number__regex=r"^[0-9]{15}$"), name="intermediary_acquisition_shape"
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="intermediary_acquisition_state"),
            models.CheckConstraint(
                condition=Q(state=ASKED, processing_number=None) | Q(processing_number__isnull=False),
                name="intermediary_acquisition_numbered",
            ),
        )


class LinkageCode(models.Model):
    """符号, the only column of the city hall that has it: encrypted, searchable by a keyed digest (``code_cipher``)."""

    id = models.BigAutoField(primary_key=True)
    acquisition = models.OneToOneField(Acquisition, on_delete=models.PROTECT, related_name="code")
    sealed = models.BinaryField()
    digest = models.BinaryField()
    bound_at = models.DateTimeField()

    class Meta:
        """One code per person, one person per code."""

        db_table = "intermediary_linkage_code"
        constraints = (models.UniqueConstraint(fields=["digest"], name="intermediary_linkage_code_once"),)
