"""The head of a person's record: which version is current, and what must be unique or found fast."""

from django.db import models
from django.db.models import Q

from juki.vault.columns import SHAPE, NumberField


class ResidentRow(models.Model):
    """One per 宛名番号. Repeats items of the current version so that the database can keep them unique.

    ``record`` counts the person's 住民票, ``name_key`` and ``kana_key`` are derived search keys
    (``person_name.search_key`` of 氏名, ``kana.fold`` of its reading), ``birth`` is the internal day.
    A deferred trigger compares the row with its latest version; 世帯主 and 記載順位 are kept unique, and 記載順位
    without gaps, by deferred constraints (migration 0003).
    """

    addressee_number = models.TextField(primary_key=True)
    version = models.IntegerField()
    record = models.IntegerField(default=1, db_default=1)
    state = models.TextField(default="1", db_default="1")
    household_number = models.TextField()
    position = models.IntegerField()
    is_head = models.BooleanField()
    individual_number = NumberField(system="registry")
    resident_code = models.TextField()
    card_number = models.TextField(default="", db_default="")
    name_key = models.TextField()
    kana_key = models.TextField()
    birth = models.DateField()

    class Meta:
        """A current individual number and resident code belong to one current resident."""

        db_table = "registry_resident"
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=["1", "2", "3", "9"]), name="registry_resident_state"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1, record__gte=1, position__gte=1), name="registry_resident_counts"
            ),
            models.CheckConstraint(
                condition=Q(addressee_number__regex=r"^[0-9]{1,15}$"), name="registry_resident_number"
            ),
            models.CheckConstraint(
                condition=Q(individual_number__shape=f"^({SHAPE})?$"),
                name="registry_resident_individual_number",
            ),
            models.UniqueConstraint(
                fields=["individual_number"],
                condition=Q(state="1") & ~Q(individual_number=""),
                name="registry_resident_individual_number_once",
            ),
            models.UniqueConstraint(
                fields=["resident_code"],
                condition=Q(state="1") & ~Q(resident_code=""),
                name="registry_resident_code_once",
            ),
        )
        indexes = (
            models.Index(fields=["household_number"], name="registry_resident_household"),
            models.Index(fields=["individual_number"], name="registry_resident_by_number"),
            models.Index(fields=["resident_code"], name="registry_resident_by_code"),
            models.Index(
                fields=["card_number"], condition=~Q(card_number=""), name="registry_resident_by_card"
            ),
            models.Index(fields=["name_key"], name="registry_resident_name"),
            models.Index(fields=["kana_key"], name="registry_resident_kana"),
            models.Index(fields=["birth"], name="registry_resident_birth"),
        )
