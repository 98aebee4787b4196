"""What an app role may do with the tables of its database.

A new table starts with SELECT and INSERT only, so that a migration whose grants were forgotten fails on the
first change and never leaves history open. ``apply_grants`` then opens the ordinary tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import Connection, sql

from juki.launch.postgres.dsn import Role
from juki.launch.postgres.errors import AppRoleUnknown, TableUnknown

# A partition can be addressed past its parent, so it is as append-only as the parent is.
_RELATIONS = """
    with recursive family as (
        select c.oid, c.oid as root from pg_class c
        where c.relowner = (select oid from pg_roles where rolname = current_user)
          and c.relkind in ('r', 'p', 'v', 'm', 'S')
        union
        select i.inhrelid, f.root from family f join pg_inherits i on i.inhparent = f.oid
    )
    select n.nspname, c.relname, c.relkind::text,
           array_agg(distinct rn.nspname || '.' || r.relname)
    from family f
    join pg_class c on c.oid = f.oid join pg_namespace n on n.oid = c.relnamespace
    join pg_class r on r.oid = f.root join pg_namespace rn on rn.oid = r.relnamespace
    where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
    group by 1, 2, 3 order by 1, 2
"""

READ_ONLY = {"django_migrations"}
"""Which shape a database has is the owner's to say."""


@dataclass(frozen=True)
class _Relation:
    schema: str
    name: str
    kind: str
    family: list[str]

    @property
    def identifier(self) -> sql.Identifier:
        return sql.Identifier(self.schema, self.name)

    def is_among(self, names: set[str]) -> bool:
        return any(member in names or member.partition(".")[2] in names for member in self.family)


def apply_defaults(conn: Connection, *, app_role: str) -> None:
    """Close the database to everybody but its two roles, and set what future tables grant.

    ``conn`` is the owner's. Harmless to repeat.
    """
    app, database = sql.Identifier(app_role), sql.Identifier(conn.info.dbname)
    with conn.transaction():
        for statement in (
            sql.SQL("revoke all on database {database} from public"),
            sql.SQL("revoke all on database {database} from {app}"),
            sql.SQL("grant connect on database {database} to {app}"),
            sql.SQL("revoke all on schema public from public"),
            sql.SQL("grant usage on schema public to {app}"),
            sql.SQL("alter default privileges grant usage on schemas to {app}"),
            sql.SQL("alter default privileges grant select, insert on tables to {app}"),
            sql.SQL("alter default privileges grant usage on sequences to {app}"),
        ):
            conn.execute(statement.format(app=app, database=database))


def apply_grants(
    conn: Connection,
    *,
    append_only: Sequence[str],
    no_delete: Sequence[str] = (),
    app_role: str | None = None,
) -> None:
    """Give the app role its rights on all tables that exist now; run it after every migration.

    ``conn`` is the owner's. ``append_only`` names the tables of audit and history, as ``table`` or
    ``schema.table``: they get SELECT and INSERT, their partitions too; all others also UPDATE and DELETE.
    ``no_delete`` names those whose rows change and stay: SELECT, INSERT and UPDATE. The record of migrations is read.
    An append-only table can then not be locked by ``SELECT … FOR UPDATE`` either: lock a head row instead.

    Raises:
        TableUnknown: a name fits no table (a spelling error would leave history open).
        AppRoleUnknown: ``app_role`` is not given and the owner is not named ``…_owner``.
    """
    app = sql.Identifier(app_role or _app_role_of(conn.info.user))
    with conn.transaction():
        relations = [_Relation(*row) for row in conn.execute(_RELATIONS)]
        only_added = _known(append_only, relations)
        staying = _known(no_delete, relations)
        for schema in sorted({relation.schema for relation in relations}):
            conn.execute(sql.SQL("grant usage on schema {} to {}").format(sql.Identifier(schema), app))
        for relation in relations:
            rights = _rights(relation, append_only=only_added, no_delete=staying)
            for template in ("revoke all on {table} from {app}", f"grant {rights} on {{table}} to {{app}}"):
                conn.execute(sql.SQL(template).format(table=relation.identifier, app=app))


def _rights(relation: _Relation, *, append_only: set[str], no_delete: set[str]) -> str:
    if relation.kind == "S":
        return "usage"
    if relation.kind in "vm" or relation.is_among(READ_ONLY):
        return "select"
    if relation.is_among(append_only):
        return "select, insert"
    return "select, insert, update" if relation.is_among(no_delete) else "select, insert, update, delete"


def _known(wanted: Sequence[str], relations: Sequence[_Relation]) -> set[str]:
    tables = {name for r in relations if r.kind in "rp" for name in (r.name, f"{r.schema}.{r.name}")}
    names = set(wanted)
    if missing := sorted(names - tables):
        raise TableUnknown(tables=", ".join(missing))
    return names


def _app_role_of(owner: str) -> str:
    if not owner.endswith(f"_{Role.OWNER}"):
        raise AppRoleUnknown(role=owner)
    return owner.removesuffix(Role.OWNER) + Role.APP
