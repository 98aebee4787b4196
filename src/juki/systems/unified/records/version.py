"""The history of a person's four items, number and addressee, appended and never changed."""

from django.db import models

from juki.systems.unified.records.person import Person
from juki.vault.columns import SHAPE, NumberField


class Version(models.Model):
    """4情報 as they came with one request: every item, changed or not. Source: document I-2 system 4 (1), STD 1.2.1."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    addressee_number = models.TextField()
    individual_number = NumberField(system="unified")
    name_full = models.TextField()
    name_surname = models.TextField()
    name_given = models.TextField()
    name_kana = models.TextField()
    kana_certified = models.BooleanField()
    birth_day = models.DateField()
    birth_form = models.TextField()
    birth_text = models.TextField()
    sex = models.TextField()
    municipality = models.TextField()
    postal_code = models.TextField()
    prefecture = models.TextField()
    city = models.TextField()
    town = models.TextField()
    lot = models.TextField()
    building = models.TextField()
    town_code = models.TextField()
    valid_from = models.DateField()
    legal_day = models.DateField()
    machine_time = models.DateTimeField()
    trace = models.UUIDField()

    class Meta:
        """Numbered from 1 per person; found by the numbers a person once had."""

        db_table = "unified_version"
        constraints = (
            models.UniqueConstraint(fields=["person", "number"], name="unified_version_numbered"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="unified_version_from_one"),
            models.CheckConstraint(
                condition=models.Q(individual_number__shape=f"^{SHAPE}$"),
                name="unified_version_individual_shape",
            ),
        )
        indexes = (models.Index(fields=["individual_number"], name="unified_version_individual"),)
