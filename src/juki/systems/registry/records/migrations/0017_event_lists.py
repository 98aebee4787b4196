"""異動 are listed by 処理日 and by 異動日. Source: STD 2.2.1."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0016_memos_aliases")]

    operations = [
        migrations.AddIndex(
            "eventrow", models.Index(fields=["processed_on", "recorded_at"], name="registry_event_processed")
        ),
        migrations.AddIndex("eventrow", models.Index(fields=["day"], name="registry_event_on")),
    ]
