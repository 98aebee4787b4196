"""個人番号 encrypted at rest, and with it every form and certificate that holds one."""

from django.db import migrations, models

from juki.vault.columns import NumberField, NumberKeyField, SealedJSONField
from juki.vault.migrating import seal_forms, seal_members, seal_numbers, seal_texts

_ONE = "v1:[0-9a-f]{8}:[A-Za-z0-9_-]{38}"
_FORM = "^v1:[0-9a-f]{8}:[A-Za-z0-9_-]{40,}$"
_COLUMN = "individual_number"
_BLANK = {"default": "", "db_default": ""}
_TABLES = {
    "registry_resident": ("residentrow", {}), "registry_resident_version": ("residentversion", _BLANK),
    "registry_removed_version": ("removedversion", _BLANK), "registry_move_out_person": ("moveoutperson", {}),
}  # fmt: skip


def _check(model: str, name: str, condition: models.Q) -> migrations.AddConstraint:
    return migrations.AddConstraint(model, models.CheckConstraint(condition=condition, name=name))


class Migration(migrations.Migration):
    """All columns of 個人番号, the keys of holds, forms and certificates, with the rows they have."""

    dependencies = [("registry", "0023_actual_head")]

    operations = [
        migrations.RemoveConstraint("residentversion", "registry_version_individual_number"),
        migrations.RemoveConstraint("moveoutperson", "registry_move_out_person_numbers"),
        migrations.RemoveConstraint("applicationhold", "registry_hold_key"),
        *(
            migrations.AlterField(model, _COLUMN, NumberField(system="registry", **options))
            for model, options in _TABLES.values()
        ),
        migrations.AlterField("applicationhold", "key", NumberKeyField(system="registry", primary_key=True, serialize=False)),
        *(
            migrations.AlterField("application", name, SealedJSONField(system="registry", null=True))
            for name in ("form", "submitted_form")
        ),
        migrations.AlterField("moveoutcertificate", "content", SealedJSONField(system="registry", null=True)),
        seal_numbers("registry", *((table, _COLUMN) for table in _TABLES), prefixed=("registry_application_hold", "key")),
        seal_members("registry", "registry_removed_version", "content"),
        seal_forms("registry", ("registry_application", "form"), ("registry_application", "submitted_form")),
        seal_texts("registry", ("registry_move_out_certificate", "content")),
        _check("residentrow", "registry_resident_individual_number", models.Q(individual_number__shape=f"^({_ONE})?$")),
        _check("residentversion", "registry_version_individual_number", models.Q(individual_number__shape=f"^({_ONE})?$")),
        _check("removedversion", "registry_removed_individual_number", models.Q(individual_number__shape=f"^({_ONE})?$")),
        _check(
            "moveoutperson", "registry_move_out_person_numbers",
            models.Q(resident_code__regex=r"^[0-9]{11}$", individual_number__shape=f"^{_ONE}$"),
        ),
        _check(
            "applicationhold", "registry_hold_key",
            models.Q(key__shape=f"^(person:{_ONE}|(household|addressee):[0-9]{{1,15}})$"),
        ),
        _check(
            "application", "registry_application_sealed",
            (models.Q(form__isnull=True) | models.Q(form__shape=_FORM))
            & (models.Q(submitted_form__isnull=True) | models.Q(submitted_form__shape=_FORM)),
        ),
        _check(
            "moveoutcertificate", "registry_move_out_sealed",
            models.Q(content__isnull=True) | models.Q(content__shape=_FORM),
        ),
    ]  # fmt: skip
