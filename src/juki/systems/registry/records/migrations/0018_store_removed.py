"""The one way by which a 除票 leaves the operational tables, with what belongs to it."""

from django.db import migrations, models

_MOVES = """
create function registry_store_removed(residents text[], sheets int[], name_keys text[], kana_keys text[], today date)
  returns table (stored text, sheet int, day date)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  one record; head registry_resident%rowtype; last registry_resident_version%rowtype;
  acts uuid[] := '{}'; homes text[] := '{}'; home text;
begin
  for one in select * from unnest(residents, sheets, name_keys, kana_keys) as t (number, sheet, name_key, kana_key)
      order by t.number, t.sheet loop
    select * into head from registry_resident where addressee_number = one.number for update skip locked;
    continue when not found;
    select * into last from registry_resident_version v
      where v.addressee_number = one.number and v.record = one.sheet order by v.number desc limit 1;
    continue when not found or last.state = '1';
    continue when exists (select 1 from registry_resident_version v
      where v.addressee_number = one.number and v.record < one.sheet);
    continue when exists (select 1 from registry_application_hold where key = 'addressee:' || one.number);
    day := registry_removed_on(one.number, one.sheet);
    continue when registry_years_later(day + 1, 5) > today;
    insert into registry_removed_version (addressee_number, number, record, is_last, state, removed_on, stored_on,
        household_number, name_key, kana_key, birth, individual_number, resident_code, card_number, trace, content)
      select v.addressee_number, v.number, v.record, v.number = last.number, v.state, day, today, v.household_number,
          one.name_key, one.kana_key, v.birth, v.individual_number, v.resident_code, v.card_number, v.trace, to_jsonb(v)
        from registry_resident_version v where v.addressee_number = one.number and v.record = one.sheet order by v.number;
    select acts || array_agg(distinct v.trace), homes || array_agg(distinct v.household_number) into acts, homes
      from registry_resident_version v where v.addressee_number = one.number and v.record = one.sheet;
    delete from registry_resident_version v where v.addressee_number = one.number and v.record = one.sheet;
    if head.record = one.sheet then
      insert into registry_removed_alias (addressee_number, history_number, content)
        select a.addressee_number, a.history_number, to_jsonb(a) from registry_alias_history a
          where a.addressee_number = one.number;
      select acts || coalesce(array_agg(a.trace), '{}') into acts
        from registry_alias_history a where a.addressee_number = one.number;
      delete from registry_alias_history where addressee_number = one.number;
      delete from registry_resident where addressee_number = one.number;
    end if;
    stored := one.number; sheet := one.sheet;
    return next;
  end loop;
  foreach home in array (select coalesce(array_agg(distinct h order by h), '{}') from unnest(homes) as h) loop
    continue when exists (select 1 from registry_resident_version v where v.household_number = home);
    perform 1 from registry_household where household_number = home and not is_open for update skip locked;
    continue when not found;
    insert into registry_removed_household (household_number, number, content)
      select v.household_number, v.number, to_jsonb(v) from registry_household_version v where v.household_number = home;
    select acts || coalesce(array_agg(v.trace), '{}') into acts
      from registry_household_version v where v.household_number = home;
    delete from registry_household_version where household_number = home;
    delete from registry_household where household_number = home;
  end loop;
  insert into registry_removed_event (trace, content)
    select e.trace, to_jsonb(e) from registry_event e where e.trace = any (acts) on conflict do nothing;
  delete from registry_event e where e.trace = any (acts)
    and not exists (select 1 from registry_resident_version v where v.trace = e.trace)
    and not exists (select 1 from registry_household_version v where v.trace = e.trace)
    and not exists (select 1 from registry_alias_history a where a.trace = e.trace);
end $$;
comment on function registry_store_removed(text[], int[], text[], text[], date) is
  'The one way out of the history: moves removed records whose five years are over, and nothing else.';
"""

_UNDO = "drop function registry_store_removed(text[], int[], text[], text[], date);"


class Migration(migrations.Migration):
    """Stored histories of 通称, and the function that moves; it is the owner's, and the app's role only calls it."""

    dependencies = [("registry", "0017_event_lists")]

    operations = [
        migrations.CreateModel(
            name="RemovedAlias",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "addressee_number",
                        "history_number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("addressee_number", models.TextField()),
                ("history_number", models.IntegerField()),
                ("content", models.JSONField()),
            ],
            options={"db_table": "registry_removed_alias"},
        ),
        migrations.RunSQL(_MOVES, _UNDO),
    ]
