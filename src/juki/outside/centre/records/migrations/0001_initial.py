"""Dialogs at the terminals, and their documents."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Dialog",
            fields=[
                ("transaction", models.UUIDField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(unique=True)),
                ("kiosk", models.TextField()),
                ("municipality", models.TextField()),
                ("card", models.UUIDField(null=True)),
                ("statement", models.TextField()),
                ("state", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("deadline", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("city_asked", models.BooleanField(default=False)),
                ("offer", models.TextField(default="")),
                ("kind", models.TextField(default="")),
                ("fee", models.IntegerField(default=0)),
                ("code", models.TextField(default="")),
                ("words", models.TextField(default="")),
            ],
            options={
                "db_table": "centre_dialog",
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "dialog",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="centre.dialog",
                    ),
                ),
                ("content", models.BinaryField()),
                ("pages", models.IntegerField()),
                ("digest", models.TextField()),
                ("issue_number", models.TextField()),
                ("purge_at", models.DateTimeField()),
            ],
            options={
                "db_table": "centre_document",
            },
        ),
        migrations.AddIndex(
            model_name="dialog",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["deadline"], name="centre_dialog_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="dialog",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "opened",
                            "checking",
                            "offered",
                            "issuing",
                            "issued",
                            "printed",
                            "not_printed",
                            "cancelled",
                            "timed_out",
                            "refused",
                        ],
                    )
                ),
                name="centre_dialog_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="dialog",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at", None),
                        ("state__in", ("opened", "checking", "offered", "issuing", "issued")),
                    ),
                    models.Q(
                        ("ended_at__gte", models.F("opened_at")),
                        ("offer", ""),
                        ("state__in", ("printed", "not_printed", "cancelled", "timed_out", "refused")),
                    ),
                    _connector="OR",
                ),
                name="centre_dialog_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="dialog",
            constraint=models.CheckConstraint(condition=models.Q(("fee__gte", 0)), name="centre_dialog_fee"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="centre_document_digest"
            ),
        ),
    ]
