"""Tables of the schedules' own, made by the database's owner: what was done, what it caused, and a disk that fills up."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection

from support import server

_MAKE = """
create table journey_act (id bigserial primary key, key uuid unique, kind text, person int, number int);
create table journey_effect (id bigserial primary key, station text, sender text, message text, trace uuid);
create table journey_full (owner text primary key);
grant select, insert, update, delete on journey_act, journey_effect, journey_full to public;
grant usage, select on all sequences in schema public to public;
create function journey_refuse_when_full() returns trigger language plpgsql as $$ begin
  if exists (select 1 from journey_full where owner = new.owner) then
    raise exception 'could not extend file: No space left on device' using errcode = '53100';
  end if;
  return new; end $$;
create trigger journey_disk before insert on links_outbox for each row execute function journey_refuse_when_full();
"""
_DROP = """
drop trigger if exists journey_disk on links_outbox; drop function if exists journey_refuse_when_full;
drop table if exists journey_act, journey_effect, journey_full;
"""
_EMPTY = """do $$ declare one record; begin
 for one in select tablename from pg_tables where schemaname = 'public'
   and tablename not in ('django_migrations', 'audit_head', 'audit_entry') loop
  execute format('delete from %I', one.tablename);
 end loop;
 truncate audit_entry;
 update audit_head set number = 0, digest = decode(repeat('00', 32), 'hex'); end $$"""


@contextmanager
def made(owner_dsn: str) -> Iterator[psycopg.Connection]:
    """The tables for as long as the block lasts; the owner's connection."""
    with psycopg.connect(owner_dsn, autocommit=True) as owner:
        owner.execute(_DROP)
        owner.execute(_MAKE)
        try:
            yield owner
        finally:
            owner.execute(_DROP)


def empty(owner: psycopg.Connection, *, whole: bool = False) -> None:
    """Empty what a schedule has filled: foreign keys speak at the end only. ``whole``: leave no dead rows either."""
    if whole:
        server.empty()
    owner.execute(_EMPTY)


def rows(query: str, *values: object) -> list[tuple]:
    """What the app role reads."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def change(statement: str, *values: object) -> None:
    """What the app role writes."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
