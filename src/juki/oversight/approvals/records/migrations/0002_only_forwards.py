"""A request goes forwards only, and what was asked for stays as it was."""

from django.db import migrations

SQL = """
create function approvals_request_forwards() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.state <> 'asked' then
            raise exception 'a request begins as asked' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if (new.id, new.system, new.kind, new.subject, new.content, new.digest, new.place, new.reason, new.asked_by,
            new.asked_at, new.expires_at)
        is distinct from (old.id, old.system, old.kind, old.subject, old.content, old.digest, old.place, old.reason,
            old.asked_by, old.asked_at, old.expires_at)
        or (old.decided_by <> '' and (new.decided_by, new.decided_at, new.decision_reason)
            is distinct from (old.decided_by, old.decided_at, old.decision_reason)) then
        raise exception 'what was asked for and decided does not change' using errcode = 'check_violation';
    end if;
    if not ((old.state = 'asked' and new.state in ('approved', 'refused', 'revoked'))
            or (old.state = 'approved' and new.state in ('used', 'revoked'))) then
        raise exception 'from % to %: not forwards', old.state, new.state using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger approvals_request_forwards before insert or update on approvals_request
    for each row execute function approvals_request_forwards();
"""
REVERSE = """
drop trigger approvals_request_forwards on approvals_request;
drop function approvals_request_forwards();
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_initial")]
    operations = [migrations.RunSQL(SQL, REVERSE)]
