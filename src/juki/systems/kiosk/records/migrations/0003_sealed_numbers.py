"""個人番号 encrypted at rest: the shape of a ciphertext in the place of twelve digits."""

from django.db import migrations, models

from juki.vault.columns import NumberField
from juki.vault.migrating import seal_numbers

_SHAPE = "^v1:[0-9a-f]{8}:[A-Za-z0-9_-]{38}$"


class Migration(migrations.Migration):
    """The file of persons, with the rows it has."""

    dependencies = [("kiosk", "0002_issuing")]

    operations = [
        migrations.RemoveConstraint("person", "kiosk_person_individual_shape"),
        migrations.AlterField("person", "individual_number", NumberField(system="kiosk", null=True)),
        seal_numbers("kiosk", ("kiosk_person", "individual_number")),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                condition=models.Q(individual_number=None) | models.Q(individual_number__shape=_SHAPE),
                name="kiosk_person_individual_shape",
            ),
        ),
    ]
