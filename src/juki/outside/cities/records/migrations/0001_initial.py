from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ReceivedMoveInNotice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("municipality", models.TextField()),
                ("resident_code", models.TextField()),
                ("name", models.TextField()),
                ("kana", models.TextField()),
                ("birth", models.DateField()),
                ("birth_text", models.TextField()),
                ("sex", models.TextField()),
                ("former_address", models.TextField()),
                ("new_municipality", models.TextField()),
                ("new_address", models.TextField()),
                ("moved_in_on", models.DateField()),
                ("moved_in_text", models.TextField()),
                ("digest", models.TextField()),
                ("received_at", models.DateTimeField()),
            ],
            options={
                "db_table": "cities_move_in_notice",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("resident_code", "municipality"), name="cities_move_in_notice_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("resident_code__regex", "^[0-9]{11}$")),
                        name="cities_move_in_notice_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("municipality", models.F("new_municipality")), _negated=True),
                        name="cities_move_in_notice_moved",
                    ),
                ],
            },
        ),
    ]
