"""異動 as an application: 受付 to 本登録, its steps, whom it holds; who entered an event and why its alerts were accepted."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Applications."""

    dependencies = (("registry", "0003_invariants"),)

    operations = (
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.TextField(unique=True)),
                ("kind", models.TextField()),
                ("state", models.TextField()),
                ("version", models.IntegerField(default=1)),
                ("came_as", models.TextField()),
                ("came_name", models.TextField(db_default="", default="")),
                (
                    "came_documents",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("mandate", models.TextField(db_default="", default="")),
                ("mandate_checked", models.TextField(db_default="", default="")),
                ("form", models.JSONField(null=True)),
                ("form_digest", models.BinaryField(default=b"")),
                ("persons", models.IntegerField(default=0)),
                ("household_number", models.TextField(db_default="", default="")),
                (
                    "found_alerts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("alert_reasons", models.JSONField(default=dict)),
                ("pending_code", models.TextField(db_default="", default="")),
                ("pending_text", models.TextField(db_default="", default="")),
                ("checks", models.JSONField(default=list)),
                ("author", models.TextField()),
                ("move_out_certificate", models.UUIDField(null=True)),
                ("last_changed_by", models.TextField()),
                ("received_at", models.DateTimeField()),
                ("received_city", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("changed_city", models.DateTimeField()),
            ],
            options={
                "db_table": "registry_application",
            },
        ),
        migrations.CreateModel(
            name="ApplicationHold",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="holds",
                        to="registry.application",
                    ),
                ),
            ],
            options={
                "db_table": "registry_application_hold",
            },
        ),
        migrations.CreateModel(
            name="ApplicationStep",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "application_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="steps",
                        to="registry.application",
                    ),
                ),
                ("number", models.IntegerField()),
                ("action", models.TextField()),
                ("trace", models.UUIDField()),
                ("version", models.IntegerField()),
                ("by", models.TextField()),
                ("terminal", models.TextField(db_default="", default="")),
                ("reason", models.TextField(db_default="", default="")),
                ("code", models.TextField(db_default="", default="")),
                ("form_digest", models.BinaryField(default=b"")),
                ("request_digest", models.BinaryField(default=b"")),
                ("at_city", models.DateTimeField()),
                ("at_machine", models.DateTimeField()),
            ],
            options={
                "db_table": "registry_application_step",
            },
        ),
        migrations.CreateModel(
            name="ReceiptCounter",
            fields=[
                ("legal_day", models.DateField(primary_key=True, serialize=False)),
                ("last", models.IntegerField()),
            ],
            options={
                "db_table": "registry_receipt_counter",
            },
        ),
        migrations.AddField(
            model_name="eventrow",
            name="alert_reasons",
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name="eventrow",
            name="entered_by",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddIndex(
            model_name="residentversion",
            index=models.Index(fields=["address_town", "address_lot"], name="registry_version_address"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["state", "received_at"], name="registry_application_list"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ("received", "provisional", "in_review", "returned", "recorded", "withdrawn"),
                    )
                ),
                name="registry_application_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "move_in")), name="registry_application_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)), name="registry_application_counts"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__regex", "^[0-9]{8}-[0-9]{4,}$")),
                name="registry_application_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("form__isnull", False), ("state__in", ("provisional", "in_review", "returned"))
                    ),
                    models.Q(
                        ("form__isnull", True),
                        models.Q(("state__in", ("provisional", "in_review", "returned")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="registry_application_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pending_code", ""),
                    ("state__in", ("provisional", "in_review", "returned")),
                    _connector="OR",
                ),
                name="registry_application_pending",
            ),
        ),
        migrations.AddConstraint(
            model_name="receiptcounter",
            constraint=models.CheckConstraint(
                condition=models.Q(("last__gte", 1)), name="registry_receipt_counter_counts"
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationhold",
            constraint=models.CheckConstraint(
                condition=models.Q(("key__regex", "^(person|household|addressee):[0-9]{1,15}$")),
                name="registry_hold_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "action__in",
                        (
                            "received",
                            "entered",
                            "changed",
                            "checked",
                            "held",
                            "submitted",
                            "returned",
                            "approved",
                            "withdrawn",
                        ),
                    )
                ),
                name="registry_step_action",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="registry_step_counts"
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("action__in", ["returned", "withdrawn"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="registry_step_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("action", "held"), _negated=True),
                    models.Q(("code", ""), _negated=True),
                    _connector="OR",
                ),
                name="registry_step_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationstep",
            constraint=models.UniqueConstraint(
                fields=("trace",),
                condition=models.Q(("action__in", ["checked", "held"]), _negated=True),
                name="registry_step_once",
            ),
        ),
    )
