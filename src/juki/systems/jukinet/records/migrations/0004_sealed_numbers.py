"""個人番号 encrypted at rest: the shape of a ciphertext in the place of twelve digits; empty until one is designated."""

from django.db import migrations, models

from juki.vault.columns import NumberField
from juki.vault.migrating import seal_numbers

_SHAPE = "^(v1:[0-9a-f]{8}:[A-Za-z0-9_-]{38})?$"
_MODELS = ("identification", "identificationversion")


class Migration(migrations.Migration):
    """The file and its history, with the rows they have."""

    dependencies = [("jukinet", "0003_number_may_come_later")]

    operations = [
        *(migrations.RemoveConstraint(model, f"jukinet_{model}_number") for model in _MODELS),
        *(
            migrations.AlterField(model, "individual_number", NumberField(system="jukinet"))
            for model in _MODELS
        ),
        seal_numbers(
            "jukinet",
            ("jukinet_identification", "individual_number"),
            ("jukinet_identification_version", "individual_number"),
        ),
        *(
            migrations.AddConstraint(
                model,
                models.CheckConstraint(
                    condition=models.Q(individual_number__shape=_SHAPE), name=f"jukinet_{model}_number"
                ),
            )
            for model in _MODELS
        ),
    ]
