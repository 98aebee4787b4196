"""A city with its own programs: founded, started, looked at, stopped; the way of ``init``, ``up``, ``status``, ``down``."""

import re
import subprocess
from collections.abc import Iterator

import msgspec
import psycopg
import pytest

from juki.launch.founding.grants import table
from juki.launch.founding.steps import Founding, Progress, found
from juki.launch.holding.births import birth_of
from juki.launch.home import City, Home
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.process.activation import PROGRAMS
from juki.launch.supervisor.background import supervised
from juki.launch.supervisor.programs import command
from juki.launch.supervisor.report import Report
from juki.launch.wiring import processes
from support.bare_city import home_directory, program_path

pytestmark = pytest.mark.city


@pytest.fixture(scope="module")
def city() -> Iterator[Home]:
    with home_directory() as home, program_path():
        loaded: list[tuple[City, set[str]]] = []

        def load(where: Home) -> None:
            with psycopg.connect(dsn_for("registry", Role.APP, home=where.root)) as app:
                tables = app.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
            loaded.append((where.city(), {name for (name,) in tables}))

        found(home, Founding(residents=7, seed=3, load=load), Progress(lambda _: None))
        ((what, tables),) = loaded
        assert (what.residents, what.seed) == (7, 3)
        assert {"audit_entry", "links_outbox"} <= tables
        with supervised(home):
            yield home


def run(home: Home, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(home, *words), check=False, capture_output=True, text=True, timeout=60)


def test_all_eight_are_up(city: Home):
    status = run(city, "status", "--json")
    assert status.returncode == 0, status.stdout
    report = msgspec.json.decode(status.stdout, type=Report)
    assert [one.name for one in report.processes] == ["postgres", *PROGRAMS]
    assert all(one.up and one.version and birth_of(one.pid) for one in report.processes)
    assert f"{report.city_time:%H}" == "10"


def test_the_first_clients_have_their_rights_and_the_log_says_so(city: Home):
    for process, identities in processes().items():
        wanted = {
            (client, right)
            for client, systems in table().items()
            for one in identities
            for right in systems.get(one, [])
        }
        with psycopg.connect(dsn_for(process, Role.APP, home=city.root)) as app:
            given = set(app.execute("select client, permission from access_grant").fetchall())
            logged = app.execute("select count(*) from audit_entry where action = 'grant.loaded'").fetchone()
        assert given == wanted, process
        rows = sum(bool(systems.get(one)) for systems in table().values() for one in identities)
        assert logged == (rows,), process


def test_every_chain_is_intact(city: Home):
    """Programs at work write on while the chains are read: the head shown is one that the chain had."""
    before = {process: max(_digests(city, process)) for process in PROGRAMS}
    verified = run(city, "audit", "verify")
    assert verified.returncode == 0, verified.stdout
    assert verified.stdout.count("intact") == 8
    for process in PROGRAMS:
        (line,) = [line for line in verified.stdout.splitlines() if line.split()[0] == process]
        rows = int("".join(re.findall(r"([\d,]+) 行", line)).replace(",", ""))
        assert rows >= before[process]
        assert line.endswith(f"head {_digests(city, process)[rows].hex()[:12]}")


def _digests(city: Home, process: str) -> dict[int, bytes]:
    with psycopg.connect(dsn_for(process, Role.APP, home=city.root)) as app:
        return dict(app.execute("select number, digest from audit_entry").fetchall())


def test_people_are_shown_only_where_they_were_invented(city: Home):
    refused = run(city, "people")
    assert refused.returncode == 78
    assert refused.stderr.startswith("LCH-0512: ")


def test_the_registers_rows_stay(city: Home):
    with psycopg.connect(dsn_for("registry", Role.APP, home=city.root), autocommit=True) as app:
        for table_name in ("audit_head", "registry_resident", "registry_household", "django_migrations"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(f"delete from {table_name}")


def test_the_clock_moves_for_all(city: Home):
    assert run(city, "clock", "advance", "1d").returncode == 0
    before = msgspec.json.decode(run(city, "status", "--json").stdout, type=Report).city_time
    assert f"{before:%H}" == "10"
    assert run(city, "clock", "advance", "to", "2020-01-01").returncode == 78


def test_it_is_founded_once(city: Home):
    again = run(city, "init")
    assert again.returncode == 78
    assert "LCH-0202" in again.stderr
