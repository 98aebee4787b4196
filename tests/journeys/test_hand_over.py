"""証明書コンビニ交付 on a machine of its own: two homes stand for two machines, 127.0.0.1 and 127.0.0.2."""

import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from juki.launch.home import Home
from juki.launch.ports import settle
from juki.launch.postgres.cluster import embedded_cluster
from support.browserless import Terminal
from support.moving import Movers, now
from support.running import RunningCity, found, juki

pytestmark = pytest.mark.city

HERE, THERE = "127.0.0.1", "127.0.0.2"
NEEDED = {
    "kiosk": {"seal.key", "seal.pem", "sign.key", "sign.pem", "tls.key", "tls.pem"},
    "registry": {"seal.pem", "sign.pem"},
    "office": {"seal.pem", "sign.pem"},
    "centre": {"seal.pem", "sign.pem"},
}


@dataclass(frozen=True)
class Machines:
    """The city, and its kiosk system apart; ``files`` is what was carried over, ``early`` what --finish said too early."""

    city: RunningCity
    apart: RunningCity
    files: set[str]
    early: str


@pytest.fixture(scope="module")
def machines() -> Iterator[Machines]:
    root = Path(tempfile.mkdtemp(prefix="juki-city-"))
    root.chmod(0o755)
    first, second = root / "first", root / "second"
    try:
        found(first, residents=60)
        juki(first, "hand-over", "kiosk", str(second), "--to", THERE)
        files = {str(file.relative_to(second)) for file in second.rglob("*") if file.is_file()}
        early = juki(first, "hand-over", "kiosk", "--finish", check=False).stderr
        with _own(first):
            juki(second, "take-over")
        juki(second, "up", "--detach")
        juki(first, "hand-over", "kiosk", "--finish")
        juki(first, "up", "--detach")
        yield Machines(RunningCity(Home(first)), RunningCity(Home(second)), files, early)
    finally:
        for home in (first, second):
            juki(home, "down", check=False)
        shutil.rmtree(root, ignore_errors=True)


@contextmanager
def _own(home: Path) -> Iterator[None]:
    """The ports of the first machine, which stands still: on a machine of its own the second could not take them."""
    allocation = settle(home / "ports.json")
    kept = {allocation.plain["kiosk"], allocation.link["kiosk"]}
    ports = {allocation.postgres, *allocation.plain.values(), *allocation.link.values()} - kept
    with ExitStack() as held:
        for port in ports:
            held.enter_context(socket.create_server(("127.0.0.1", port)))
        yield


def _identities(files: set[str]) -> dict[str, set[str]]:
    parts = [Path(name).parts for name in files if name.startswith("identities/")]
    return {who: {file for _, one, file in parts if one == who} for _, who, _ in parts}


def test_the_other_machine_gets_what_it_needs_and_nothing_else(machines: Machines):
    assert _identities(machines.files) == NEEDED
    rest = {name for name in machines.files if not name.startswith("identities/")}
    assert rest == {
        "authority/authority.pem", "cards/authority.pem", "city.toml", "clock.json", "database.dump",
        "documents/kiosk.key", "documents/kiosk.pem", "documents/kiosk.secret", "handed-over.json", "ports.json",
        "keys/kiosk/individual_number.ring", "keys/kiosk/made", "secrets/kiosk.wrapping",
    }  # fmt: skip


def test_this_machine_keeps_nothing_by_which_it_could_be_the_kiosk(machines: Machines):
    root = machines.city.home.root
    assert {file.name for file in (root / "identities" / "kiosk").glob("*.key")} == set()
    left = [file for place in ("documents", "secrets", "systems") for file in (root / place).glob("kiosk*")]
    assert [file.name for file in left] == ["kiosk.pem"]
    port = settle(root / "ports.json").postgres
    dsn = embedded_cluster(root, port=port).superuser_dsn()
    with psycopg.connect(dsn) as conn:
        names = "select datname from pg_database union select rolname from pg_roles"
        assert [name for (name,) in conn.execute(names) if "kiosk" in name] == []


def test_nothing_is_erased_before_the_other_machine_answers(machines: Machines):
    assert machines.early.startswith("LCH-0918")


def test_the_link_door_is_on_the_other_address_alone(machines: Machines):
    port = settle(machines.apart.home.root / "ports.json").link["kiosk"]
    socket.create_connection((THERE, port), timeout=2).close()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((HERE, port), timeout=2)


def test_each_machine_says_what_runs_where(machines: Machines):
    here, there = machines.city.status(), machines.apart.status()
    assert {one["name"] for one in there["processes"]} == {"postgres", "kiosk"}
    assert "kiosk" not in {one["name"] for one in here["processes"]}
    assert (here["up"], there["up"]) == (True, True)
    port = settle(machines.apart.home.root / "ports.json").link["kiosk"]
    assert here["elsewhere"] == {"kiosk": f"{THERE}:{port}"}
    assert set(there["elsewhere"]) == {"registry", "office", "centre"}
    assert f"{THERE}:{port}" in machines.city.juki("status").stdout


def test_a_household_arrives_on_the_other_machine(machines: Machines):
    movers = Movers(machines.city)
    notification = movers.notification(movers.next())
    since = now()
    reply = movers.post(notification)
    assert reply.status == 201
    movers.arrived(notification, since=since)
    movers.clerk.close()
    number = reply.json()["household_number"]
    rows = machines.apart.rows(
        "kiosk", "select count(*) from kiosk_person where household_number = %s", number
    )
    assert rows == [(len(notification.household.members),)]


def test_the_residents_of_before_are_there(machines: Machines):
    (before,) = machines.city.rows("registry", "select count(*) from registry_household")[0]
    (after,) = machines.apart.rows("kiosk", "select count(*) from kiosk_household")[0]
    assert 0 < after <= before


def test_staff_sign_in_there_at_the_office_here(machines: Machines):
    terminal = Terminal(machines.city)
    try:
        terminal.sign_in("officer.tanaka", "kiosk")
    finally:
        terminal.close()


def test_every_audit_chain_holds(machines: Machines):
    assert machines.city.juki("audit", "verify").returncode == 0
    assert machines.apart.juki("audit", "verify").returncode == 0


def test_the_kiosk_cannot_come_back_by_a_line_in_city_toml(machines: Machines):
    file = machines.city.home.city_file
    text = file.read_text(encoding="utf-8")
    assert '"kiosk"' in text
    try:
        file.write_text(text.replace("processes = [", 'processes = ["kiosk", '), encoding="utf-8")
        assert machines.city.juki("peer", "list", check=False).stderr.startswith("LCH-0902")
        assert machines.city.juki("run", "kiosk", check=False).stderr.startswith("LCH-0908")
    finally:
        file.write_text(text, encoding="utf-8")
