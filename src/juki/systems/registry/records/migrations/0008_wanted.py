"""What is said at the 受付 stays with the application: 異動事由 and how many persons."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """受付."""

    dependencies = (("registry", "0007_parts_of_names"),)

    operations = (
        migrations.AddField("application", "wanted_reason", models.TextField(default="", db_default="")),
        migrations.AddField("application", "wanted_persons", models.IntegerField(null=True)),
        migrations.AddConstraint(
            "application",
            models.CheckConstraint(
                condition=Q(wanted_persons__isnull=True) | Q(wanted_persons__gte=1),
                name="registry_application_wanted",
            ),
        ),
    )
