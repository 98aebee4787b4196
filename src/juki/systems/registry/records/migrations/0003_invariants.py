"""Invariants that span rows: deferred, so that an act may pass through a state that it does not leave behind."""

from django.db import migrations

_CONSTRAINTS = """
alter table registry_resident add constraint registry_resident_head_once
  exclude using btree (household_number with =) where (state = '1' and is_head) deferrable initially deferred;
alter table registry_resident add constraint registry_resident_position_once
  exclude using btree (household_number with =, position with =) where (state = '1') deferrable initially deferred;
alter table registry_data_use add constraint registry_data_use_once
  exclude using gist (int8range(hashtextextended(target, 0), hashtextextended(target, 0), '[]') with &&,
                      daterange(valid_from, valid_to) with &&);
create sequence registry_household_serial;
"""

_AGREES = """
create function registry_resident_agrees() returns trigger language plpgsql as $$
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
      where addressee_number = latest.addressee_number and number = latest.number - 1) then
    raise exception 'registry_version_gapless: a version is missing' using errcode = 'check_violation', constraint = 'registry_version_gapless';
  end if;
  return null;
end $$;
create constraint trigger registry_resident_agrees after insert or update on registry_resident
  deferrable initially deferred for each row execute function registry_resident_agrees();
create constraint trigger registry_version_agrees after insert on registry_resident_version
  deferrable initially deferred for each row execute function registry_resident_agrees();
"""

_CONTIGUOUS = """
create function registry_household_contiguous() returns trigger language plpgsql as $$
declare number text; members bigint; highest int;
begin
  foreach number in array array_remove(array[
      case when tg_op <> 'INSERT' then old.household_number end,
      case when tg_op <> 'DELETE' then new.household_number end], null) loop
    select count(*), coalesce(max(position), 0) into members, highest from registry_resident
      where household_number = number and state = '1';
    if members <> highest then
      raise exception 'registry_household_contiguous: the order of a household has gaps'
        using errcode = 'check_violation', constraint = 'registry_household_contiguous';
    end if;
  end loop;
  return null;
end $$;
create constraint trigger registry_household_contiguous
  after insert or delete or update of household_number, position, state on registry_resident
  deferrable initially deferred for each row execute function registry_household_contiguous();
"""

_COUNTING = """
create function registry_update_number_rises() returns trigger language plpgsql as $$
begin
  if new.resident_code <> old.resident_code or new.last <> old.last + 1 then
    raise exception 'an update number rises by one'
      using errcode = 'check_violation', constraint = 'registry_update_number_rises';
  end if;
  return new;
end $$;
create trigger registry_update_number_rises before update on registry_update_number
  for each row execute function registry_update_number_rises();
"""

_DISAGREEMENTS = """
create function registry_disagreements() returns table (what text, key text) language sql stable as $$
  select 'resident', coalesce(r.addressee_number, v.addressee_number) from registry_resident r
    full join (select distinct on (addressee_number) * from registry_resident_version
               order by addressee_number, number desc) v using (addressee_number)
    where (r.version, r.record, r.state, r.household_number, r.position, r.is_head, r.individual_number,
           r.resident_code, r.card_number, r.birth) is distinct from
          (v.number, v.record, v.state, v.household_number, v.position, v.relationship_1 = '02', v.individual_number,
           v.resident_code, v.card_number, v.birth)
  union all
  select 'order', household_number from registry_resident where state = '1'
    group by household_number having count(*) <> max(position)
  union all
  select 'household', coalesce(h.household_number, m.household_number) from
    (select household_number, head_number from registry_household where is_open) h full join
    (select household_number, max(addressee_number) filter (where is_head) as head from registry_resident
     where state = '1' group by household_number) m using (household_number)
    where h.household_number is null or m.household_number is null or h.head_number is distinct from m.head
  union all
  select 'household version', coalesce(h.household_number, v.household_number) from registry_household h
    full join (select distinct on (household_number) * from registry_household_version
               order by household_number, number desc) v using (household_number)
    where (h.version, h.head_number, h.is_open) is distinct from (v.number, v.head_number, v.is_open)
$$;
"""

_UNDO = """
drop function registry_disagreements();
drop trigger registry_update_number_rises on registry_update_number;
drop function registry_update_number_rises();
drop trigger registry_household_contiguous on registry_resident;
drop function registry_household_contiguous();
drop trigger registry_version_agrees on registry_resident_version;
drop trigger registry_resident_agrees on registry_resident;
drop function registry_resident_agrees();
drop sequence registry_household_serial;
alter table registry_data_use drop constraint registry_data_use_once;
alter table registry_resident drop constraint registry_resident_position_once;
alter table registry_resident drop constraint registry_resident_head_once;
"""


class Migration(migrations.Migration):
    """Constraints, triggers and the serial of household numbers."""

    dependencies = (("registry", "0002_resident_version"),)

    operations = (
        migrations.RunSQL(_CONSTRAINTS + _AGREES + _CONTIGUOUS + _COUNTING + _DISAGREEMENTS, _UNDO),
    )
