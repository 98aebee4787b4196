"""事実上の世帯主 (STD 4.1.4.3)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0022_store_whole")]

    operations = [
        migrations.AddField(
            model_name="residentversion",
            name="actual_head",
            field=models.TextField(db_default="", default=""),
        ),
    ]
