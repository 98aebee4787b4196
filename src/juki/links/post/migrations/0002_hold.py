"""Directions that a person holds back: what is sent there waits."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = [("links", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("owner", models.TextField()),
                ("destination", models.TextField()),
            ],
            options={
                "db_table": "links_hold",
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "destination"), name="links_hold_once")
                ],
            },
        ),
    ]
