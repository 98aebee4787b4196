"""The history of residents: a full row per version, with what must hold in each."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Versions of residents."""

    dependencies = (("registry", "0001_initial"),)
    operations = (
        migrations.CreateModel(
            name="ResidentVersion",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "addressee_number",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("addressee_number", models.TextField()),
                ("number", models.IntegerField()),
                ("record", models.IntegerField(db_default=1, default=1)),
                ("state", models.TextField(db_default="1", default="1")),
                ("kind", models.TextField()),
                ("full_name", models.TextField()),
                ("surname", models.TextField(db_default="", default="")),
                ("given_name", models.TextField(db_default="", default="")),
                ("kana_surname", models.TextField(db_default="", default="")),
                ("kana_given", models.TextField(db_default="", default="")),
                ("kana_certified", models.BooleanField(db_default=False, default=False)),
                ("kanji_name", models.TextField(db_default="", default="")),
                ("former_surname", models.TextField(db_default="", default="")),
                ("former_surname_kana", models.TextField(db_default="", default="")),
                ("alias", models.TextField(db_default="", default="")),
                ("alias_kana", models.TextField(db_default="", default="")),
                ("birth", models.DateField()),
                ("birth_form", models.TextField()),
                ("birth_text", models.TextField()),
                ("sex", models.TextField()),
                ("household_number", models.TextField()),
                ("relationship_1", models.TextField()),
                ("relationship_2", models.TextField(db_default="", default="")),
                ("relationship_3", models.TextField(db_default="", default="")),
                ("relationship_4", models.TextField(db_default="", default="")),
                ("relationship_label", models.TextField()),
                ("position", models.IntegerField()),
                ("address_municipality", models.TextField()),
                ("address_postal_code", models.TextField(db_default="", default="")),
                ("address_prefecture", models.TextField()),
                ("address_city", models.TextField()),
                ("address_town", models.TextField()),
                ("address_town_code", models.TextField(db_default="", default="")),
                ("address_lot", models.TextField(db_default="", default="")),
                ("address_building", models.TextField(db_default="", default="")),
                ("became_resident", models.DateField()),
                ("became_resident_form", models.TextField()),
                ("became_resident_text", models.TextField()),
                ("settled", models.DateField()),
                ("settled_form", models.TextField()),
                ("settled_text", models.TextField()),
                ("notified_on", models.DateField(null=True)),
                ("former_municipality", models.TextField(db_default="", default="")),
                ("former_postal_code", models.TextField(db_default="", default="")),
                ("former_prefecture", models.TextField(db_default="", default="")),
                ("former_city", models.TextField(db_default="", default="")),
                ("former_town", models.TextField(db_default="", default="")),
                ("former_town_code", models.TextField(db_default="", default="")),
                ("former_lot", models.TextField(db_default="", default="")),
                ("former_building", models.TextField(db_default="", default="")),
                ("former_country", models.TextField(db_default="", default="")),
                ("honseki", models.TextField(db_default="", default="")),
                ("honseki_municipality", models.TextField(db_default="", default="")),
                ("honseki_head", models.TextField(db_default="", default="")),
                ("nationality", models.TextField(db_default="", default="")),
                ("nationality_name", models.TextField(db_default="", default="")),
                ("category", models.TextField(db_default="", default="")),
                ("foreign_since", models.DateField(null=True)),
                ("foreign_since_form", models.TextField(db_default="", default="")),
                ("foreign_since_text", models.TextField(db_default="", default="")),
                ("residence_status", models.TextField(db_default="", default="")),
                ("stay_period", models.TextField(db_default="", default="")),
                ("stay_expires_on", models.DateField(null=True)),
                ("card_number", models.TextField(db_default="", default="")),
                ("individual_number", models.TextField(db_default="", default="")),
                ("resident_code", models.TextField(db_default="", default="")),
                ("event_class", models.TextField()),
                ("event_reason", models.TextField()),
                ("event_day", models.DateField()),
                ("event_day_form", models.TextField()),
                ("event_day_text", models.TextField()),
                ("event_notified_on", models.DateField(null=True)),
                ("valid_from", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("operator", models.TextField()),
                ("terminal", models.TextField(db_default="", default="")),
                (
                    "event",
                    models.ForeignKey(
                        db_column="trace",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.eventrow",
                    ),
                ),
            ],
            options={
                "db_table": "registry_resident_version",
                "indexes": [
                    models.Index(
                        fields=["household_number", "addressee_number"], name="registry_version_household"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("position__gte", 1), ("record__gte", 1)),
                        name="registry_version_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("addressee_number__regex", "^[0-9]{1,15}$"),
                            ("household_number__regex", "^[0-9]{1,15}$"),
                        ),
                        name="registry_version_numbers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_from", models.F("event_day"))),
                        name="registry_version_valid_from",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_form__regex", "^(D|E|N|U(0[1-9]|1[0-4]))$"),
                            models.Q(("birth_text", ""), _negated=True),
                        ),
                        name="registry_version_birth_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("became_resident_form__regex", "^(D|E|N|U(0[1-9]|1[0-4]))$"),
                            models.Q(("became_resident_text", ""), _negated=True),
                        ),
                        name="registry_version_became_resident_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_form__regex", "^(D|E|N|U(0[1-9]|1[0-4]))$"),
                            models.Q(("settled_text", ""), _negated=True),
                        ),
                        name="registry_version_settled_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("event_day_form__regex", "^(D|E|N|U(0[1-9]|1[0-4]))$"),
                            models.Q(("event_day_text", ""), _negated=True),
                        ),
                        name="registry_version_event_day_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["1", "2", "3", "9"])), name="registry_version_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["0", "1", "2"])), name="registry_version_sex"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("event_class__in", ["entry", "removal", "amendment"])),
                        name="registry_version_event_class",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "1"), _negated=True),
                            models.Q(
                                models.Q(("honseki", ""), _negated=True),
                                models.Q(("honseki_head", ""), _negated=True),
                                ("alias", ""),
                                ("card_number", ""),
                                ("category", ""),
                                ("foreign_since", None),
                                ("kanji_name", ""),
                                ("nationality", ""),
                                ("residence_status", ""),
                                ("stay_expires_on", None),
                                ("stay_period", ""),
                            ),
                            _connector="OR",
                        ),
                        name="registry_version_japanese",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "2"), _negated=True),
                            models.Q(
                                ("former_surname", ""),
                                ("honseki", ""),
                                ("honseki_head", ""),
                                ("honseki_municipality", ""),
                                ("kana_certified", False),
                                models.Q(("nationality", ""), _negated=True),
                                ("foreign_since__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="registry_version_foreign",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "1"),
                            models.Q(
                                (
                                    "category__in",
                                    [
                                        "mid_to_long_term",
                                        "special_permanent",
                                        "temporary_refuge",
                                        "provisional_stay",
                                        "transitional_birth",
                                        "transitional_loss",
                                    ],
                                ),
                                ("kind", "2"),
                            ),
                            _connector="OR",
                        ),
                        name="registry_version_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category", "special_permanent"), _negated=True),
                            models.Q(
                                ("residence_status", ""), ("stay_expires_on", None), ("stay_period", "")
                            ),
                            _connector="OR",
                        ),
                        name="registry_version_special_permanent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category__startswith", "transitional"), _negated=True),
                            models.Q(
                                ("residence_status", ""),
                                ("stay_expires_on", None),
                                ("stay_period", ""),
                                ("card_number", ""),
                            ),
                            _connector="OR",
                        ),
                        name="registry_version_transitional",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("category__in", ["temporary_refuge", "provisional_stay"]), _negated=True
                            ),
                            models.Q(("stay_period", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="registry_version_permitted_stay",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("category__in", ["mid_to_long_term", "special_permanent"]),
                                ("state", "1"),
                                _negated=True,
                            ),
                            ("card_number__regex", "^[A-Z]{2}[0-9]{8}[A-Z]{2}$"),
                            _connector="OR",
                        ),
                        name="registry_version_card",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("former_surname_kana", ""),
                            models.Q(("former_surname", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="registry_version_former_surname_kana",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("individual_number", ""),
                            ("individual_number__regex", "^[0-9]{12}$"),
                            _connector="OR",
                        ),
                        name="registry_version_individual_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("resident_code__regex", "^[0-9]{11}$"),
                            models.Q(models.Q(("state", "1"), _negated=True), ("resident_code", "")),
                            _connector="OR",
                        ),
                        name="registry_version_resident_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("address_municipality__regex", "^[0-9]{6}$"),
                            models.Q(("address_town", ""), _negated=True),
                        ),
                        name="registry_version_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("former_municipality", ""),
                            models.Q(("former_country", ""), ("former_municipality__regex", "^[0-9]{6}$")),
                            _connector="OR",
                        ),
                        name="registry_version_former",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("relationship_1", "02"), _negated=True),
                            ("relationship_2", ""),
                            _connector="OR",
                        ),
                        name="registry_version_head",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("relationship_1", ""), _negated=True),
                            models.Q(("relationship_label", ""), _negated=True),
                            models.Q(
                                ("relationship_3", ""),
                                models.Q(("relationship_2", ""), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("relationship_4", ""),
                                models.Q(("relationship_3", ""), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="registry_version_relationship",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("became_resident_form", "D"), ("settled_form", "D"), _negated=True),
                            ("settled__gte", models.F("became_resident")),
                            _connector="OR",
                        ),
                        name="registry_version_settled",
                    ),
                ],
            },
        ),
    )
