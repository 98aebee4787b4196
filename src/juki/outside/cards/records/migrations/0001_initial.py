"""Test cards."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Card",
            fields=[
                ("card", models.UUIDField(primary_key=True, serialize=False)),
                ("label", models.TextField()),
                ("resident_code", models.TextField()),
                ("sealed_key", models.TextField()),
                ("pin_salt", models.BinaryField()),
                ("pin_hash", models.BinaryField()),
                ("tries_left", models.SmallIntegerField(default=3)),
                ("serial", models.TextField(unique=True)),
                ("certificate", models.BinaryField()),
                ("state", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("trace", models.UUIDField(unique=True)),
            ],
            options={
                "db_table": "cards_card",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")),
                        fields=("resident_code",),
                        name="cards_card_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("resident_code__regex", "^[0-9]{11}$")), name="cards_card_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("serial__regex", "^[1-9a-f][0-9a-f]{0,39}$")),
                        name="cards_card_serial",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["in_force", "ended"])), name="cards_card_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tries_left__range", (0, 3))), name="cards_card_tries"
                    ),
                ],
            },
        ),
    ]
