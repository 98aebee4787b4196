"""Whose act a version is: the one who typed it. Who approved it stands in the application's steps and in the log alone."""

from django.db import migrations

TYPED = """
update registry_resident_version v set operator = e.entered_by from registry_event e
 where v.trace = e.trace and e.entered_by <> '';
update registry_household_version v set operator = e.entered_by from registry_event e
 where v.trace = e.trace and e.entered_by <> '';
update registry_event set operator = entered_by where entered_by <> '';
"""


class Migration(migrations.Migration):
    """Before, the operator was the approver, and the typist stood beside it."""

    dependencies = (("registry", "0010_card_serial"),)

    operations = (
        migrations.RunSQL(TYPED, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="eventrow", name="entered_by"),
    )
