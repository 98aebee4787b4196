"""The person part of the file."""

from django.db import models
from django.db.models import Q

from juki.kernel.values.relationship import Kin
from juki.systems.kiosk.records.household import Household
from juki.systems.kiosk.records.person_foreign import ForeignItems
from juki.systems.kiosk.records.person_leaving import LeavingItems
from juki.systems.kiosk.records.triples import complete_or_absent
from juki.vault.columns import SHAPE, NumberField


class Person(ForeignItems, LeavingItems):
    """One person as a certificate may show them, present state only. Names and addresses exactly as the register has."""

    addressee_number = models.TextField(primary_key=True)
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, db_column="household_number", related_name="persons"
    )
    kind = models.TextField()
    place = models.IntegerField()
    removed = models.BooleanField(default=False)
    issuing_stopped = models.BooleanField()

    name = models.TextField()
    surname = models.TextField()
    given = models.TextField()
    kana = models.TextField()
    kana_certified = models.BooleanField()
    surname_reading = models.TextField(null=True)
    given_reading = models.TextField(null=True)
    old_surname = models.TextField(null=True)
    old_surname_kana = models.TextField(null=True)
    old_surname_reading = models.TextField(null=True)
    old_surname_reading_certified = models.BooleanField(null=True)
    birth_day = models.DateField()
    birth_form = models.TextField()
    birth_text = models.TextField()
    sex = models.TextField()
    relationship = models.TextField()
    honseki = models.TextField()
    honseki_head = models.TextField()

    postal_code = models.TextField()
    address_municipality = models.TextField()
    address_prefecture = models.TextField()
    address_city = models.TextField()
    address_town = models.TextField()
    address_town_code = models.TextField()
    address_lot = models.TextField()
    address_building = models.TextField()
    former_postal_code = models.TextField(null=True)
    former_municipality = models.TextField(null=True)
    former_prefecture = models.TextField(null=True)
    former_city = models.TextField(null=True)
    former_town = models.TextField(null=True)
    former_town_code = models.TextField(null=True)
    former_lot = models.TextField(null=True)
    former_building = models.TextField(null=True)
    former_reason = models.TextField(null=True)

    became_resident_day = models.DateField()
    became_resident_form = models.TextField()
    became_resident_text = models.TextField()
    settled_day = models.DateField()
    settled_form = models.TextField()
    settled_text = models.TextField()
    event_reason = models.TextField()
    event_day = models.DateField()
    event_form = models.TextField()
    event_text = models.TextField()
    notified_reason = models.TextField(null=True)
    notified_day = models.DateField(null=True)
    notified_form = models.TextField(null=True)
    notified_text = models.TextField(null=True)
    rewritten_day = models.DateField(null=True)
    rewritten_form = models.TextField(null=True)
    rewritten_text = models.TextField(null=True)

    resident_code = models.TextField()
    individual_number = NumberField(system="kiosk", null=True)
    remark = models.TextField(null=True)
    remarked_day = models.DateField(null=True)
    remarked_form = models.TextField(null=True)
    remarked_text = models.TextField(null=True)
    reserve = models.TextField(null=True)

    class Meta:
        """Keyed by 宛名番号; at most one head in a household, no number of one person at another."""

        db_table = "kiosk_person"
        constraints = (
            models.UniqueConstraint(
                fields=["household"], condition=Q(relationship=Kin.HEAD.value), name="kiosk_person_one_head"
            ),
            models.UniqueConstraint(fields=["resident_code"], name="kiosk_person_resident_code"),
            models.UniqueConstraint(fields=["individual_number"], name="kiosk_person_individual_number"),
            models.CheckConstraint(condition=Q(addressee_number__regex="^[0-9]{1,15}$"), name="kiosk_person_number"),
            models.CheckConstraint(condition=Q(resident_code__regex="^[0-9]{11}$"), name="kiosk_person_code_shape"),
            models.CheckConstraint(
                condition=Q(individual_number=None) | Q(individual_number__shape=f"^{SHAPE}$"),
                name="kiosk_person_individual_shape",
            ),
            models.CheckConstraint(condition=Q(place__gte=0), name="kiosk_person_place"),
            *(
                complete_or_absent("kiosk_person", name)
                for name in (
                    "notified", "rewritten", "remarked", "residence_expires",
                    "planned", "planned_notified", "left", "left_notified",
                )
            ),
        )  # fmt: skip
