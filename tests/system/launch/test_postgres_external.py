"""A database that somebody else made: ours only to settle and to check. Played on a second server."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import Connection, sql

from juki.launch.postgres.cluster import Cluster
from juki.launch.postgres.dsn import External
from juki.launch.postgres.errors import PrivilegesWrong
from juki.launch.postgres.provision import provision, settle_external
from juki.launch.postgres.temporary import temporary_cluster
from juki.launch.postgres.verify import privilege_findings

MADE_BY_HAND = (
    "create role town_own login password 'own' connection limit 4",
    "create role town_use login password 'use' connection limit 12",
    "create database town owner town_own template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'",
)
CLOSED = "revoke all on database postgres, template1 from public"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    # fsync is one of the things that are checked, hence in earnest.
    with temporary_cluster(tmp_path_factory.mktemp("external"), durable=True) as cluster:
        yield cluster


@pytest.fixture
def administrator(elsewhere: Cluster) -> Iterator[Connection]:
    with psycopg.connect(elsewhere.superuser_dsn(), autocommit=True) as conn:
        for statement in MADE_BY_HAND:
            conn.execute(statement)
        yield conn
        conn.execute("drop database town with (force)")
        conn.execute("drop role town_own, town_use")


@pytest.fixture
def pair(elsewhere: Cluster, administrator: Connection) -> External:
    place = f"host=127.0.0.1 port={elsewhere.port} dbname=town"
    return External(owner=f"{place} user=town_own password=own", app=f"{place} user=town_use password=use")


class TestSettleExternal:
    def test_accepts_what_is_closed_properly(
        self, pair: External, administrator: Connection, elsewhere: Cluster
    ):
        administrator.execute(CLOSED)
        environ = {"JUKI_DSN_REGISTRY_OWNER": pair.owner, "JUKI_DSN_REGISTRY_APP": pair.app}
        provision(None, systems=["registry"], home=elsewhere.home, environ=environ)
        with psycopg.connect(pair.app) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("create temporary table t (id int)")

    @pytest.mark.parametrize(
        ("fault", "remedy"),
        [
            ("grant connect on database postgres to public", "REVOKE CONNECT ON DATABASE postgres"),
            ("alter role town_own superuser", "ALTER ROLE town_own NOSUPERUSER"),
            ("alter role town_use bypassrls", "ALTER ROLE town_use NOBYPASSRLS"),
            ("grant pg_write_all_data to town_use", "REVOKE pg_write_all_data FROM town_use"),
            ("alter role town_use connection limit -1", "ALTER ROLE town_use CONNECTION LIMIT 12"),
            ("alter role town_own connection limit -1", "ALTER ROLE town_own CONNECTION LIMIT 4"),
            ("grant town_own to town_use", "REVOKE town_own FROM town_use"),
        ],
    )
    def test_names_the_fault_and_its_remedy(
        self, pair: External, administrator: Connection, fault: str, remedy: str
    ):
        administrator.execute(CLOSED)
        administrator.execute(fault)
        with pytest.raises(PrivilegesWrong, match=remedy) as refusal:
            settle_external(pair, system="registry")
        findings = str(refusal.value.fields["findings"]).split(" / ")
        administrator.execute(next(f.partition(" → ")[2] for f in findings if remedy in f))
        settle_external(pair, system="registry")

    def test_refuses_another_sort_order(self, pair: External, administrator: Connection):
        administrator.execute(CLOSED)
        administrator.execute("drop database town")
        administrator.execute(
            "create database town owner town_own template template0 encoding 'SQL_ASCII' "
            "locale_provider libc lc_collate 'C' lc_ctype 'C'"
        )
        with pytest.raises(PrivilegesWrong, match="SQL_ASCII"):
            settle_external(pair, system="registry")


class TestPrivilegeFindings:
    def test_finds_an_open_history(self, pair: External, administrator: Connection):
        administrator.execute(CLOSED)
        settle_external(pair, system="registry")
        with psycopg.connect(pair.owner) as owner:
            owner.execute("create table history (id int, note text)")
            roles = {"owner_role": "town_own", "app_role": "town_use"}
            assert privilege_findings(owner, **roles, append_only=["history"]) == []
            owner.execute(sql.SQL("grant update (note), delete on history to town_use"))
            found = privilege_findings(owner, **roles, append_only=["history"])
        assert {finding.remedy for finding in found} == {
            "REVOKE UPDATE ON history FROM town_use",
            "REVOKE DELETE ON history FROM town_use",
        }

    def test_finds_what_could_be_removed_and_a_record_of_migrations_that_could_be_changed(
        self, pair: External, administrator: Connection
    ):
        administrator.execute(CLOSED)
        settle_external(pair, system="registry")
        with psycopg.connect(pair.owner) as owner:
            owner.execute("create table django_migrations (id int); create table resident (id int)")
            roles = {"owner_role": "town_own", "app_role": "town_use"}
            assert privilege_findings(owner, **roles, no_delete=["resident"]) == []
            owner.execute("grant update (id), delete on django_migrations, resident to town_use")
            found = privilege_findings(owner, **roles, no_delete=["resident"])
        assert {finding.remedy for finding in found} == {
            "REVOKE UPDATE ON django_migrations FROM town_use",
            "REVOKE DELETE ON django_migrations FROM town_use",
            "REVOKE DELETE ON resident FROM town_use",
        }
