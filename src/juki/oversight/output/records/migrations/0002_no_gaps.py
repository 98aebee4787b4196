"""Numbers of the ledger follow one another."""

from django.db import migrations

SQL = """
create function output_entry_follows() returns trigger language plpgsql as $$
begin
    if new.number <> 1 + coalesce((select max(number) from output_entry where system = new.system), 0) then
        raise exception 'output number % leaves a gap', new.number using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger output_entry_follows before insert on output_entry
    for each row execute function output_entry_follows();
"""
REVERSE = "drop trigger output_entry_follows on output_entry; drop function output_entry_follows();"


class Migration(migrations.Migration):
    dependencies = [("output", "0001_initial")]
    operations = [migrations.RunSQL(SQL, REVERSE)]
