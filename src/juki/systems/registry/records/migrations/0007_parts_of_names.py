"""部分一致 of names and readings by their pairs of signs, and statistics fine enough for names that thousands bear."""

from django.db import migrations

_PAIRS = """
create function registry_pairs(key text) returns text[] language sql immutable strict parallel safe
return array(select distinct substr(key, place, 2) from generate_series(1, length(key) - 1) place);
"""
"""All pairs of neighbouring signs in a search key; none in a key of one sign."""

_INDEXES = """
create index registry_resident_name_pairs on registry_resident using gin (registry_pairs(name_key));
create index registry_resident_kana_pairs on registry_resident using gin (registry_pairs(kana_key));
"""

_STATISTICS = """alter table registry_resident
 alter column name_key set statistics {count}, alter column kana_key set statistics {count};
"""
"""With the usual hundred steps the planner takes a frequent surname for twenty people, and compares one by one."""


class Migration(migrations.Migration):
    """Parts of names."""

    dependencies = (("registry", "0006_counter_screens"),)

    operations = (
        migrations.RunSQL(_PAIRS, "drop function registry_pairs(text);"),
        migrations.RunSQL(
            _INDEXES, "drop index registry_resident_name_pairs; drop index registry_resident_kana_pairs;"
        ),
        migrations.RunSQL(_STATISTICS.format(count=300), _STATISTICS.format(count=-1)),
    )
