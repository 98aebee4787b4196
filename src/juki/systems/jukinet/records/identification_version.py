"""The history: what each update made of the record (履歴情報). The app role may only add to it."""

from django.db import models
from django.db.models import Q

from juki.systems.jukinet.records.identification import Identification
from juki.systems.jukinet.records.items import IdentificationItems


class IdentificationVersion(IdentificationItems):
    """One accepted update. The current one is that with the highest 更新順番号; all lower ones are history."""

    id = models.BigAutoField(primary_key=True)
    resident = models.ForeignKey(
        Identification, on_delete=models.PROTECT, db_column="resident_code", db_index=False
    )

    class Meta(IdentificationItems.Meta):
        """Every 更新順番号 once; an update is never accepted while a flag forbids it."""

        abstract = False
        db_table = "jukinet_identification_version"
        constraints = (
            *IdentificationItems.Meta.constraints,
            models.UniqueConstraint(
                fields=["resident", "update_number"], name="jukinet_identification_version_once"
            ),
            models.CheckConstraint(
                condition=Q(updates_barred=False, reserved=False), name="jukinet_identification_version_free"
            ),
        )
