"""Who may call whom, proved on running processes: all (7 + 12)² ordered pairs of identities, and every role × database."""

import ssl
from datetime import UTC, datetime
from uuid import uuid4

import msgspec
import psycopg
import pytest
import urllib3
from psycopg.conninfo import make_conninfo

from juki.launch.home import links_file
from juki.launch.ports import settle
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.wiring import processes
from juki.links import topology
from juki.links.identity import Identity
from juki.links.wire.envelope import Envelope
from juki.links.wire.keys import private_key, sign
from support.running import RunningCity

pytestmark = pytest.mark.city

LINKS = topology.load(str(links_file()))
DATABASES = list(processes())
PROCESS_OF = {str(one): process for process, identities in processes().items() for one in identities}


def heartbeat(sender: str, destination: str, home) -> bytes:
    """A signed heartbeat that has no effect: epoch 0 never was."""
    envelope = Envelope(
        kind="heartbeat", id=uuid4(), sender=sender, destination=destination, sequence=1, epoch=0, trace=uuid4(),
        legal_day=datetime.now(UTC).date(), recorded_at=datetime.now(UTC),
    )  # fmt: skip
    key = private_key(str(home / "identities" / sender / "sign.key"))
    return msgspec.json.encode([sign(msgspec.json.encode(envelope), key=key, signer=sender)])


def call(home, sender: str, destination: str, port: int, path: str = "/links/deliver") -> tuple[int, str]:
    """Call the door of ``destination`` with the certificate of ``sender``: status and error code."""
    context = ssl.create_default_context(cafile=str(home / "authority" / "authority.pem"))
    folder = home / "identities" / sender
    context.load_cert_chain(str(folder / "tls.pem"), str(folder / "tls.key"))
    name = f"{destination}.juki.internal"
    with urllib3.HTTPSConnectionPool(
        "127.0.0.1",
        port,
        ssl_context=context,
        server_hostname=name,
        assert_hostname=name,
        retries=False,
        timeout=10,
    ) as pool:
        reply = pool.urlopen("POST", path, body=heartbeat(sender, destination, home))
    body = msgspec.json.decode(reply.data)
    return reply.status, body.get("code", "") if isinstance(body, dict) else ""


def refusals(city: RunningCity, process: str) -> dict[tuple[str, str], int]:
    """How often each (caller, door) was refused, by the audit log of ``process``."""
    rows = city.rows(
        process,
        """select who, detail->>'door', count(*) from audit_entry where action = 'link.refused' group by 1, 2""",
    )
    return {(who.removeprefix("peer:"), door): count for who, door, count in rows}


@pytest.mark.parametrize("destination", list(Identity))
def test_every_permitted_call_is_served_and_every_other_refused_and_logged(
    running: RunningCity, destination: Identity
):
    home = running.home.root
    port = settle(home / "ports.json").link[destination]
    process = PROCESS_OF[destination]
    before = refusals(running, process)
    served, refused = set(), set()
    for sender in Identity:
        status, code = call(home, sender, destination, port)
        if status == 200:
            served.add(str(sender))
        else:
            assert (status, code) == (403, "LNK-0101"), sender
            refused.add(str(sender))
    assert served == {str(link.sender) for link in LINKS.senders(destination)}
    after = refusals(running, process)
    logged = {
        who
        for (who, door), count in after.items()
        if door == destination and count > before.get((who, door), 0)
    }
    assert logged == refused


def test_without_a_certificate_nobody_gets_in(running: RunningCity):
    home = running.home.root
    context = ssl.create_default_context(cafile=str(home / "authority" / "authority.pem"))
    context.check_hostname = False
    for port in settle(home / "ports.json").link.values():
        with (
            urllib3.HTTPSConnectionPool(
                "127.0.0.1", port, ssl_context=context, retries=False, timeout=5
            ) as pool,
            pytest.raises(urllib3.exceptions.HTTPError),
        ):
            pool.urlopen("POST", "/links/deliver", body=b"[]")


@pytest.mark.parametrize("system", DATABASES)
def test_a_process_is_told_only_of_the_peers_that_links_toml_gives_it(running: RunningCity, system: str):
    settings = msgspec.json.decode(running.home.settings_file(system).read_bytes())
    for identity, files in settings["identities"].items():
        assert set(files["receivers"]) == {str(link.receiver) for link in LINKS.receivers(identity)}
        assert set(files["senders"]) == {str(link.sender) for link in LINKS.senders(identity)}


@pytest.mark.parametrize("system", DATABASES)
@pytest.mark.parametrize("other", DATABASES)
@pytest.mark.parametrize("role", list(Role))
def test_a_role_enters_its_own_database_and_no_other(
    running: RunningCity, system: str, other: str, role: Role
):
    own = dsn_for(system, role, home=running.home.root)
    target = make_conninfo(own, dbname=f"juki_{other}")
    if system == other:
        with psycopg.connect(target) as connection:
            assert connection.execute("select current_database()").fetchone() == (f"juki_{system}",)
        return
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(target)


@pytest.mark.parametrize("system", DATABASES)
def test_an_app_role_defines_nothing_and_rewrites_no_history(running: RunningCity, system: str):
    with psycopg.connect(dsn_for(system, Role.APP, home=running.home.root), autocommit=True) as connection:
        for statement in (
            "create table intruder (id int)",
            "create temporary table intruder (id int)",
            "alter table audit_entry add column extra int",
            "drop table audit_entry",
            "truncate audit_entry",
            "update audit_entry set action = ''",
            "delete from audit_entry",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
