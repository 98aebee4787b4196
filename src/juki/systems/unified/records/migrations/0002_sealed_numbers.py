"""個人番号 encrypted at rest: the shape of a ciphertext in the place of twelve digits."""

from django.db import migrations, models

from juki.vault.columns import NumberField
from juki.vault.migrating import seal_numbers

_SHAPE = "^v1:[0-9a-f]{8}:[A-Za-z0-9_-]{38}$"


class Migration(migrations.Migration):
    """Both tables, with the rows they have."""

    dependencies = [("unified", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("person", "unified_person_individual_shape"),
        migrations.RemoveConstraint("version", "unified_version_individual_shape"),
        migrations.AlterField("person", "individual_number", NumberField(system="unified")),
        migrations.AlterField("version", "individual_number", NumberField(system="unified")),
        seal_numbers(
            "unified", ("unified_person", "individual_number"), ("unified_version", "individual_number")
        ),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                condition=models.Q(individual_number__shape=_SHAPE), name="unified_person_individual_shape"
            ),
        ),
        migrations.AddConstraint(
            "version",
            models.CheckConstraint(
                condition=models.Q(individual_number__shape=_SHAPE), name="unified_version_individual_shape"
            ),
        ),
    ]
