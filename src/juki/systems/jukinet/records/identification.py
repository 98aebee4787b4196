"""The head: 本人確認情報 as it stands."""

from django.db import models
from django.db.models import Q

from juki.systems.jukinet.codes import RecordState
from juki.systems.jukinet.records.items import IdentificationItems


class Identification(IdentificationItems):
    """The latest version of a resident code, with the flags of today."""

    resident_code = models.TextField(primary_key=True)

    class Meta(IdentificationItems.Meta):
        """One living resident per individual number; found by birth, by address and by kana."""

        abstract = False
        db_table = "jukinet_identification"
        constraints = (
            *IdentificationItems.Meta.constraints,
            models.CheckConstraint(
                condition=Q(resident_code__regex="^[0-9]{11}$"), name="jukinet_identification_code"
            ),
            models.UniqueConstraint(
                fields=["individual_number"],
                condition=Q(record_state=RecordState.CURRENT.value) & ~Q(individual_number=""),
                name="jukinet_identification_number_once",
            ),
        )  # fmt: skip
        indexes = (
            models.Index(fields=["birth"], name="jukinet_identification_birth"),
            models.Index(fields=["address"], name="jukinet_identification_place"),
            models.Index(fields=["individual_number"], name="jukinet_identification_holder"),
            models.Index(
                fields=["former_resident_code"], condition=~Q(former_resident_code=""), name="jukinet_identification_chain"
            ),
        )  # fmt: skip
