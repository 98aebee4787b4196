"""転出証明書情報 that other municipalities sent: held until a 転入 is recorded by it, then only the fact remains."""

from django.db import models
from django.db.models import Q

from juki.systems.registry.records.columns import text
from juki.vault.columns import FORM_SHAPE, SHAPE, NumberField, SealedJSONField


class MoveOutCertificate(models.Model):
    """One received certificate under the sender's id.

    ``content`` is the message as it came, there only while it waits; ``application`` the 異動 that used it, ``ending``
    why the content was erased. Source: 住基法24条の2; document I-2 system 2(3).
    """

    id = models.UUIDField(primary_key=True)
    former_municipality = models.TextField()
    planned_on = models.DateField()
    filed_on = models.DateField()
    issued_at = models.DateTimeField()
    received_at = models.DateTimeField()
    state = models.TextField()
    content = SealedJSONField(system="registry", null=True)
    application = models.UUIDField(null=True)
    ending = text()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Personal content and the end of its use exclude one another."""

        db_table = "registry_move_out_certificate"
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    state="waiting", content__isnull=False, application=None, ending="", ended_at=None
                )
                | Q(
                    state="used",
                    content=None,
                    application__isnull=False,
                    ending="used",
                    ended_at__isnull=False,
                )
                | Q(
                    state="erased",
                    content=None,
                    application=None,
                    ending__in=["unused", "superseded"],
                    ended_at__isnull=False,
                ),
                name="registry_move_out_state",
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=True) | Q(content__shape=f"^{FORM_SHAPE}$"),
                name="registry_move_out_sealed",
            ),
        )
        indexes = (
            models.Index(
                fields=["planned_on"], condition=Q(state="waiting"), name="registry_move_out_waiting"
            ),
        )


class MoveOutPerson(models.Model):
    """By what a waiting certificate is found; gone with its content. Keys as in ``ResidentRow``."""

    id = models.BigAutoField(primary_key=True)
    certificate = models.ForeignKey(MoveOutCertificate, on_delete=models.PROTECT, related_name="persons")
    resident_code = models.TextField()
    individual_number = NumberField(system="registry")
    name_key = models.TextField()
    kana_key = models.TextField()
    birth = models.DateField()

    class Meta:
        """Each person once per certificate; found by number, and by birth with a name."""

        db_table = "registry_move_out_person"
        constraints = (
            models.UniqueConstraint(
                fields=["certificate", "resident_code"], name="registry_move_out_person_once"
            ),
            models.CheckConstraint(
                condition=Q(resident_code__regex=r"^[0-9]{11}$", individual_number__shape=f"^{SHAPE}$"),
                name="registry_move_out_person_numbers",
            ),
        )
        indexes = (
            models.Index(fields=["resident_code"], name="registry_move_out_by_code"),
            models.Index(fields=["individual_number"], name="registry_move_out_by_number"),
            models.Index(fields=["birth"], name="registry_move_out_by_birth"),
        )
