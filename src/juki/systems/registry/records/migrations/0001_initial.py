"""The register's tables."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """First shape."""

    initial = True
    dependencies = ()
    operations = (
        migrations.CreateModel(
            name="AddresseeNumberBlock",
            fields=[
                ("addressee_number", models.TextField(primary_key=True, serialize=False)),
                ("taken_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("trace", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "registry_addressee_block",
                "indexes": [
                    models.Index(
                        condition=models.Q(("used_at", None)),
                        fields=["addressee_number"],
                        name="registry_block_free",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("addressee_number__regex", "^[0-9]{2,15}$")),
                        name="registry_block_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("trace", None), ("used_at", None)),
                            models.Q(("trace__isnull", False), ("used_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="registry_block_use",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataUseEntry",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("target", models.TextField()),
                ("section", models.TextField()),
                ("duty", models.TextField()),
                ("legal_basis", models.TextField()),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                ("individual_number", models.BooleanField(db_default=False, default=False)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("approval_reference", models.TextField()),
                ("approved_at", models.DateTimeField()),
                ("operator", models.TextField()),
            ],
            options={
                "db_table": "registry_data_use",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="registry_data_use_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "items__contained_by",
                                ["name", "birth", "sex", "address", "household_number", "relationship"],
                            ),
                            ("items__len__gt", 0),
                        ),
                        name="registry_data_use_items",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("target", ""), _negated=True),
                            models.Q(("section", ""), _negated=True),
                            models.Q(("duty", ""), _negated=True),
                            models.Q(("legal_basis", ""), _negated=True),
                            models.Q(("approval_reference", ""), _negated=True),
                        ),
                        name="registry_data_use_complete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventRow",
            fields=[
                ("trace", models.UUIDField(primary_key=True, serialize=False)),
                ("reason", models.TextField()),
                ("event_class", models.TextField()),
                ("day", models.DateField()),
                ("day_form", models.TextField()),
                ("day_text", models.TextField()),
                ("notified_on", models.DateField(null=True)),
                ("processed_on", models.DateField()),
                ("household_number", models.TextField(db_default="", default="")),
                ("came_as", models.TextField(db_default="", default="")),
                ("came_name", models.TextField(db_default="", default="")),
                (
                    "came_documents",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                (
                    "alerts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("form_digest", models.BinaryField(default=b"")),
                ("recorded_at", models.DateTimeField()),
                ("operator", models.TextField()),
                ("terminal", models.TextField(db_default="", default="")),
            ],
            options={
                "db_table": "registry_event",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("event_class__in", ["entry", "removal", "amendment"])),
                        name="registry_event_class",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("notified_on", None),
                            ("notified_on__lte", models.F("processed_on")),
                            _connector="OR",
                        ),
                        name="registry_event_notified",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("day_form__regex", "^(D|E|N|U(0[1-9]|1[0-4]))$"),
                            models.Q(("day_text", ""), _negated=True),
                        ),
                        name="registry_event_day_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdRow",
            fields=[
                ("household_number", models.TextField(primary_key=True, serialize=False)),
                ("version", models.IntegerField()),
                ("head_number", models.TextField(null=True)),
                ("is_open", models.BooleanField(db_default=True, default=True)),
            ],
            options={
                "db_table": "registry_household",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("household_number__regex", "^[0-9]{1,15}$")),
                        name="registry_household_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="registry_household_counts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_open", True), ("head_number", None), _connector="OR"),
                        name="registry_household_closed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IssueCounter",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("last", models.IntegerField()),
            ],
            options={
                "db_table": "registry_issue_counter",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", 1)), name="registry_issue_counter_counts"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IssueLog",
            fields=[
                ("issue_number", models.TextField(primary_key=True, serialize=False)),
                ("transaction_id", models.UUIDField(unique=True)),
                ("kind", models.TextField()),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                ("household_number", models.TextField()),
                (
                    "options",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                ("document_digest", models.TextField()),
                ("purpose", models.TextField()),
                ("legal_day", models.DateField()),
                ("issued_at", models.DateTimeField()),
                ("operator", models.TextField()),
                ("terminal", models.TextField()),
            ],
            options={
                "db_table": "registry_issue_log",
                "indexes": [
                    models.Index(
                        fields=["household_number", "issued_at"], name="registry_issue_log_household"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("document_digest__regex", "^[0-9a-f]{64}$"), ("subjects__len__gt", 0)
                        ),
                        name="registry_issue_log_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["individual", "household"])),
                        name="registry_issue_log_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberConfirmation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("trace", models.UUIDField(unique=True)),
                ("salt", models.BinaryField()),
                ("digest", models.BinaryField()),
                ("with_address", models.BooleanField()),
                ("outcome", models.TextField()),
                (
                    "differing",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                ("machine_time", models.DateTimeField()),
                ("resident_code", models.TextField(db_default="", default="")),
                ("municipality", models.TextField(db_default="", default="")),
                ("operator", models.TextField()),
            ],
            options={
                "db_table": "registry_number_confirmation",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                ["match", "mismatch", "none", "one_by_details", "many", "removed"],
                            )
                        ),
                        name="registry_confirmation_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "match"), ("resident_code__regex", "^[0-9]{11}$")),
                            models.Q(models.Q(("outcome", "match"), _negated=True), ("resident_code", "")),
                            _connector="OR",
                        ),
                        name="registry_confirmation_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResidentRow",
            fields=[
                ("addressee_number", models.TextField(primary_key=True, serialize=False)),
                ("version", models.IntegerField()),
                ("record", models.IntegerField(db_default=1, default=1)),
                ("state", models.TextField(db_default="1", default="1")),
                ("household_number", models.TextField()),
                ("position", models.IntegerField()),
                ("is_head", models.BooleanField()),
                ("individual_number", models.TextField()),
                ("resident_code", models.TextField()),
                ("card_number", models.TextField(db_default="", default="")),
                ("name_key", models.TextField()),
                ("kana_key", models.TextField()),
                ("birth", models.DateField()),
            ],
            options={
                "db_table": "registry_resident",
                "indexes": [
                    models.Index(fields=["household_number"], name="registry_resident_household"),
                    models.Index(fields=["individual_number"], name="registry_resident_by_number"),
                    models.Index(fields=["resident_code"], name="registry_resident_by_code"),
                    models.Index(
                        condition=models.Q(("card_number", ""), _negated=True),
                        fields=["card_number"],
                        name="registry_resident_by_card",
                    ),
                    models.Index(fields=["name_key"], name="registry_resident_name"),
                    models.Index(fields=["kana_key"], name="registry_resident_kana"),
                    models.Index(fields=["birth"], name="registry_resident_birth"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["1", "2", "3", "9"])),
                        name="registry_resident_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("record__gte", 1), ("version__gte", 1)),
                        name="registry_resident_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("addressee_number__regex", "^[0-9]{1,15}$")),
                        name="registry_resident_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state", "1"), models.Q(("individual_number", ""), _negated=True)
                        ),
                        fields=("individual_number",),
                        name="registry_resident_individual_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "1"), models.Q(("resident_code", ""), _negated=True)),
                        fields=("resident_code",),
                        name="registry_resident_code_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UpdateNumber",
            fields=[
                ("resident_code", models.TextField(primary_key=True, serialize=False)),
                ("last", models.BigIntegerField()),
            ],
            options={
                "db_table": "registry_update_number",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", 1)), name="registry_update_number_counts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("resident_code__regex", "^[0-9]{11}$")),
                        name="registry_update_number_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdVersion",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "household_number",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("household_number", models.TextField()),
                ("number", models.IntegerField()),
                ("head_number", models.TextField(null=True)),
                ("institution", models.BooleanField(db_default=False, default=False)),
                ("is_open", models.BooleanField(db_default=True, default=True)),
                ("valid_from", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("operator", models.TextField()),
                ("terminal", models.TextField(db_default="", default="")),
                (
                    "event",
                    models.ForeignKey(
                        db_column="trace",
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.eventrow",
                    ),
                ),
            ],
            options={
                "db_table": "registry_household_version",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="registry_household_version_counts"
                    )
                ],
            },
        ),
    )
