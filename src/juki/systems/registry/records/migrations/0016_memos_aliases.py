"""メモ and 通称の履歴."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables of history."""

    dependencies = [
        ("registry", "0015_bulk"),
    ]

    operations = [
        migrations.CreateModel(
            name="MemoRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "memo", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("memo", models.UUIDField()),
                ("number", models.IntegerField()),
                ("addressee_number", models.TextField()),
                ("action", models.TextField()),
                ("words", models.TextField(db_default="", default="")),
                ("trace", models.UUIDField(unique=True)),
                ("by", models.TextField()),
                ("terminal", models.TextField(db_default="", default="")),
                ("at_city", models.DateTimeField()),
                ("at_machine", models.DateTimeField()),
            ],
            options={
                "db_table": "registry_memo",
                "indexes": [models.Index(fields=["addressee_number"], name="registry_memo_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="registry_memo_counts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("addressee_number__regex", "^[0-9]{1,15}$")),
                        name="registry_memo_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("action", "written"), ("number", 1), models.Q(("words", ""), _negated=True)
                            ),
                            models.Q(
                                ("action", "changed"),
                                ("number__gte", 2),
                                models.Q(("words", ""), _negated=True),
                            ),
                            models.Q(("action", "deleted"), ("number__gte", 2), ("words", "")),
                            _connector="OR",
                        ),
                        name="registry_memo_action",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AliasHistory",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "addressee_number",
                        "history_number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("addressee_number", models.TextField()),
                ("history_number", models.IntegerField()),
                ("number", models.IntegerField()),
                ("registered_on", models.DateField(null=True)),
                ("registered_municipality", models.TextField(db_default="", default="")),
                ("deleted_on", models.DateField(null=True)),
                ("deleted_municipality", models.TextField(db_default="", default="")),
                ("kana", models.TextField(db_default="", default="")),
                ("kanji", models.TextField()),
                ("void", models.BooleanField(db_default=False, default=False)),
                ("recorded_at", models.DateTimeField()),
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
                "db_table": "registry_alias_history",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("history_number__gte", 1),
                            ("number__gte", 1),
                            ("number__lte", models.F("history_number")),
                        ),
                        name="registry_alias_history_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("addressee_number__regex", "^[0-9]{1,15}$")),
                        name="registry_alias_history_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kanji", ""), _negated=True),
                        name="registry_alias_history_written",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deleted_municipality", ""), ("deleted_on", None)),
                            ("deleted_on__isnull", False),
                            _connector="OR",
                        ),
                        name="registry_alias_history_deleted",
                    ),
                ],
            },
        ),
    ]
