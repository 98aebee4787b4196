"""One database, one owner role and one app role per system, on the embedded server or on external ones."""

import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from juki.launch.postgres.configuration import CONNECTIONS
from juki.launch.postgres.dsn import External, Role, database_name, external_for, role_name, secret_file
from juki.launch.postgres.grants import apply_defaults
from juki.launch.postgres.secret import read_secret, write_secret
from juki.launch.postgres.verify import require_privileges

_ATTRIBUTES = "login nosuperuser nocreatedb nocreaterole noreplication nobypassrls"
_LARGE_OBJECTS = r"""select oid::regprocedure::text from pg_proc
    where pronamespace = 'pg_catalog'::regnamespace and proname ~ '^(lo_|lowrite$|loread$)'"""


def provision(
    superuser_dsn: str | None, *, systems: Sequence[str], home: Path, environ: Mapping[str, str] = os.environ
) -> None:
    """Make what is missing and write each DSN to ``home/secrets``; harmless to repeat, also on another port.

    A system with an external setting is not created: its defaults are applied and its privileges verified.
    ``superuser_dsn`` may be None when every system is external.

    Raises:
        PrivilegesWrong, VersionUnsupported: an external database is not as it has to be.
        DsnIncomplete, DsnMalformed, DsnUnprotected: an external setting is unusable.
    """
    external = {system: external_for(system, home=home, environ=environ) for system in systems}
    for system, pair in external.items():
        if pair is not None:
            settle_external(pair, system=system)
    own = [system for system, pair in external.items() if pair is None]
    if superuser_dsn is None or not own:
        return
    with psycopg.connect(superuser_dsn, autocommit=True) as conn:
        for database in ("postgres", "template1"):
            conn.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(database)))
        for system in own:
            for role in Role:
                _settle_role(conn, system=system, role=role, home=home)
            create_database(
                conn, name=database_name(system), owner=role_name(system, Role.OWNER), template="template0"
            )
    for system in own:
        close_large_objects(superuser_dsn, database=database_name(system))
        with psycopg.connect(str(read_secret(secret_file(home, system, Role.OWNER)))) as owner:
            apply_defaults(owner, app_role=role_name(system, Role.APP))


def close_large_objects(superuser_dsn: str, *, database: str) -> None:
    """Leave large objects to the superuser: nobody uses them, and whoever makes one escapes the tables' grants."""
    with psycopg.connect(make_conninfo(superuser_dsn, dbname=database)) as conn:
        for (function,) in conn.execute(_LARGE_OBJECTS).fetchall():
            # The name comes from the server's own catalogue, already quoted.
            conn.execute(sql.SQL(f"revoke all on function {function} from public"))


def settle_external(pair: External, *, system: str) -> None:
    """Apply the defaults to a database that somebody else made, then verify it.

    Raises:
        PrivilegesWrong: what holds there differs; the message lists statements for its administrator.
        VersionUnsupported: not a release from 15 to 18.
    """
    with psycopg.connect(pair.owner) as owner:
        apply_defaults(owner, app_role=str(conninfo_to_dict(pair.app)["user"]))
    require_privileges(pair, system=system)


def create_database(conn: Connection, *, name: str, owner: str, template: str) -> None:
    """Create ``name`` unless it exists, in UTF-8 and sorted by code point on every release."""
    if conn.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
        return
    text = "create database {name} owner {owner} template {template}"
    if template == "template0":
        text += " encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'"
        if conn.info.server_version >= 170000:
            text += " locale_provider builtin builtin_locale 'C.UTF-8'"
    names = {"name": name, "owner": owner, "template": template}
    conn.execute(sql.SQL(text).format(**{key: sql.Identifier(value) for key, value in names.items()}))
    conn.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(name)))


def clone_database(conn: Connection, *, template: str, name: str, system: str) -> None:
    """Create ``name`` as a copy of ``template`` for the roles of ``system``; nobody may be connected to it.

    ``conn`` is the superuser's, in autocommit. A copy has tables and grants but not CONNECT, hence this.
    """
    create_database(conn, name=name, owner=role_name(system, Role.OWNER), template=template)
    names = sql.Identifier(name), sql.Identifier(role_name(system, Role.APP))
    conn.execute(sql.SQL("grant connect on database {} to {}").format(*names))


def drop_database(conn: Connection, *, name: str) -> None:
    """Drop ``name`` if it exists, disconnecting whoever uses it."""
    conn.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _settle_role(conn: Connection, *, system: str, role: Role, home: Path) -> None:
    name, file = role_name(system, role), secret_file(home, system, role)
    known = conninfo_to_dict(read_secret(file) or "").get("password")
    password = str(known or secrets.token_urlsafe(32))
    exists = conn.execute("select 1 from pg_roles where rolname = %s", [name]).fetchone()
    if not exists or not known:
        # The verifier is computed here: the password itself reaches neither the server nor its log.
        verifier = conn.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
        verb = "alter" if exists else "create"
        conn.execute(
            sql.SQL(f"{verb} role {{}} {_ATTRIBUTES} password {{}}").format(
                sql.Identifier(name), sql.Literal(verifier.decode())
            )
        )
    conn.execute(
        sql.SQL("alter role {} connection limit {}").format(
            sql.Identifier(name), sql.Literal(CONNECTIONS[role])
        )
    )
    dsn = make_conninfo(
        host=conn.info.host, port=conn.info.port, dbname=database_name(system), user=name, password=password
    )
    write_secret(file, dsn)
