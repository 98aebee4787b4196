"""個別事項."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A table of history."""

    dependencies = [
        ("registry", "0018_store_removed"),
    ]

    operations = [
        migrations.CreateModel(
            name="MatterRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "addressee_number",
                        "kind",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("addressee_number", models.TextField()),
                ("kind", models.TextField()),
                ("number", models.IntegerField()),
                ("applies", models.BooleanField(null=True)),
                ("acquired_on", models.DateField(null=True)),
                ("lost_on", models.DateField(null=True)),
                ("pension_number", models.TextField(db_default="", default="")),
                ("category", models.TextField(db_default="", default="")),
                ("category_changed_on", models.DateField(null=True)),
                ("from_month", models.DateField(null=True)),
                ("to_month", models.DateField(null=True)),
                ("sender", models.TextField()),
                ("taken_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("trace", models.UUIDField()),
            ],
            options={
                "db_table": "registry_matter",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="registry_matter_counts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("addressee_number__regex", "^[0-9]{1,15}$")),
                        name="registry_matter_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("applies__isnull", False),
                                ("from_month", None),
                                (
                                    "kind__in",
                                    [
                                        "late_elderly",
                                        "long_term_care",
                                        "national_health",
                                        "pension",
                                    ],
                                ),
                                ("to_month", None),
                            ),
                            models.Q(
                                ("acquired_on", None),
                                ("applies__isnull", False),
                                ("from_month", None),
                                ("kind", "voter_roll"),
                                ("lost_on", None),
                                ("to_month", None),
                            ),
                            models.Q(
                                ("acquired_on", None),
                                ("applies", None),
                                ("from_month__isnull", False),
                                ("kind", "child_allowance"),
                                ("lost_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="registry_matter_items",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("category__in", ["", "1", "2", "3"]),
                                ("kind", "pension"),
                                models.Q(
                                    ("pension_number", ""),
                                    ("pension_number__regex", "^[0-9]{10}$"),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    ("kind", "pension"),
                                    _negated=True,
                                ),
                                ("category", ""),
                                ("category_changed_on", None),
                                ("pension_number", ""),
                            ),
                            _connector="OR",
                        ),
                        name="registry_matter_pension",
                    ),
                ],
            },
        ),
    ]
