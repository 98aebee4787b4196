"""個別事項 go with the 除票, what was taken back goes with what stands, the store is searched by days; linkage by hand."""

from django.db import migrations, models

_MOVES = """
create or replace function registry_store_removed(
    residents text[], sheets int[], name_keys text[], kana_keys text[], today date)
  returns table (stored text, sheet int, day date)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  one record; head registry_resident%rowtype; last registry_resident_version%rowtype; reopened timestamptz;
  acts uuid[] := '{}'; homes text[] := '{}'; home text; own int; going int[];
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
    select array_agg(distinct v.record) into going from registry_resident_version v
      where v.addressee_number = one.number and (v.record = one.sheet or head.record = one.sheet);
    select min(v.recorded_at) into reopened from registry_resident_version v
      where v.addressee_number = one.number and v.record > one.sheet and head.record <> one.sheet;
    foreach own in array going loop
      select * into last from registry_resident_version v
        where v.addressee_number = one.number and v.record = own order by v.number desc limit 1;
      update registry_removed_version v set is_last = false
        where v.addressee_number = one.number and v.record = own and v.is_last;
      insert into registry_removed_version (addressee_number, number, record, is_last, state, removed_on, stored_on,
          household_number, name_key, kana_key, birth, individual_number, resident_code, card_number, trace, content)
        select v.addressee_number, v.number, v.record, v.number = last.number, v.state, day, today, v.household_number,
            one.name_key, one.kana_key, v.birth, v.individual_number, v.resident_code, v.card_number, v.trace, to_jsonb(v)
          from registry_resident_version v where v.addressee_number = one.number and v.record = own order by v.number;
      insert into registry_removed_matter (addressee_number, record, kind, number, content)
        select m.addressee_number, own, m.kind, m.number, to_jsonb(m) from registry_matter m
          where m.addressee_number = one.number and (reopened is null or m.recorded_at < reopened)
        on conflict do nothing;
      select acts || array_agg(distinct v.trace), homes || array_agg(distinct v.household_number) into acts, homes
        from registry_resident_version v where v.addressee_number = one.number and v.record = own;
      delete from registry_resident_version v where v.addressee_number = one.number and v.record = own;
    end loop;
    if head.record = one.sheet then
      insert into registry_removed_alias (addressee_number, history_number, content)
        select a.addressee_number, a.history_number, to_jsonb(a) from registry_alias_history a
          where a.addressee_number = one.number;
      select acts || coalesce(array_agg(a.trace), '{}') into acts
        from registry_alias_history a where a.addressee_number = one.number;
      delete from registry_alias_history where addressee_number = one.number;
      delete from registry_matter where addressee_number = one.number;
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
"""
"""As in 0018, with 個別事項, what was taken back, and a 住民票 that was in the store before (回復, 誤記修正)."""

_INDEXES = """
create index registry_removed_event_processed on registry_removed_event ((content ->> 'processed_on'));
create index registry_removed_event_day on registry_removed_event ((content ->> 'day'));
create index registry_removed_version_act on registry_removed_version (trace);
"""
_UNDO = """
drop index registry_removed_version_act;
drop index registry_removed_event_day;
drop index registry_removed_event_processed;
"""


class Migration(migrations.Migration):
    """The stored 個別事項, the function that moves, made anew; switches of the linkage with the CS."""

    dependencies = [("registry", "0021_places")]

    operations = [
        migrations.CreateModel(
            name="RemovedMatter",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "addressee_number", "record", "kind", "number",
                        blank=True, editable=False, primary_key=True, serialize=False,
                    ),
                ),
                ("addressee_number", models.TextField()),
                ("record", models.IntegerField()),
                ("kind", models.TextField()),
                ("number", models.IntegerField()),
                ("content", models.JSONField()),
            ],
            options={"db_table": "registry_removed_matter"},
        ),
        migrations.CreateModel(
            name="HandDelivery",
            fields=[
                ("message_id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("trace", models.UUIDField()),
                ("done_by", models.TextField()),
                ("terminal", models.TextField(db_default="", default="")),
                ("at_city", models.DateTimeField()),
                ("at_machine", models.DateTimeField()),
            ],
            options={"db_table": "registry_hand_delivery"},
        ),
        migrations.CreateModel(
            name="LinkageSwitch",
            fields=[
                ("number", models.IntegerField(primary_key=True, serialize=False)),
                ("mode", models.TextField()),
                ("reason", models.TextField()),
                ("trace", models.UUIDField(unique=True)),
                ("by", models.TextField()),
                ("terminal", models.TextField(db_default="", default="")),
                ("at_city", models.DateTimeField()),
                ("at_machine", models.DateTimeField()),
            ],
            options={
                "db_table": "registry_linkage_switch",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["manual", "automatic"])), name="registry_linkage_mode"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), models.Q(("reason", ""), _negated=True)),
                        name="registry_linkage_complete",
                    ),
                ],
            },
        ),
        migrations.RunSQL(_INDEXES, _UNDO),
        migrations.RunSQL(_MOVES, migrations.RunSQL.noop),
    ]  # fmt: skip
