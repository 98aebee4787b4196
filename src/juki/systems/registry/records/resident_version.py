"""A version of a person's record: one full row, every item, never changed."""

from django.db import models
from django.db.models import F, Q

from juki.systems.registry.records.columns import SERIAL, date_check, text
from juki.systems.registry.records.event import EventRow
from juki.systems.registry.records.resident_version_checks import CHECKS


class ResidentVersion(models.Model):
    """Key (宛名番号, 履歴番号). Item names follow ``domain.resident``; a legal date is day, form and certified text.

    ``valid_from`` is the internal day of the event; ``recorded_at`` machine time. Together they answer what was in
    force on a legal day as known at a moment. Source: STD 1.1.1, 1.1.2, 1.2.1.
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

    became_resident = models.DateField()
    became_resident_form = models.TextField()
    became_resident_text = models.TextField()
    settled = models.DateField()
    settled_form = models.TextField()
    settled_text = models.TextField()
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

    individual_number = text()
    resident_code = text()

    event = models.ForeignKey(EventRow, on_delete=models.DO_NOTHING, db_column="trace", related_name="+")
    event_class = models.TextField()
    event_reason = models.TextField()
    event_day = models.DateField()
    event_day_form = models.TextField()
    event_day_text = models.TextField()
    event_notified_on = models.DateField(null=True)
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
                condition=Q(valid_from=F("event_day")), name="registry_version_valid_from"
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
