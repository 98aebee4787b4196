from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jukinet", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AwaitedSerial",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("resident_code", models.TextField()),
                ("serial", models.TextField()),
                ("state", models.TextField()),
                ("changed_at", models.TextField()),
                ("trace", models.UUIDField()),
                ("came_from", models.TextField()),
                ("taken_at", models.DateTimeField()),
            ],
            options={
                "db_table": "jukinet_awaited_serial",
                "indexes": [models.Index(fields=["resident_code"], name="jukinet_awaited_serial_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("resident_code__regex", "^[0-9]{11}$")),
                        name="jukinet_awaited_serial_code",
                    )
                ],
            },
        ),
    ]
