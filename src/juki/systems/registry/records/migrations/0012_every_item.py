"""Every item of the record, on what an 異動 rests, what it takes back; applications of all kinds."""

from django.db import migrations, models

_TEXTS = (
    "actual_relationship", "alien_registered_form", "alien_registered_text", "area_assessing",
    "area_branch_office", "area_district", "area_junior_high_school", "area_neighbourhood", "area_night_soil",
    "area_polling", "area_primary_school", "area_refuse", "area_self_government", "area_ward", "became_basis",
    "became_reason", "block_number", "building_code", "building_kana", "building_room", "building_wing",
    "card_kind", "confirmed_basis", "confirmed_building", "confirmed_city", "confirmed_lot",
    "confirmed_municipality", "confirmed_postal_code", "confirmed_prefecture", "confirmed_town",
    "confirmed_town_code", "event_note", "former_head", "lot_branch_1", "lot_branch_2", "lot_branch_3",
    "lot_kana", "lot_main", "name_priority", "passport_number", "phone", "planned_basis", "planned_building",
    "planned_city", "planned_country", "planned_head", "planned_lot", "planned_municipality",
    "planned_postal_code", "planned_prefecture", "planned_town", "planned_town_code", "prior_building",
    "prior_city", "prior_lot", "prior_municipality", "prior_postal_code", "prior_prefecture", "prior_town",
    "prior_town_code", "registered_building", "registered_city", "registered_lot", "registered_municipality",
    "registered_postal_code", "registered_prefecture", "registered_town", "registered_town_code",
    "relationship_class", "remarks", "removed_basis", "removed_day_form", "removed_day_text", "removed_reason",
    "residence_status_code", "settled_basis", "settled_reason", "spare_code_1", "spare_code_2", "spare_code_3",
    "spare_code_4", "spare_code_5", "spare_item_1", "spare_item_2", "spare_item_3", "spare_item_4",
    "spare_item_5", "stay_days", "stay_months", "stay_years", "town_kana", "unnotified_building",
    "unnotified_city", "unnotified_lot", "unnotified_municipality", "unnotified_postal_code",
    "unnotified_prefecture", "unnotified_town", "unnotified_town_code", "wide_area_number", "wide_area_stop",
)  # fmt: skip
_COUNTS = (
    "address_serial", "confirmed_serial", "former_serial", "highest_serial", "honseki_serial", "planned_serial",
    "prior_serial", "remade_number", "unnotified_serial",
)  # fmt: skip
_FLAGS = (
    "alias_kana_confirmed", "building_hidden", "by_landing_permit", "former_surname_kana_certified",
    "glyph_unregistered", "guardianship", "kana_confirmed", "residence_notified",
)  # fmt: skip
_DAYS = (
    "alien_registered", "became_notified_on", "card_expires_on", "confirmed_notice_on", "confirmed_on",
    "landing_permitted_on", "passport_issued_on", "planned_notified_on", "planned_on", "remade_on",
    "removed_day", "removed_notified_on", "settled_notified_on",
)  # fmt: skip

_COLUMNS = (
    *(
        migrations.AddField("residentversion", name, models.TextField(db_default="", default=""))
        for name in _TEXTS
    ),
    *(
        migrations.AddField("residentversion", name, models.IntegerField(db_default=0, default=0))
        for name in _COUNTS
    ),
    *(
        migrations.AddField("residentversion", name, models.BooleanField(db_default=False, default=False))
        for name in _FLAGS
    ),
    *(migrations.AddField("residentversion", name, models.DateField(null=True)) for name in _DAYS),
    migrations.AddField(
        "eventrow", "basis", models.TextField(db_default="notification", default="notification")
    ),
    migrations.AddField("eventrow", "note", models.TextField(db_default="", default="")),
    migrations.AddField("eventrow", "sources", models.JSONField(db_default=[], default=list)),
    migrations.AddField("eventrow", "target", models.UUIDField(null=True)),
    migrations.AddField("eventrow", "whole_household", models.BooleanField(db_default=False, default=False)),
    migrations.AddField("residentversion", "cancels", models.IntegerField(null=True)),
    migrations.AddField(
        "residentversion", "event_basis", models.TextField(db_default="notification", default="notification")
    ),
)

_ONLY_FOREIGN = models.Q(
    card_kind="", card_expires_on=None, residence_status_code="", stay_years="", stay_months="", stay_days="",
    passport_number="", passport_issued_on=None, landing_permitted_on=None, residence_notified=False,
    by_landing_permit=False, alien_registered=None, kana_confirmed=False, alias_kana_confirmed=False,
)  # fmt: skip

