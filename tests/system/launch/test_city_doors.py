"""The listeners of running processes: which identity was called, who may call it, and programs in a counterpart's place."""

import http.client
import ssl
import subprocess
import time
from collections.abc import Iterator

import msgspec
import psycopg
import pytest

from juki.kernel.settings import SystemSettings
from juki.launch import authority
from juki.launch.home import Home
from juki.launch.ports import is_free, settle
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.supervisor.background import supervised
from juki.launch.supervisor.programs import command
from juki.launch.supervisor.report import report
from support.bare_city import founded

pytestmark = pytest.mark.city
ASKED = "/links/ask"


@pytest.fixture(scope="module")
def city() -> Iterator[Home]:
    with founded("intermediary", "outside") as home, supervised(home):
        yield home


def call(home: Home, caller: str | None, identity: str, path: str = ASKED) -> tuple[int, str]:
    """POST nonsense to the link port of ``identity`` with the certificate of ``caller``; (status, code)."""
    context = ssl.create_default_context(cafile=str(home.root / "authority" / "authority.pem"))
    context.check_hostname = False
    if caller:
        context.load_cert_chain(home.root / f"{caller}.pem", home.root / f"{caller}.key")
    port = settle(home.root / "ports.json").link[identity]
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=10)
    try:
        connection.request("POST", path, b"nonsense", {"Content-Type": "application/jose"})
        reply = connection.getresponse()
        return reply.status, msgspec.json.decode(reply.read())["code"]
    finally:
        connection.close()


def system(identity: str) -> str:
    return f"identities/{identity}/tls"


def pids(home: Home) -> set[int | None]:
    return {one.pid for one in report(home).processes if one.name != "postgres"}


def wait_until_renewed(home: Home, before: set[int | None]) -> None:
    deadline = time.monotonic() + 40
    while before & pids(home) or not report(home).up:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_each_listener_speaks_for_its_identity(city: Home):
    """The same caller and the same words: only where a link exists do they get as far as the signature."""
    assert call(city, system("intermediary"), "nws") == (400, "LNK-0103")
    assert call(city, system("intermediary"), "nation") == (403, "LNK-0101")
    assert call(city, system("nation"), "nws") == (400, "LNK-0103")


def test_a_refusal_is_logged_with_the_door(city: Home):
    call(city, system("kiosk"), "intermediary")
    with psycopg.connect(dsn_for("intermediary", Role.APP, home=city.root)) as app:
        row = app.execute(
            "select who, outcome, detail->>'door', detail->>'code' from audit_entry order by number desc"
        ).fetchone()
    assert row == ("peer:kiosk", "refused", "intermediary", "LNK-0101")


def test_a_client_is_no_peer(city: Home):
    assert call(city, "clients/clerk.sato", "intermediary") == (403, "KRN-0202")


def test_nobody_comes_in_without_a_certificate(city: Home):
    with pytest.raises((ssl.SSLError, ConnectionError, http.client.RemoteDisconnected)):
        call(city, None, "intermediary")


def test_a_certificate_of_another_authority_is_refused(city: Home, tmp_path):
    foreign = authority.create(tmp_path / "authority", name="foreign")
    foreign.issue(city.root / "clients" / "foreign", uri="urn:juki:system:nws")
    with pytest.raises((ssl.SSLError, ConnectionError, http.client.RemoteDisconnected)):
        call(city, "clients/foreign", "intermediary")


def test_somebody_elses_program_takes_a_counterparts_place_and_gives_it_back(city: Home):
    port = settle(city.root / "ports.json").link["nws"]
    before = pids(city)
    assert run(city, "peer", "attach", "nws", "127.0.0.1:9").returncode == 0
    wait_until_renewed(city, before)
    assert is_free(port)
    told = msgspec.json.decode(city.settings_file("intermediary").read_bytes(), type=SystemSettings)
    assert told.identities["intermediary"].receivers["nws"].port == 9
    before = pids(city)
    assert run(city, "peer", "detach", "nws").returncode == 0
    wait_until_renewed(city, before)
    assert call(city, system("intermediary"), "nws") == (400, "LNK-0103")


def test_the_audit_chains_hold_until_somebody_writes_in_them(city: Home):
    call(city, system("kiosk"), "intermediary")
    intact = run(city, "audit", "verify")
    assert intact.returncode == 0, intact.stderr
    owner = dsn_for("intermediary", Role.OWNER, home=city.root)
    with psycopg.connect(owner, autocommit=True) as conn:
        (number, reason) = conn.execute("select max(number), min(reason) from audit_entry").fetchone()
        conn.execute("update audit_entry set reason = 'x' where number = %s", [number])
    broken = run(city, "audit", "verify")
    assert broken.returncode == 1
    line = next(line for line in broken.stdout.splitlines() if "BROKEN" in line)
    assert f" {number} 行目" in line
    assert broken.stdout.count("intact") == 1
    assert run(city, "audit", "verify", "outside").returncode == 0
    assert run(city, "audit", "verify", "nobody").returncode == 78
    assert reason is not None


def test_a_process_told_too_much_refuses_to_start(city: Home):
    file = city.settings_file("intermediary")
    told = file.read_bytes()
    settings = msgspec.json.decode(told, type=SystemSettings)
    files = settings.identities["intermediary"]
    more = msgspec.structs.replace(files, receivers={**files.receivers, "registry": files.receivers["nws"]})
    file.write_bytes(
        msgspec.json.encode(msgspec.structs.replace(settings, identities={"intermediary": more}))
    )
    try:
        refused = run(city, "run", "intermediary", "--only", "jobs")
    finally:
        file.write_bytes(told)
    assert refused.returncode == 78
    assert "LCH-0402" in refused.stderr
    assert "余分 registry" in refused.stderr


def test_parts_of_a_process_run_beside_it(city: Home):
    beside = subprocess.Popen(command(city, "run", "intermediary", "--only", "dispatch"))
    time.sleep(2.5)
    assert beside.poll() is None
    beside.terminate()
    assert beside.wait(10) == 0


def run(home: Home, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(home, *words), check=False, capture_output=True, text=True, timeout=60)
