"""What the counter's screens need: 検索履歴, an index of addresses as they are typed, who asked for a certificate."""

from django.db import migrations, models

_ADDRESS_KEY = """
create function registry_address_key(written text) returns text language sql immutable strict parallel safe
return regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
  translate(
    upper(normalize(regexp_replace(written, '[\\s\\uFE00-\\uFE0F\\U000E0100-\\U000E01EF]', '', 'g'), nfkc)),
    '一二三四五六七八九〇－‐‑–—―−ーの之ケヶが', '1234567890----------ヶヶヶ'),
  '([1-9])十([1-9])', '\\1\\2', 'g'),
  '([1-9])十', '\\10', 'g'),
  '十([1-9])', '1\\1', 'g'),
  '十', '10', 'g'),
  '([0-9])(丁目|番地|番|号|地割)', '\\1-', 'g'),
  '-+', '-', 'g');
"""
"""The search key of 町字 and 番地: 一丁目2番3号, １丁目２－３ and 1-2-3 are one text. Never shown."""

_DROP = "drop function registry_address_key(text);"

_INDEX = """create index registry_version_address_key on registry_resident_version
 (registry_address_key(address_town || address_lot) text_pattern_ops);
"""


class Migration(migrations.Migration):
    """Screens of the counter."""

    dependencies = (("registry", "0005_move_out_certificate"),)

    operations = (
        migrations.CreateModel(
            name="SearchHistory",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("client", models.TextField()),
                ("legal_day", models.DateField()),
                ("at", models.DateTimeField()),
                ("conditions", models.JSONField()),
            ],
            options={"db_table": "registry_search_history"},
        ),
        migrations.AddConstraint(
            model_name="searchhistory",
            constraint=models.CheckConstraint(
                condition=models.Q(("conditions__has_key", "individual_number"), _negated=True),
                name="registry_search_history_no_number",
            ),
        ),
        migrations.AddIndex(
            model_name="searchhistory",
            index=models.Index(fields=["client", "legal_day", "at"], name="registry_search_history_own"),
        ),
        migrations.AddField(
            model_name="issuelog",
            name="requester",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.RunSQL(_ADDRESS_KEY, _DROP),
        migrations.RunSQL(_INDEX, "drop index registry_version_address_key;"),
    )
