"""The screens' tables: sessions, sign-ins under way, kept forms, revocations."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """All tables."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="KeptForm",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("system", models.TextField()),
                ("client", models.TextField()),
                ("content", models.BinaryField()),
                ("kept_at", models.DateTimeField()),
            ],
            options={
                "db_table": "screens_kept_form",
            },
        ),
        migrations.CreateModel(
            name="RevocationsSeen",
            fields=[
                ("system", models.TextField(primary_key=True, serialize=False)),
                ("last", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
            ],
            options={
                "db_table": "screens_revocations",
            },
        ),
        migrations.CreateModel(
            name="Revoked",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("system", models.TextField()),
                ("sid", models.TextField()),
                ("client", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "screens_revoked",
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("digest", models.BinaryField(primary_key=True, serialize=False)),
                ("system", models.TextField()),
                ("state", models.TextField()),
                ("nonce", models.TextField()),
                ("verifier", models.TextField()),
                ("back_to", models.TextField()),
                ("begun_at", models.DateTimeField()),
            ],
            options={
                "db_table": "screens_sign_in",
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("digest", models.BinaryField(primary_key=True, serialize=False)),
                ("system", models.TextField()),
                ("client", models.TextField()),
                ("name", models.TextField()),
                ("section", models.TextField()),
                ("sid", models.TextField()),
                ("acr", models.TextField()),
                (
                    "amr",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("signed_in_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "screens_session",
                "indexes": [
                    models.Index(fields=["sid"], name="screens_session_sid"),
                    models.Index(fields=["client"], name="screens_session_client"),
                ],
            },
        ),
    ]
