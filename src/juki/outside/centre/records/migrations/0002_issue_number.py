from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="dialog",
            name="issue_number",
            field=models.TextField(default=""),
        ),
    ]
