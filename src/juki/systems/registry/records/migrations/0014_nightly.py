"""Nightly work, the store of 除票, and the one way by which a 除票 gets there."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

_INDEXES = """
create index registry_version_planned_day on registry_resident_version (planned_on, household_number)
  where planned_on is not null and state = '1';
create index registry_version_stay_end on registry_resident_version (stay_expires_on)
  where stay_expires_on is not null and state = '1';
create index registry_version_removed on registry_resident_version (addressee_number, record, number) where state <> '1';
create index registry_household_version_act on registry_household_version (trace);
create index registry_household_headless on registry_household (household_number) where is_open and head_number is null;
create index registry_event_act_processed on registry_event (processed_on, trace);
create index registry_removed_address_key on registry_removed_version
  (registry_address_key((content ->> 'address_town') || (content ->> 'address_lot')) text_pattern_ops) where is_last;
"""

_AGREES = """
create or replace function registry_resident_agrees() returns trigger language plpgsql as $$
declare latest registry_resident_version%rowtype; head registry_resident%rowtype;
begin
  select * into latest from registry_resident_version where addressee_number = new.addressee_number
    order by number desc limit 1;
  select * into head from registry_resident where addressee_number = new.addressee_number;
  if (head.version, head.record, head.state, head.household_number, head.position, head.is_head,
      head.individual_number, head.resident_code, head.card_number, head.birth) is distinct from
     (latest.number, latest.record, latest.state, latest.household_number, latest.position,
      latest.relationship_1 = '02', latest.individual_number, latest.resident_code, latest.card_number, latest.birth)
  then
    raise exception 'registry_resident_agrees: a record and its latest version disagree'
      using errcode = 'check_violation', constraint = 'registry_resident_agrees';
  end if;
  if latest.number > 1 and not exists (select 1 from registry_resident_version
      where addressee_number = latest.addressee_number and number = latest.number - 1){stored} then
    raise exception 'registry_version_gapless: a version is missing' using errcode = 'check_violation', constraint = 'registry_version_gapless';
  end if;
  return null;
end $$;
"""
_STORED = """ and not exists (select 1 from registry_removed_version
      where addressee_number = latest.addressee_number and number = latest.number - 1)"""

_TERMS = """
create function registry_years_later(day date, years int) returns date language sql immutable as $$
  select case when extract(day from later) = extract(day from day) then later else later + 1 end
    from (select (day + make_interval(years => years))::date as later) as counted
$$;
create function registry_removed_on(resident text, sheet int) returns date language sql stable as $$
  select coalesce(max(e.processed_on) filter (where v.event_class = 'removal'), max(v.removed_day), max(e.processed_on))
    from registry_resident_version v join registry_event e on e.trace = v.trace
    where v.addressee_number = resident and v.record = sheet
