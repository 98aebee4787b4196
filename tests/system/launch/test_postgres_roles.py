"""What each database role may and may not do, on a real server."""

from collections.abc import Callable
from contextlib import ExitStack

import psycopg
import pytest
from psycopg import Connection
from psycopg.errors import InsufficientPrivilege
from psycopg.types.json import Jsonb

from juki.launch.postgres.cluster import Cluster
from juki.launch.postgres.configuration import CONNECTIONS, MAX_CONNECTIONS
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.postgres.errors import AppRoleUnknown, TableUnknown
from juki.launch.postgres.grants import apply_grants
from juki.launch.postgres.provision import clone_database, drop_database, provision
from juki.launch.process.activation import PROGRAMS

Connect = Callable[..., Connection]


class TestAppRole:
    @pytest.mark.parametrize(
        "statement",
        [
            "create table mine (id int)",
            "create table side.mine (id int)",
            "create temporary table mine (id int)",
            "create schema mine",
            "create function mine() returns int language sql as 'select 1'",
            "alter table resident add column extra text",
            "drop table resident",
            "truncate resident",
            "create index on resident (name)",
            "create role mine",
            "create database mine",
            "set role juki_registry_owner",
            "alter table audit_row disable trigger all",
            "select setval('audit_row_id_seq', 1)",
            "copy resident to '/stolen'",
            "select pg_read_file('postgresql.conf')",
            "select lo_create(0)",
            "select lo_from_bytea(0, 'x')",
        ],
    )
    def test_defines_nothing(self, connect: Connect, statement: str):
        with connect("registry", Role.APP) as app, pytest.raises(InsufficientPrivilege):
            app.execute(statement)

    def test_changes_rows_of_ordinary_tables(self, connect: Connect):
        with connect("registry", Role.APP) as app:
            app.execute("insert into resident (name) values ('甲')")
            app.execute("update resident set name = '乙' where name = '甲'")
            assert app.execute("select name from names").fetchall() == [("乙",)]
            app.execute("select * from resident for update")
            app.execute("delete from resident")
            app.execute("insert into side.note values (1)")

    @pytest.mark.parametrize("table", ["audit_row", "history", "history_2026"])
    @pytest.mark.parametrize("statement", ["update {} set id = 1", "delete from {}", "truncate {}"])
    def test_only_adds_to_audit_and_history(self, connect: Connect, table: str, statement: str):
        with connect("registry", Role.APP) as app:
            app.execute(f"select * from {table}")
            with pytest.raises(InsufficientPrivilege):
                app.execute(statement.format(table))

    def test_adds_to_audit_and_history(self, connect: Connect):
        with connect("registry", Role.APP) as app:
            app.execute("insert into audit_row (what) values ('x')")
            app.execute("insert into history values (1, '2026-05-01')")

    @pytest.mark.parametrize("role", list(Role))
    @pytest.mark.parametrize("database", ["juki_kiosk", "postgres", "template1"])
    def test_reaches_no_other_database(self, connect: Connect, role: Role, database: str):
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            connect("registry", role, dbname=database)

    def test_needs_its_password(self, connect: Connect):
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            connect("registry", Role.APP, password="wrong")
        with pytest.raises(psycopg.OperationalError, match="no password supplied"):
            connect("registry", Role.APP, password="")


class TestOwnerRole:
    def test_is_no_superuser(self, provisioned: Cluster):
        with psycopg.connect(provisioned.superuser_dsn()) as superuser:
            query = """select count(*), bool_or(rolsuper or rolcreatedb or rolcreaterole or rolreplication or
                       rolbypassrls) from pg_roles where rolname like 'juki\\_%'"""
            assert superuser.execute(query).fetchone() == (4, False)

    def test_no_role_can_take_the_connections_of_all(self, provisioned: Cluster, connect: Connect):
        with psycopg.connect(provisioned.superuser_dsn()) as superuser:
            query = (
                "select rolname, rolconnlimit from pg_roles where rolname like 'juki\\_registry%' order by 1"
            )
            found = superuser.execute(query).fetchall()
        assert found == [("juki_registry_app", 12), ("juki_registry_owner", 4)]
        assert len(PROGRAMS) * CONNECTIONS[Role.APP] < MAX_CONNECTIONS
        with ExitStack() as held:
            for _ in range(CONNECTIONS[Role.APP]):
                held.enter_context(connect("registry", Role.APP))
            with pytest.raises(psycopg.OperationalError, match="too many connections"):
                connect("registry", Role.APP)
            connect("registry", Role.OWNER).close()

    def test_passwords_are_kept_as_scram_verifiers(self, provisioned: Cluster):
        with psycopg.connect(provisioned.superuser_dsn()) as superuser:
            query = "select bool_and(rolpassword like 'SCRAM-SHA-256$%') from pg_authid where rolcanlogin"
            assert superuser.execute(query).fetchone() == (True,)

    def test_makes_tables_that_start_append_only(self, connect: Connect):
        with connect("kiosk", Role.OWNER) as owner, connect("kiosk", Role.APP) as app:
            owner.execute("create table fresh (id serial)")
            app.execute("insert into fresh default values")
            with pytest.raises(InsufficientPrivilege):
                app.execute("delete from fresh")
            apply_grants(owner, append_only=[])
            app.execute("delete from fresh")
            apply_grants(owner, append_only=["fresh"])
            with pytest.raises(InsufficientPrivilege):
                app.execute("delete from fresh")
            owner.execute("drop table fresh")


