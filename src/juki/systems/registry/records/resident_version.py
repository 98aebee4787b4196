"""A version of a person's record: one full row, every item, never changed."""

from django.db import models
from django.db.models import F, Q

from juki.systems.registry.records.columns import (
    SERIAL,
    basis,
    count,
    date_check,
    flag,
    individual_number_column,
    text,
)
from juki.systems.registry.records.event import EventRow
from juki.systems.registry.records.resident_version_checks import CHECKS


class ResidentVersion(models.Model):
    """Key (宛名番号, 履歴番号). Item names follow ``domain.resident``; a legal date is day, form and certified text.

    ``valid_from`` is the internal day from which the changes hold; ``recorded_at`` machine time. Together they answer
    what was in force on a legal day as known at a moment; ``cancels`` is the 履歴番号 that the version takes back.
    Source: STD 1.1.1, 1.1.2, 1.2.1, 4.6.0.1.
    """

    pk = models.CompositePrimaryKey("addressee_number", "number")
    addressee_number = models.TextField()
    number = models.IntegerField()
    record = models.IntegerField(default=1, db_default=1)
    state = models.TextField(default="1", db_default="1")
    kind = models.TextField()

    full_name = models.TextField()
    surname = text()
    given_name = text()
    kana_surname = text()
    kana_given = text()
    kana_certified = models.BooleanField(default=False, db_default=False)
    kanji_name = text()
    former_surname = text()
    former_surname_kana = text()
    alias = text()
    alias_kana = text()
    former_surname_kana_certified = flag()
    former_surname_kana_confirmed = flag()
    kana_confirmed = flag()
    alias_kana_confirmed = flag()

    birth = models.DateField()
    birth_form = models.TextField()
    birth_text = models.TextField()
    sex = models.TextField()

    household_number = models.TextField()
    relationship_1 = models.TextField()
    relationship_2 = text()
    relationship_3 = text()
    relationship_4 = text()
    relationship_label = models.TextField()
    position = models.IntegerField()

    address_municipality = models.TextField()
    address_postal_code = text()
    address_prefecture = models.TextField()
    address_city = models.TextField()
    address_town = models.TextField()
    address_town_code = text()
    address_lot = text()
    address_building = text()
    lot_main = text()
    lot_branch_1 = text()
    lot_branch_2 = text()
    lot_branch_3 = text()
    block_number = text()
    building_wing = text()
    building_room = text()
    building_code = text()
    town_kana = text()
    lot_kana = text()
    building_kana = text()
    building_hidden = flag()
    area_branch_office = text()
    area_district = text()
    area_ward = text()
    area_neighbourhood = text()
    area_primary_school = text()
    area_junior_high_school = text()
    area_polling = text()
    area_assessing = text()
    area_self_government = text()
    area_refuse = text()
    area_night_soil = text()

    became_resident = models.DateField()
    became_resident_form = models.TextField()
    became_resident_text = models.TextField()
    became_reason = text()
    became_notified_on = models.DateField(null=True)
    became_basis = basis()
    settled = models.DateField()
    settled_form = models.TextField()
    settled_text = models.TextField()
    settled_reason = text()
    settled_notified_on = models.DateField(null=True)
    settled_basis = basis()
    notified_on = models.DateField(null=True)

    former_municipality = text()
    former_postal_code = text()
    former_prefecture = text()
    former_city = text()
    former_town = text()
    former_town_code = text()
    former_lot = text()
    former_building = text()
    former_country = text()
    former_head = text()

    prior_municipality = text()
    prior_postal_code = text()
    prior_prefecture = text()
    prior_city = text()
    prior_town = text()
    prior_town_code = text()
    prior_lot = text()
    prior_building = text()
    unnotified_municipality = text()
    unnotified_postal_code = text()
    unnotified_prefecture = text()
    unnotified_city = text()
    unnotified_town = text()
    unnotified_town_code = text()
    unnotified_lot = text()
    unnotified_building = text()
    registered_municipality = text()
    registered_postal_code = text()
    registered_prefecture = text()
    registered_city = text()
    registered_town = text()
    registered_town_code = text()
    registered_lot = text()
    registered_building = text()

    honseki = text()
    honseki_municipality = text()
    honseki_head = text()

    nationality = text()
    nationality_name = text()
    category = text()
    foreign_since = models.DateField(null=True)
    foreign_since_form = text()
    foreign_since_text = text()
    residence_status = text()
    stay_period = text()
    stay_expires_on = models.DateField(null=True)
    card_number = text()
    card_kind = text()
    card_expires_on = models.DateField(null=True)
    residence_status_code = text()
    stay_years = text()
    stay_months = text()
    stay_days = text()
    passport_number = text()
    passport_issued_on = models.DateField(null=True)
    landing_permitted_on = models.DateField(null=True)
    residence_notified = flag()
    by_landing_permit = flag()
    alien_registered = models.DateField(null=True)
    alien_registered_form = text()
    alien_registered_text = text()

    individual_number = individual_number_column()
    resident_code = text()

    removed_day = models.DateField(null=True)
    removed_day_form = text()
    removed_day_text = text()
    removed_reason = text()
    removed_notified_on = models.DateField(null=True)
    removed_basis = basis()

    planned_on = models.DateField(null=True)
    planned_notified_on = models.DateField(null=True)
    planned_basis = basis()
    planned_municipality = text()
    planned_postal_code = text()
    planned_prefecture = text()
    planned_city = text()
    planned_town = text()
    planned_town_code = text()
    planned_lot = text()
    planned_building = text()
    planned_country = text()
    planned_head = text()

    confirmed_on = models.DateField(null=True)
    confirmed_notice_on = models.DateField(null=True)
    confirmed_basis = basis()
    confirmed_municipality = text()
    confirmed_postal_code = text()
    confirmed_prefecture = text()
    confirmed_city = text()
    confirmed_town = text()
    confirmed_town_code = text()
    confirmed_lot = text()
    confirmed_building = text()

    address_serial = count()
    prior_serial = count()
    former_serial = count()
    unnotified_serial = count()
    honseki_serial = count()
    planned_serial = count()
    confirmed_serial = count()
    highest_serial = count()

    phone = text()
    guardianship = flag()
    remarks = text()
    actual_relationship = text()
    actual_head = text()
    relationship_class = text()
    remade_number = count()
    remade_on = models.DateField(null=True)
    name_priority = text()
    wide_area_number = text()
    wide_area_stop = text()
    glyph_unregistered = flag()
    spare_code_1 = text()
    spare_code_2 = text()
    spare_code_3 = text()
    spare_code_4 = text()
    spare_code_5 = text()
    spare_item_1 = text()
    spare_item_2 = text()
    spare_item_3 = text()
    spare_item_4 = text()
    spare_item_5 = text()

    event = models.ForeignKey(EventRow, on_delete=models.DO_NOTHING, db_column="trace", related_name="+")
    event_class = models.TextField()
    event_reason = models.TextField()
    event_day = models.DateField()
    event_day_form = models.TextField()
    event_day_text = models.TextField()
    event_notified_on = models.DateField(null=True)
    event_basis = models.TextField(default="notification", db_default="notification")
    event_note = text()
    cancels = models.IntegerField(null=True)
    valid_from = models.DateField()
    recorded_at = models.DateTimeField()
    operator = models.TextField()
    terminal = text()

    class Meta:
        """Numbered from 1; the rest of the checks stand beside the rules that they repeat."""

        db_table = "registry_resident_version"
        constraints = (
            models.CheckConstraint(
                condition=Q(number__gte=1, record__gte=1, position__gte=1), name="registry_version_counts"
            ),
            models.CheckConstraint(
                condition=Q(addressee_number__regex=SERIAL, household_number__regex=SERIAL),
                name="registry_version_numbers",
            ),
            models.CheckConstraint(
                condition=Q(cancels=None) | Q(cancels__gte=1, cancels__lt=F("number")),
                name="registry_version_cancels",
            ),
            *(
                date_check(name, table="registry_version")
                for name in ("birth", "became_resident", "settled", "event_day")
            ),
            *CHECKS,
        )
        indexes = (
            models.Index(fields=["household_number", "addressee_number"], name="registry_version_household"),
            models.Index(fields=["address_town", "address_lot"], name="registry_version_address"),
        )