$$;
"""

_UNDO = """
drop function registry_removed_on(text, int);
drop function registry_years_later(date, int);
drop index registry_removed_address_key;
drop index registry_event_act_processed;
drop index registry_household_headless;
drop index registry_household_version_act;
drop index registry_version_removed;
drop index registry_version_stay_end;
drop index registry_version_planned_day;
"""


class Migration(migrations.Migration):
    """Tables, indexes that the jobs read by, functions."""

    dependencies = [
        ("registry", "0013_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="NightlySetting",
            fields=[
                ("job", models.TextField(primary_key=True, serialize=False)),
                ("schedule", models.TextField()),
                ("active", models.BooleanField(db_default=True, default=True)),
                ("parameters", models.JSONField(db_default={}, default=dict)),
                ("since", models.DateField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
            ],
            options={
                "db_table": "registry_nightly_setting",
            },
        ),
        migrations.CreateModel(
            name="RemovedEvent",
            fields=[
                ("trace", models.UUIDField(primary_key=True, serialize=False)),
                ("content", models.JSONField()),
            ],
            options={
                "db_table": "registry_removed_event",
            },
        ),
        migrations.CreateModel(
            name="RemovedHousehold",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "household_number",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("household_number", models.TextField()),
                ("number", models.IntegerField(db_default=0, default=0)),
                ("content", models.JSONField()),
            ],
            options={
                "db_table": "registry_removed_household",
            },
        ),
        migrations.CreateModel(
            name="NightlyRun",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("job", models.TextField()),
                ("legal_day", models.DateField()),
                ("state", models.TextField()),
                ("asked_by", models.TextField()),
                ("terminal", models.TextField(db_default="", default="")),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("attempts", models.IntegerField(db_default=0, default=0)),
                ("position", models.JSONField(db_default={}, default=dict)),
                ("done", models.IntegerField(db_default=0, default=0)),
                ("total", models.IntegerField(db_default=0, default=0)),
                ("listed", models.IntegerField(db_default=0, default=0)),
                ("parameters", models.JSONField(db_default={}, default=dict)),
                (
                    "changed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("counts", models.JSONField(db_default={}, default=dict)),
                ("error_code", models.TextField(db_default="", default="")),
                ("seen_by", models.TextField(db_default="", default="")),
                ("seen_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "registry_nightly_run",
                "constraints": [
                    models.UniqueConstraint(fields=("job", "legal_day"), name="registry_nightly_run_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("waiting", "running", "done", "failed"))),
                        name="registry_nightly_run_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", False), ("state__in", ("done", "failed"))),
                            models.Q(
                                models.Q(("state__in", ("done", "failed")), _negated=True),
                                ("ended_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="registry_nightly_run_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("error_code", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="registry_nightly_run_failed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RemovedVersion",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "addressee_number",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("addressee_number", models.TextField()),
                ("number", models.IntegerField()),
                ("record", models.IntegerField()),
                ("is_last", models.BooleanField()),
                ("state", models.TextField()),
                ("removed_on", models.DateField()),
                ("stored_on", models.DateField()),
                ("household_number", models.TextField()),
                ("name_key", models.TextField()),
                ("kana_key", models.TextField()),
                ("birth", models.DateField()),
                ("individual_number", models.TextField(db_default="", default="")),
                ("resident_code", models.TextField(db_default="", default="")),
                ("card_number", models.TextField(db_default="", default="")),
                ("trace", models.UUIDField()),
                ("content", models.JSONField()),
            ],
            options={
                "db_table": "registry_removed_version",
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_last", True)),
                        fields=["removed_on", "addressee_number", "record"],
                        name="registry_removed_order",
                    ),
                    models.Index(fields=["individual_number"], name="registry_removed_by_number"),
                    models.Index(fields=["resident_code"], name="registry_removed_by_code"),
                    models.Index(
                        condition=models.Q(("card_number", ""), _negated=True),
                        fields=["card_number"],
                        name="registry_removed_by_card",
                    ),
                    models.Index(fields=["name_key"], name="registry_removed_name"),
                    models.Index(fields=["kana_key"], name="registry_removed_kana"),
                    models.Index(fields=["birth"], name="registry_removed_birth"),
                    models.Index(fields=["household_number"], name="registry_removed_household_no"),
                ],
            },
        ),
        migrations.CreateModel(
            name="NightlyItem",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "run_id", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.IntegerField()),
                ("kind", models.TextField()),
                ("addressee_number", models.TextField(db_default="", default="")),
                ("household_number", models.TextField(db_default="", default="")),
                ("record", models.IntegerField(db_default=0, default=0)),
                ("day", models.DateField(null=True)),
                ("trace", models.UUIDField(null=True)),
                ("code", models.TextField(db_default="", default="")),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="registry.nightlyrun",
                    ),
                ),
            ],
            options={
                "db_table": "registry_nightly_item",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 1),
                            models.Q(
                                models.Q(("addressee_number", ""), _negated=True),
                                models.Q(("household_number", ""), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="registry_nightly_item_about",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            _INDEXES + _AGREES.replace("{stored}", _STORED) + _TERMS,
            _AGREES.replace("{stored}", "") + _UNDO,
        ),
    ]
