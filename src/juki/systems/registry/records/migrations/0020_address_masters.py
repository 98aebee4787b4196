"""住所辞書, 国名, 方書, 地番."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Four masters of the city's addresses."""

    dependencies = [
        ("registry", "0019_individual_matters"),
    ]

    operations = [
        migrations.CreateModel(
            name="AddressEntry",
            fields=[
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("version", models.IntegerField(db_default=1, default=1)),
                ("changed_by", models.TextField()),
                ("changed_at", models.DateTimeField()),
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("prefecture", models.TextField()),
                ("city", models.TextField()),
                ("town", models.TextField(db_default="", default="")),
                ("block", models.TextField(db_default="", default="")),
                ("prefecture_kana", models.TextField(db_default="", default="")),
                ("city_kana", models.TextField(db_default="", default="")),
                ("town_kana", models.TextField(db_default="", default="")),
                ("block_kana", models.TextField(db_default="", default="")),
                ("postal_code", models.TextField(db_default="", default="")),
                ("town_id", models.TextField(db_default="", default="")),
                ("reading", models.TextField(db_default="", default="")),
                ("merged", models.BooleanField(db_default=False, default=False)),
            ],
            options={
                "db_table": "registry_address_entry",
                "indexes": [
                    models.Index(fields=["postal_code"], name="registry_address_postal"),
                    models.Index(
                        fields=["reading"], name="registry_address_reading", opclasses=["text_pattern_ops"]
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[0-9]{11}$")), name="registry_address_entry_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("postal_code__regex", "^([0-9]{7})?$")),
                        name="registry_address_entry_postal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged", False), ("valid_until__isnull", False), _connector="OR"
                        ),
                        name="registry_address_entry_merged",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="registry_address_entry_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Building",
            fields=[
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("version", models.IntegerField(db_default=1, default=1)),
                ("changed_by", models.TextField()),
                ("changed_at", models.DateTimeField()),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("town", models.TextField()),
                ("lot", models.TextField()),
                ("main", models.IntegerField(db_default=0, default=0)),
                ("branch_1", models.IntegerField(db_default=0, default=0)),
                ("branch_2", models.IntegerField(db_default=0, default=0)),
                ("branch_3", models.IntegerField(db_default=0, default=0)),
                ("name", models.TextField()),
                ("name_kana", models.TextField(db_default="", default="")),
                ("building_code", models.TextField(db_default="", default="")),
            ],
            options={
                "db_table": "registry_building",
                "indexes": [models.Index(fields=["main", "branch_1"], name="registry_building_place")],
                "constraints": [
                    models.UniqueConstraint(fields=("town", "lot", "name"), name="registry_building_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="registry_building_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Country",
            fields=[
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("version", models.IntegerField(db_default=1, default=1)),
                ("changed_by", models.TextField()),
                ("changed_at", models.DateTimeField()),
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("name_kana", models.TextField(db_default="", default="")),
            ],
            options={
                "db_table": "registry_country",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z]{3}$")), name="registry_country_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="registry_country_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UsableLot",
            fields=[
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("version", models.IntegerField(db_default=1, default=1)),
                ("changed_by", models.TextField()),
                ("changed_at", models.DateTimeField()),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("town", models.TextField()),
                ("lot", models.TextField()),
                ("main", models.IntegerField(db_default=0, default=0)),
                ("branch_1", models.IntegerField(db_default=0, default=0)),
                ("branch_2", models.IntegerField(db_default=0, default=0)),
                ("branch_3", models.IntegerField(db_default=0, default=0)),
                ("kind", models.TextField()),
                ("former", models.TextField(db_default="", default="")),
            ],
            options={
                "db_table": "registry_usable_lot",
                "constraints": [
                    models.UniqueConstraint(fields=("town", "lot", "kind"), name="registry_usable_lot_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("lot", "special", "residence", "rezoning"))),
                        name="registry_usable_lot_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="registry_usable_lot_period",
                    ),
                ],
            },
        ),
    ]
