"""転出証明書情報 that is held until a 特例転入 is recorded by it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Certificates and by whom they are found."""

    dependencies = (("registry", "0004_application"),)

    operations = (
        migrations.CreateModel(
            name="MoveOutCertificate",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("former_municipality", models.TextField()),
                ("planned_on", models.DateField()),
                ("filed_on", models.DateField()),
                ("issued_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("state", models.TextField()),
                ("content", models.TextField(null=True)),
                ("application", models.UUIDField(null=True)),
                ("ending", models.TextField(db_default="", default="")),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "registry_move_out_certificate",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["planned_on"],
                        name="registry_move_out_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("application", None),
                                ("content__isnull", False),
                                ("ended_at", None),
                                ("ending", ""),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                ("application__isnull", False),
                                ("content", None),
                                ("ended_at__isnull", False),
                                ("ending", "used"),
                                ("state", "used"),
                            ),
                            models.Q(
                                ("application", None),
                                ("content", None),
                                ("ended_at__isnull", False),
                                ("ending__in", ["unused", "superseded"]),
                                ("state", "erased"),
                            ),
                            _connector="OR",
                        ),
                        name="registry_move_out_state",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MoveOutPerson",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("resident_code", models.TextField()),
                ("individual_number", models.TextField()),
                ("name_key", models.TextField()),
                ("kana_key", models.TextField()),
                ("birth", models.DateField()),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="persons",
                        to="registry.moveoutcertificate",
                    ),
                ),
            ],
            options={
                "db_table": "registry_move_out_person",
                "indexes": [
                    models.Index(fields=["resident_code"], name="registry_move_out_by_code"),
                    models.Index(fields=["individual_number"], name="registry_move_out_by_number"),
                    models.Index(fields=["birth"], name="registry_move_out_by_birth"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("certificate", "resident_code"), name="registry_move_out_person_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("individual_number__regex", "^[0-9]{12}$"),
                            ("resident_code__regex", "^[0-9]{11}$"),
                        ),
                        name="registry_move_out_person_numbers",
                    ),
                ],
            },
        ),
    )