class TestApplyGrants:
    def test_leaves_rows_that_stay_and_the_record_of_migrations_alone(self, connect: Connect):
        with connect("kiosk", Role.OWNER) as owner, connect("kiosk", Role.APP) as app:
            owner.execute("create table head (id int); create table django_migrations (id int)")
            apply_grants(owner, append_only=[], no_delete=["head"])
            app.execute("insert into head values (1)")
            app.execute("select * from head for update")
            app.execute("update head set id = 2")
            app.execute("select * from django_migrations")
            for statement in (
                "delete from head",
                "truncate head",
                "insert into django_migrations values (1)",
                "update django_migrations set id = 2",
                "delete from django_migrations",
            ):
                with pytest.raises(InsufficientPrivilege):
                    app.execute(statement)
            with pytest.raises(TableUnknown, match="heads"):
                apply_grants(owner, append_only=[], no_delete=["heads"])
            owner.execute("drop table head, django_migrations")

    def test_refuses_a_table_that_is_none(self, connect: Connect):
        with connect("registry", Role.OWNER) as owner, pytest.raises(TableUnknown, match="audit_rows"):
            apply_grants(owner, append_only=["audit_row", "history", "audit_rows"])

    def test_refuses_to_guess_the_app_role(self, connect: Connect):
        with connect("registry", Role.APP) as app, pytest.raises(AppRoleUnknown, match="juki_registry_app"):
            apply_grants(app, append_only=[])


class TestProvision:
    def test_may_be_repeated_and_keeps_the_passwords(self, provisioned: Cluster):
        before = dsn_for("registry", Role.APP, home=provisioned.home, environ={})
        provision(
            provisioned.superuser_dsn(), systems=["registry", "kiosk"], home=provisioned.home, environ={}
        )
        assert dsn_for("registry", Role.APP, home=provisioned.home, environ={}) == before
        psycopg.connect(before).close()

    def test_gives_a_new_password_when_the_file_was_lost(self, provisioned: Cluster):
        provision(provisioned.superuser_dsn(), systems=["office"], home=provisioned.home, environ={})
        lost = dsn_for("office", Role.APP, home=provisioned.home, environ={})
        (provisioned.home / "secrets" / "office.app").unlink()
        provision(provisioned.superuser_dsn(), systems=["office"], home=provisioned.home, environ={})
        psycopg.connect(dsn_for("office", Role.APP, home=provisioned.home, environ={})).close()
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(lost)

    def test_sorts_by_code_point_and_folds_unicode(self, connect: Connect):
        with connect("registry", Role.APP) as app:
            query = "select array_agg(x order by x), lower('É') from unnest(array['z','あ','ア','亜','A']) x"
            assert app.execute(query).fetchone() == (["A", "z", "あ", "ア", "亜"], "é")


class TestCloneDatabase:
    def test_copies_tables_and_grants_and_stays_closed_to_others(
        self, provisioned: Cluster, connect: Connect
    ):
        with psycopg.connect(provisioned.superuser_dsn(), autocommit=True) as superuser:
            clone_database(superuser, template="juki_registry", name="copy", system="registry")
            with connect("registry", Role.APP, dbname="copy") as app:
                app.execute("insert into resident (name) values ('甲')")
                with pytest.raises(InsufficientPrivilege):
                    app.execute("delete from audit_row")
            with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
                connect("kiosk", Role.OWNER, dbname="copy")
            drop_database(superuser, name="copy")
            drop_database(superuser, name="copy")


class TestLog:
    def test_holds_no_value_of_a_failed_statement(self, provisioned: Cluster, connect: Connect):
        with connect("registry", Role.APP) as app:
            secret = "辻󠄂秘匿太郎"
            app.execute("insert into resident (name) values (%s)", [secret])
            with pytest.raises(psycopg.errors.UniqueViolation):
                app.execute("insert into resident (name) values (%s)", [secret])
            with pytest.raises(psycopg.errors.UniqueViolation):
                app.execute(f"insert into resident (name) values ('{secret}')")
            with pytest.raises(psycopg.errors.UndefinedFunction):
                app.execute("select lower(%s)", [Jsonb(secret)])
            app.execute("delete from resident")
        logs = [path.read_text() for path in (provisioned.data / "log").iterdir()]
        assert any("duplicate key" in text for text in logs)
        assert not any("秘匿" in text for text in logs)
