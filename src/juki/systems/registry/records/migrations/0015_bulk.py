"""住所一括変更."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0014_nightly"),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkRun",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("title", models.TextField()),
                ("day", models.DateField()),
                ("digest", models.BinaryField()),
                ("state", models.TextField(default="prepared")),
                ("prepared_by", models.TextField()),
                ("prepared_on", models.DateField()),
                ("prepared_at", models.DateTimeField()),
                ("terminal", models.TextField(db_default="", default="")),
                ("decided_by", models.TextField(db_default="", default="")),
                ("decided_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "registry_bulk_run",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["address", "honseki"])),
                        name="registry_bulk_run_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", ""), ("state", "prepared")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("state__in", ["approved", "done", "dropped"]),
                                models.Q(("decided_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="registry_bulk_run_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "dropped"),
                            models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="registry_bulk_run_other_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BulkRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "run", "place", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("place", models.IntegerField()),
                ("line", models.IntegerField()),
                ("key", models.TextField()),
                ("addressee_number", models.TextField(db_default="", default="")),
                ("version", models.IntegerField(null=True)),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("state", models.TextField()),
                ("code", models.TextField(db_default="", default="")),
                ("trace", models.UUIDField(null=True)),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="rows",
                        to="registry.bulkrun",
                    ),
                ),
            ],
            options={
                "db_table": "registry_bulk_row",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "ready")),
                        fields=["run", "line"],
                        name="registry_bulk_row_ready",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "ready",
                                    "differs",
                                    "planned",
                                    "unknown",
                                    "refused",
                                    "changed",
                                    "written",
                                    "failed",
                                ),
                            )
                        ),
                        name="registry_bulk_row_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["ready", "written"]), _negated=True),
                            models.Q(
                                ("version__isnull", False), models.Q(("addressee_number", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="registry_bulk_row_person",
                    ),
                ],
            },
        ),
    ]
