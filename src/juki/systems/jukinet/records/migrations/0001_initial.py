import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Identification",
            fields=[
                ("name", models.TextField()),
                ("outside_in_name", models.SmallIntegerField()),
                ("name_kana", models.TextField()),
                ("name_key", models.TextField()),
                ("birth", models.DateField()),
                ("birth_form", models.TextField()),
                ("birth_text", models.TextField()),
                ("sex", models.TextField()),
                ("municipality", models.TextField()),
                ("town_code", models.TextField()),
                ("postal_code", models.TextField()),
                ("address", models.TextField()),
                ("outside_in_address", models.SmallIntegerField()),
                ("individual_number", models.TextField()),
                ("became_resident", models.DateField()),
                ("became_resident_form", models.TextField()),
                ("became_resident_text", models.TextField()),
                ("settled", models.DateField()),
                ("settled_form", models.TextField()),
                ("settled_text", models.TextField()),
                ("notified_on", models.DateField(null=True)),
                ("former_municipality", models.TextField()),
                ("former_address", models.TextField()),
                ("outside_in_former_address", models.SmallIntegerField()),
                ("relationship", models.TextField()),
                ("event_class", models.TextField()),
                ("event_date", models.DateField()),
                ("event_date_form", models.TextField()),
                ("event_date_text", models.TextField()),
                ("event_reason", models.TextField()),
                ("former_resident_code", models.TextField()),
                ("code_used_since", models.DateField()),
                ("request_number", models.UUIDField()),
                ("operator", models.TextField()),
                ("terminal", models.TextField()),
                ("update_number", models.BigIntegerField()),
                ("recovery_number", models.BigIntegerField(null=True)),
                ("updates_barred", models.BooleanField()),
                ("planned", models.BooleanField()),
                ("reserved", models.BooleanField()),
                ("has_outside_characters", models.BooleanField()),
                ("record_state", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("resident_code", models.TextField(primary_key=True, serialize=False)),
            ],
            options={
                "db_table": "jukinet_identification",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["birth"], name="jukinet_identification_birth"),
                    models.Index(fields=["address"], name="jukinet_identification_place"),
                    models.Index(fields=["individual_number"], name="jukinet_identification_holder"),
                    models.Index(
                        condition=models.Q(("former_resident_code", ""), _negated=True),
                        fields=["former_resident_code"],
                        name="jukinet_identification_chain",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="jukinet_identification_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("address", ""), _negated=True),
                        name="jukinet_identification_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["0", "1", "2", "9"])),
                        name="jukinet_identification_sex",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("individual_number__regex", "^[0-9]{12}$")),
                        name="jukinet_identification_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("municipality__regex", "^[0-9]{6}$")),
                        name="jukinet_identification_city",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("former_resident_code__regex", "^([0-9]{11})?$")),
                        name="jukinet_identification_former_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("former_municipality__regex", "^([0-9]{6})?$")),
                        name="jukinet_identification_former_city",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("event_class__in", ["entry", "removal", "amendment"])),
                        name="jukinet_identification_class",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("event_class", "removal"), ("record_state", "removed")),
                            models.Q(
                                models.Q(("event_class", "removal"), _negated=True),
                                ("record_state", "current"),
                            ),
                            _connector="OR",
                        ),
                        name="jukinet_identification_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("update_number__gte", 1)), name="jukinet_identification_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recovery_number", None), ("recovery_number__gte", 1), _connector="OR"
                        ),
                        name="jukinet_identification_recovery",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outside_in_address__gte", 0),
                            ("outside_in_former_address__gte", 0),
                            ("outside_in_name__gte", 0),
                        ),
                        name="jukinet_identification_outside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("has_outside_characters", False),
                                ("outside_in_address", 0),
                                ("outside_in_former_address", 0),
                                ("outside_in_name", 0),
                            ),
                            models.Q(
                                ("has_outside_characters", True),
                                models.Q(
                                    ("outside_in_address", 0),
                                    ("outside_in_former_address", 0),
                                    ("outside_in_name", 0),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="jukinet_identification_outside_flag",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("planned", False)), name="jukinet_identification_planned"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("operator", ""), _negated=True),
                        name="jukinet_identification_operator",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("resident_code__regex", "^[0-9]{11}$")),
                        name="jukinet_identification_code",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("record_state", "current")),
                        fields=("individual_number",),
                        name="jukinet_identification_number_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentificationVersion",
            fields=[
                ("name", models.TextField()),
                ("outside_in_name", models.SmallIntegerField()),
                ("name_kana", models.TextField()),
                ("name_key", models.TextField()),
                ("birth", models.DateField()),
                ("birth_form", models.TextField()),
                ("birth_text", models.TextField()),
                ("sex", models.TextField()),
                ("municipality", models.TextField()),
                ("town_code", models.TextField()),
                ("postal_code", models.TextField()),
                ("address", models.TextField()),
                ("outside_in_address", models.SmallIntegerField()),
                ("individual_number", models.TextField()),
                ("became_resident", models.DateField()),
                ("became_resident_form", models.TextField()),
                ("became_resident_text", models.TextField()),
                ("settled", models.DateField()),
                ("settled_form", models.TextField()),
                ("settled_text", models.TextField()),
                ("notified_on", models.DateField(null=True)),
                ("former_municipality", models.TextField()),
                ("former_address", models.TextField()),
                ("outside_in_former_address", models.SmallIntegerField()),
                ("relationship", models.TextField()),
                ("event_class", models.TextField()),
                ("event_date", models.DateField()),
                ("event_date_form", models.TextField()),
                ("event_date_text", models.TextField()),
                ("event_reason", models.TextField()),
                ("former_resident_code", models.TextField()),
                ("code_used_since", models.DateField()),
                ("request_number", models.UUIDField()),
                ("operator", models.TextField()),
                ("terminal", models.TextField()),
                ("update_number", models.BigIntegerField()),
                ("recovery_number", models.BigIntegerField(null=True)),
                ("updates_barred", models.BooleanField()),
                ("planned", models.BooleanField()),
                ("reserved", models.BooleanField()),
                ("has_outside_characters", models.BooleanField()),
                ("record_state", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "resident",
                    models.ForeignKey(
                        db_column="resident_code",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="jukinet.identification",
                    ),
                ),
            ],
            options={
                "db_table": "jukinet_identification_version",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="jukinet_identificationversion_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("address", ""), _negated=True),
                        name="jukinet_identificationversion_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["0", "1", "2", "9"])),
                        name="jukinet_identificationversion_sex",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("individual_number__regex", "^[0-9]{12}$")),
                        name="jukinet_identificationversion_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("municipality__regex", "^[0-9]{6}$")),
                        name="jukinet_identificationversion_city",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("former_resident_code__regex", "^([0-9]{11})?$")),
                        name="jukinet_identificationversion_former_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("former_municipality__regex", "^([0-9]{6})?$")),
                        name="jukinet_identificationversion_former_city",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("event_class__in", ["entry", "removal", "amendment"])),
                        name="jukinet_identificationversion_class",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("event_class", "removal"), ("record_state", "removed")),
                            models.Q(
                                models.Q(("event_class", "removal"), _negated=True),
                                ("record_state", "current"),
                            ),
                            _connector="OR",
                        ),
                        name="jukinet_identificationversion_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("update_number__gte", 1)),
                        name="jukinet_identificationversion_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recovery_number", None), ("recovery_number__gte", 1), _connector="OR"
                        ),
                        name="jukinet_identificationversion_recovery",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outside_in_address__gte", 0),
                            ("outside_in_former_address__gte", 0),
                            ("outside_in_name__gte", 0),
                        ),
                        name="jukinet_identificationversion_outside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("has_outside_characters", False),
                                ("outside_in_address", 0),
                                ("outside_in_former_address", 0),
                                ("outside_in_name", 0),
                            ),
                            models.Q(
                                ("has_outside_characters", True),
                                models.Q(
                                    ("outside_in_address", 0),
                                    ("outside_in_former_address", 0),
                                    ("outside_in_name", 0),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="jukinet_identificationversion_outside_flag",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("planned", False)), name="jukinet_identificationversion_planned"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("operator", ""), _negated=True),
                        name="jukinet_identificationversion_operator",
                    ),
                    models.UniqueConstraint(
                        fields=("resident", "update_number"), name="jukinet_identification_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reserved", False), ("updates_barred", False)),
                        name="jukinet_identification_version_free",
                    ),
                ],
            },
        ),
    ]
