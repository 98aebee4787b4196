from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PrefectureIdentification",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("municipality", models.TextField()),
                ("resident_code", models.TextField()),
                ("individual_number", models.TextField()),
                ("name", models.TextField()),
                ("kana", models.TextField()),
                ("birth", models.DateField()),
                ("birth_form", models.TextField()),
                ("birth_text", models.TextField()),
                ("sex", models.TextField()),
                ("postal_code", models.TextField()),
                ("address", models.TextField()),
                ("event_class", models.TextField()),
                ("event_reason", models.TextField()),
                ("event_date", models.DateField()),
                ("event_date_form", models.TextField()),
                ("event_date_text", models.TextField()),
                ("update_number", models.BigIntegerField()),
                ("living", models.BooleanField()),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "prefecture_identification",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("resident_code", "municipality"), name="prefecture_identification_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("resident_code__regex", "^[0-9]{11}$")),
                        name="prefecture_identification_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("individual_number__regex", "^[0-9]{12}$")),
                        name="prefecture_identification_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("update_number__gte", 1)), name="prefecture_identification_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("event_class", "removal"), ("living", False)),
                            models.Q(("event_class__in", ["entry", "amendment"]), ("living", True)),
                            _connector="OR",
                        ),
                        name="prefecture_identification_state",
                    ),
                ],
            },
        ),
    ]
