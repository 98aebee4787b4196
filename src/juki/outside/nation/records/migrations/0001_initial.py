from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="NationPerson",
            fields=[
                ("resident_code", models.TextField(primary_key=True, serialize=False)),
                ("individual_number", models.TextField()),
                ("name", models.TextField()),
                ("kana", models.TextField()),
                ("birth", models.DateField()),
                ("birth_form", models.TextField()),
                ("birth_text", models.TextField()),
                ("sex", models.TextField()),
                ("municipality", models.TextField()),
                ("postal_code", models.TextField()),
                ("address", models.TextField()),
                ("living", models.BooleanField()),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "nation_person",
                "indexes": [models.Index(fields=["name", "birth"], name="nation_person_name")],
                "constraints": [
                    models.UniqueConstraint(fields=("individual_number",), name="nation_person_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("resident_code__regex", "^[0-9]{11}$")), name="nation_person_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("individual_number__regex", "^[0-9]{12}$")),
                        name="nation_person_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("municipality__regex", "^[0-9]{6}$")), name="nation_person_city"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NationRegistration",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("municipality", models.TextField()),
                ("resident_code", models.TextField()),
                ("update_number", models.BigIntegerField()),
            ],
            options={
                "db_table": "nation_registration",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("resident_code", "municipality"), name="nation_registration_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("update_number__gte", 1)), name="nation_registration_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NationSecret",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("key", models.BinaryField()),
            ],
            options={
                "db_table": "nation_secret",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="nation_secret_is_one")
                ],
            },
        ),
    ]
