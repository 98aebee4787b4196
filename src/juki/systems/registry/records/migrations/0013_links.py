"""空きコード, 転入通知 of other municipalities, messages whose receiver is not built."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0012_every_item"),
    ]

    operations = [
        migrations.CreateModel(
            name="AwaitedMessage",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("trace", models.UUIDField()),
                ("addressee_number", models.TextField()),
                ("message", models.TextField()),
                ("receiver", models.TextField()),
                ("event_reason", models.TextField()),
                ("legal_day", models.DateField()),
                ("queued_at", models.DateTimeField()),
            ],
            options={
                "db_table": "registry_awaited_message",
                "indexes": [models.Index(fields=["message", "id"], name="registry_awaited_by_message")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trace", "addressee_number", "message", "receiver"),
                        name="registry_awaited_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CodeStock",
            fields=[
                ("resident_code", models.TextField(primary_key=True, serialize=False)),
                ("taken_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("trace", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "registry_code_stock",
                "indexes": [
                    models.Index(
                        condition=models.Q(("used_at", None)),
                        fields=["resident_code"],
                        name="registry_code_stock_free",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("resident_code__regex", "^[0-9]{11}$")),
                        name="registry_code_stock_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("trace", None), ("used_at", None)),
                            models.Q(("trace__isnull", False), ("used_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="registry_code_stock_use",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MoveInNoticeRow",
            fields=[
                ("notice", models.UUIDField(primary_key=True, serialize=False)),
                ("digest", models.TextField()),
                ("resident_code", models.TextField()),
                ("addressee_number", models.TextField(db_default="", default="")),
                ("new_municipality", models.TextField()),
                ("moved_in_on", models.DateField()),
                ("sent_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("trace", models.UUIDField(unique=True)),
                ("outcome", models.TextField()),
                ("code", models.TextField(db_default="", default="")),
                ("content", models.JSONField(db_default={}, default=dict)),
            ],
            options={
                "db_table": "registry_move_in_notice",
                "indexes": [
                    models.Index(fields=["resident_code", "sent_at"], name="registry_move_in_notice_person"),
                    models.Index(
                        condition=models.Q(("outcome", "task")),
                        fields=["received_at"],
                        name="registry_move_in_notice_tasks",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("resident_code__regex", "^[0-9]{11}$")),
                        name="registry_move_in_notice_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), ("content", {}), ("outcome__in", ["applied", "older"])),
                            models.Q(("outcome", "task"), models.Q(("code", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="registry_move_in_notice_outcome",
                    ),
                ],
            },
        ),
    ]
