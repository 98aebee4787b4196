"""Certificates that were issued."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("serial", models.TextField(primary_key=True, serialize=False)),
                ("issued_at", models.DateTimeField()),
                ("not_after", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "jpki_certificate",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("serial__regex", "^[1-9a-f][0-9a-f]{0,39}$")),
                        name="jpki_certificate_serial",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_at", None), ("revoked_at__gte", models.F("issued_at")), _connector="OR"
                        ),
                        name="jpki_certificate_order",
                    ),
                ],
            },
        ),
    ]
