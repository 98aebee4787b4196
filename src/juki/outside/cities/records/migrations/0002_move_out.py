"""特例転出 that other municipalities filed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Filings."""

    dependencies = (("cities", "0001_initial"),)

    operations = (
        migrations.CreateModel(
            name="FiledMoveOut",
            fields=[
                ("certificate", models.UUIDField(primary_key=True, serialize=False)),
                ("trace", models.UUIDField(unique=True)),
                ("municipality", models.TextField()),
                ("new_municipality", models.TextField()),
                ("planned_on", models.DateField()),
                ("filed_on", models.DateField()),
                ("persons", models.IntegerField()),
                ("digest", models.TextField()),
                ("filed_by", models.TextField()),
                ("issued_at", models.DateTimeField()),
            ],
            options={
                "db_table": "cities_move_out",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "digest"), name="cities_move_out_once"),
                    models.CheckConstraint(
                        condition=models.Q(("municipality", models.F("new_municipality")), _negated=True),
                        name="cities_move_out_moved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("persons__gte", 1)), name="cities_move_out_persons"
                    ),
                ],
            },
        ),
    )
