"""What a submission that was sent back had said, so that the reviewer sees what was changed since."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """The form as of the last submission."""

    dependencies = (("registry", "0008_wanted"),)

    operations = (
        migrations.AddField(
            model_name="application",
            name="submitted_form",
            field=models.JSONField(null=True),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=Q(submitted_form__isnull=True)
                | Q(state__in=("provisional", "in_review", "returned")),
                name="registry_application_submitted_form",
            ),
        ),
    )
