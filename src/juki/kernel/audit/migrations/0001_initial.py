"""The audit log's tables and its empty head."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """First shape."""

    initial = True
    dependencies = ()
    operations = (
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("machine_time", models.DateTimeField()),
                ("city_time", models.DateTimeField()),
                ("who", models.TextField()),
                ("permission", models.TextField()),
                ("terminal", models.TextField()),
                ("action", models.TextField()),
                ("reason", models.TextField()),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                ("trace", models.UUIDField()),
                ("outcome", models.TextField()),
                ("detail", models.JSONField()),
                ("previous", models.BinaryField()),
                ("digest", models.BinaryField()),
            ],
            options={
                "db_table": "audit_entry",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(number__gt=0), name="audit_entry_from_one")
                ],
                "indexes": [
                    models.Index(fields=["who", "number"], name="audit_entry_who"),
                    models.Index(fields=["trace"], name="audit_entry_trace"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
                ("digest", models.BinaryField()),
            ],
            options={
                "db_table": "audit_head",
                "constraints": [models.CheckConstraint(condition=models.Q(id=1), name="audit_head_is_one")],
            },
        ),
        migrations.RunSQL(
            [
                "create index audit_entry_subjects on audit_entry using gin (subjects)",
                ("insert into audit_head (id, number, digest) values (1, 0, %s)", [bytes(32)]),
            ],
            ["drop index audit_entry_subjects", "delete from audit_head"],
        ),
    )
