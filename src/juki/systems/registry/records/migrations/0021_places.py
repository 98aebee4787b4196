"""Where something was entered: 入力場所, 入力端末; whether the reading of a 旧氏 was confirmed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0020_address_masters"),
    ]

    operations = [
        migrations.AddField(
            model_name="applicationstep",
            name="place",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="eventrow",
            name="place",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="issuelog",
            name="place",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.CreateModel(
            name="PlaceRow",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("name", models.TextField()),
                ("section", models.TextField(db_default="", default="")),
                ("in_use", models.BooleanField()),
                ("version", models.IntegerField()),
                ("trace", models.UUIDField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
            ],
            options={
                "db_table": "registry_place",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[0-9A-Z]{1,8}$")), name="registry_place_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["main", "branch", "sub_branch", "section"])),
                        name="registry_place_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("name", ""), _negated=True), ("version__gte", 1)),
                        name="registry_place_named",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(models.Q(("section", ""), _negated=True), ("in_use", True)),
                        fields=("section",),
                        name="registry_place_section",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TerminalRow",
            fields=[
                ("address", models.TextField(primary_key=True, serialize=False)),
                ("name", models.TextField(db_default="", default="")),
                ("in_use", models.BooleanField()),
                ("version", models.IntegerField()),
                ("trace", models.UUIDField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="terminals",
                        to="registry.placerow",
                    ),
                ),
            ],
            options={
                "db_table": "registry_terminal",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("address", ""), _negated=True), ("version__gte", 1)),
                        name="registry_terminal_address",
                    )
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="residentversion", name="registry_version_only_foreign"),
        migrations.RemoveConstraint(model_name="residentversion", name="registry_version_only_japanese"),
        migrations.AddField(
            model_name="residentversion",
            name="former_surname_kana_confirmed",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="residentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "1"), _negated=True),
                    models.Q(
                        ("alias_kana_confirmed", False),
                        ("alien_registered", None),
                        ("by_landing_permit", False),
                        ("card_expires_on", None),
                        ("card_kind", ""),
                        ("landing_permitted_on", None),
                        ("passport_issued_on", None),
                        ("passport_number", ""),
                        ("residence_notified", False),
                        ("residence_status_code", ""),
                        ("stay_days", ""),
                        ("stay_months", ""),
                        ("stay_years", ""),
                    ),
                    _connector="OR",
                ),
                name="registry_version_only_foreign",
            ),
        ),
        migrations.AddConstraint(
            model_name="residentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "2"), _negated=True),
                    models.Q(
                        ("former_surname_kana", ""),
                        ("former_surname_kana_certified", False),
                        ("former_surname_kana_confirmed", False),
                    ),
                    _connector="OR",
                ),
                name="registry_version_only_japanese",
            ),
        ),
    ]