_CONSTRAINTS = (
    migrations.RemoveConstraint("residentversion", "registry_version_settled"),
    migrations.AddConstraint(
        "residentversion",
        models.CheckConstraint(
            condition=models.Q(
                became_reason__in=["KIKA_KISAI", "KOKUSEKI_SHUTOKU_KISAI", "KOKUSEKI_SOSHITSU_KISAI"]
            )
            | ~models.Q(settled_form="D", became_resident_form="D")
            | models.Q(settled__gte=models.F("became_resident")),
            name="registry_version_settled",
        ),
    ),
    migrations.AddConstraint(
        "residentversion",
        models.CheckConstraint(
            condition=~models.Q(kind="1") | _ONLY_FOREIGN, name="registry_version_only_foreign"
        ),
    ),
    migrations.AddConstraint(
        "residentversion",
        models.CheckConstraint(
            condition=~models.Q(kind="2")
            | models.Q(former_surname_kana="", former_surname_kana_certified=False),
            name="registry_version_only_japanese",
        ),
    ),
    migrations.RemoveConstraint(
        model_name="application",
        name="registry_application_kind",
    ),
    migrations.RemoveConstraint(
        model_name="residentversion",
        name="registry_version_valid_from",
    ),
    migrations.AddConstraint(
        model_name="application",
        constraint=models.CheckConstraint(
            condition=models.Q(("kind__in", ["move_in", "change"])), name="registry_application_kind"
        ),
    ),
    migrations.AddConstraint(
        model_name="residentversion",
        constraint=models.CheckConstraint(
            condition=models.Q(
                ("cancels", None),
                models.Q(("cancels__gte", 1), ("cancels__lt", models.F("number"))),
                _connector="OR",
            ),
            name="registry_version_cancels",
        ),
    ),
    migrations.AddConstraint(
        model_name="residentversion",
        constraint=models.CheckConstraint(
            condition=models.Q(
                (
                    "event_basis__in",
                    ["notification", "ex_officio", "petition", "request", "family_register", "notice"],
                )
            ),
            name="registry_version_event_basis",
        ),
    ),
    migrations.AddConstraint(
        model_name="residentversion",
        constraint=models.CheckConstraint(
            condition=models.Q(
                (
                    "became_basis__in",
                    ["", "notification", "ex_officio", "petition", "request", "family_register", "notice"],
                ),
                (
                    "confirmed_basis__in",
                    ["", "notification", "ex_officio", "petition", "request", "family_register", "notice"],
                ),
                (
                    "planned_basis__in",
                    ["", "notification", "ex_officio", "petition", "request", "family_register", "notice"],
                ),
                (
                    "removed_basis__in",
                    ["", "notification", "ex_officio", "petition", "request", "family_register", "notice"],
                ),
                (
                    "settled_basis__in",
                    ["", "notification", "ex_officio", "petition", "request", "family_register", "notice"],
                ),
            ),
            name="registry_version_bases",
        ),
    ),
    migrations.AddConstraint(
        model_name="residentversion",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(("removed_day", None), ("state", "1")),
                models.Q(("state", "1"), _negated=True),
                _connector="OR",
            ),
            name="registry_version_removed",
        ),
    ),
    migrations.AddConstraint(
        model_name="residentversion",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(("planned_on__isnull", False), models.Q(("planned_basis", ""), _negated=True)),
                models.Q(
                    ("planned_basis", ""),
                    ("planned_notified_on", None),
                    ("planned_on", None),
                    ("planned_building", ""),
                    ("planned_city", ""),
                    ("planned_lot", ""),
                    ("planned_municipality", ""),
                    ("planned_prefecture", ""),
                    ("planned_town", ""),
                ),
                _connector="OR",
            ),
            name="registry_version_planned",
        ),
    ),
    migrations.AddConstraint(
        model_name="residentversion",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(
                    ("confirmed_notice_on__isnull", False),
                    ("confirmed_on__isnull", False),
                    models.Q(("confirmed_basis", ""), _negated=True),
                ),
                models.Q(
                    ("confirmed_basis", ""),
                    ("confirmed_notice_on", None),
                    ("confirmed_on", None),
                    ("confirmed_building", ""),
                    ("confirmed_city", ""),
                    ("confirmed_lot", ""),
                    ("confirmed_municipality", ""),
                    ("confirmed_prefecture", ""),
                    ("confirmed_town", ""),
                ),
                _connector="OR",
            ),
            name="registry_version_confirmed",
        ),
    ),
    migrations.AddConstraint(
        model_name="residentversion",
        constraint=models.CheckConstraint(
            condition=models.Q(("alias_kana", ""), models.Q(("alias", ""), _negated=True), _connector="OR"),
            name="registry_version_alias_kana",
        ),
    ),
    migrations.AddConstraint(
        model_name="residentversion",
        constraint=models.CheckConstraint(
            condition=models.Q(
                ("address_serial__gte", 0),
                ("address_serial__lte", models.F("highest_serial")),
                ("confirmed_serial__lte", models.F("highest_serial")),
                ("former_serial__lte", models.F("highest_serial")),
                ("highest_serial__gte", 0),
                ("honseki_serial__lte", models.F("highest_serial")),
                ("planned_serial__lte", models.F("highest_serial")),
                ("prior_serial__lte", models.F("highest_serial")),
                ("unnotified_serial__lte", models.F("highest_serial")),
            ),
            name="registry_version_serials",
        ),
    ),
)


class Migration(migrations.Migration):
    """Columns, then the constraints over them."""

    dependencies = (("registry", "0011_operator_typed"),)

    operations = (*_COLUMNS, *_CONSTRAINTS)
