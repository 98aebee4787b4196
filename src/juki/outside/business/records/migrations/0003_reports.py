"""個別事項 told to the register."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A table of history."""

    dependencies = [
        ("business", "0002_left"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("target", models.TextField()),
                ("addressee_number", models.TextField()),
                ("kind", models.TextField()),
                ("number", models.IntegerField()),
                ("content", models.JSONField()),
                ("told_by", models.TextField()),
                ("told_at", models.DateTimeField()),
                ("trace", models.UUIDField(unique=True)),
            ],
            options={
                "db_table": "business_report",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("target", "addressee_number", "number"), name="business_report_once"
                    )
                ],
            },
        ),
    ]
