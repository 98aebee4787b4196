"""The kit against real listeners of ours; a vendor's is tried the same way with ``python -m juki.links.kit``."""

import json
import socket
import ssl
import threading
import time
from pathlib import Path

import msgspec
import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.launch import authority
from juki.links import topology
from juki.links.kit.__main__ import main
from juki.links.kit.parties import Line, Party, parties
from juki.links.kit.runner import Report, run
from juki.links.kit.speaking import DELIVER
from juki.links.post import views
from juki.links.post.models import Inbox
from juki.oversight.trail.services.here import broken_here


def home() -> Path:
    return Path(current().home)


@pytest.mark.parametrize("identity", ["nation", "registry"])
def test_our_door_takes_what_is_permitted_and_refuses_the_rest(listen, identity):
    links = topology.load(current().links)
    with listen(identity) as door:
        report = run(door, topology=links, parties=parties(home()))
    assert report.failed == []
    assert report.passed
    assert {check.peer for check in report.checks} == {
        "",
        *(str(link.sender) for link in links.senders(identity)),
    }
    refusals = [check for check in report.checks if check.got[:1] == "4" and check.got[:3] != "404"]
    logged = AuditEntry.objects.filter(action="link.refused")
    assert logged.count() >= len(refusals), "every refusal is logged (those of the search for the epoch too)"
    assert broken_here() is None
    assert Inbox.objects.exists()


def test_a_door_that_takes_everything_fails(listen, monkeypatch):
    monkeypatch.setattr(
        views, "opened", lambda token, own, peer: (_ for _ in ()).throw(views.BadEnvelope(where="x"))
    )
    with listen("unified") as door:
        report = run(door, topology=topology.load(current().links), parties=parties(home()))
    assert not report.passed
    assert any(check.name.startswith("message ") for check in report.failed)
    assert not Report("unified", []).passed, "nothing tried is nothing proved"


def test_the_program_prints_what_failed(listen, capsys):
    with listen("addressee") as door:
        systems = home() / "systems"
        systems.mkdir(exist_ok=True)
        (systems / "test.json").write_bytes(msgspec.json.encode(current()))
        for _ in range(2):
            assert main(["addressee", "--home", str(home()), "--address", f"127.0.0.1:{door.port}"]) == 0
            printed = json.loads(capsys.readouterr().out)
    assert printed["passed"]
    assert printed["failed"] == []
    assert printed["tried"] > 20
    assert main(["addressee", "--home", str(home()), "--address", f"127.0.0.1:{door.port}"]) == 1


@pytest.fixture
def written_home(listen):
    """A home whose settings say where its doors are, as the launcher leaves it."""
    systems = home() / "systems"
    systems.mkdir(exist_ok=True)
    file = systems / "test.json"
    before = file.read_bytes() if file.exists() else b""

    def write(**ports: int) -> None:
        identities = {
            name: msgspec.structs.replace(files, port=ports.get(name, files.port))
            for name, files in current().identities.items()
        }
        file.write_bytes(msgspec.json.encode(msgspec.structs.replace(current(), identities=identities)))

    yield write
    file.write_bytes(before) if before else file.unlink(missing_ok=True)


def test_a_running_city_is_not_ruined_unasked(listen, written_home, capsys):
    with listen("addressee") as door:
        written_home(addressee=door.port)
        assert main(["addressee", "--home", str(home())]) == 2
        said = capsys.readouterr()
        assert (said.out, said.err[:10]) == ("", "LNK-0601: ")
        assert "--spoil" in said.err
        assert not Inbox.objects.exists()
        assert not AuditEntry.objects.exists()
        assert main(["addressee", "--home", str(home()), "--spoil"]) == 0
    assert Inbox.objects.exists()


def test_help_says_why(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "LNK-0203" in capsys.readouterr().out


@pytest.mark.parametrize("address", ["x", ":1", "a:", "a:x", "a:0", "a:65536", "a:-1", "a:²", "a b:1"])
def test_an_address_that_is_none_is_said_in_one_line(written_home, capsys, address):
    written_home()
    assert main(["addressee", "--home", str(home()), "--address", address]) == 2
    assert capsys.readouterr().err.splitlines()[0].startswith("LNK-0603: ")


def test_a_home_that_is_none_is_said_in_one_line(tmp_path, capsys):
    assert main(["addressee", "--home", str(tmp_path / "nowhere")]) == 2
    (tmp_path / "systems").mkdir()
    (tmp_path / "systems" / "x.json").write_bytes(b"{")
    assert main(["addressee", "--home", str(tmp_path)]) == 2
    assert [line[:10] for line in capsys.readouterr().err.splitlines()] == ["LNK-0602: "] * 2


def test_an_identity_to_whom_nobody_speaks_is_not_passed(written_home, capsys):
    written_home()
    assert main(["portal", "--home", str(home()), "--address", "127.0.0.1:9"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err[:10]) == ("", "LNK-0604: ")


@pytest.mark.parametrize("purpose", ["sign", "seal"])
def test_a_key_that_is_not_for_connections_opens_none(listen, tmp_path, purpose):
    folder = home() / "identities" / "registry"
    for kind in ("key", "pem"):
        (tmp_path / f"tls.{kind}").write_bytes((folder / f"{purpose}.{kind}").read_bytes())
    with listen("unified") as door:
        assert Line(door, Party("registry", folder)).post(DELIVER, b'["x"]')[0] == 400
        assert Line(door, Party("registry", tmp_path)).post(DELIVER, b'["x"]')[0] == 0
    assert AuditEntry.objects.count() == 1


def test_a_certificate_of_another_authority_is_no_certificate(listen, tmp_path):
    forged = authority.create(tmp_path / "authority", name="another")
    forged.issue(tmp_path / "tls", uri="urn:juki:system:registry", dns="registry.juki.internal")
    with listen("unified") as door:
        assert Line(door, Party("registry", tmp_path)).post(DELIVER, b'["x"]')[0] == 0
    assert not AuditEntry.objects.exists()


def test_silent_strangers_do_not_keep_peers_out(listen):
    """More of them than there are workers: none gets one before it has spoken."""
    with listen("unified") as door:
        silent = [socket.create_connection((door.host, door.port)) for _ in range(12)]
        began = time.monotonic()
        assert Line(door, parties(home())["registry"]).post(DELIVER, b"x")[0] == 400
        assert time.monotonic() - began < 3
        for one in silent:
            one.close()


def _raw(door, head: bytes, body: bytes) -> bytes:
    context = ssl.create_default_context(cafile=str(door.authority))
    folder = home() / "identities" / "registry"
    context.load_cert_chain(folder / "tls.pem", folder / "tls.key")
    received = b""
    with (
        socket.create_connection((door.host, door.port)) as plain,
        context.wrap_socket(plain, server_hostname="unified.juki.internal") as line,
    ):
        line.settimeout(10)
        line.sendall(b"POST /links/deliver HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n\r\n" + body)
        while b"urn:juki:error" not in received and (chunk := line.recv(65536)):
            received += chunk
    return received


@pytest.mark.parametrize(
    ("head", "body", "code"),
    [
        (b"Content-Length: 30000000", b"x", b"KRN-0206"),
        (b"Content-Length: 9000000", b"x" * 9_000_000, b"KRN-0206"),
        (b"Transfer-Encoding: chunked", b"2\r\n[]\r\n0\r\n\r\n", b"KRN-0205"),
        (b"X: y", b"", b"KRN-0205"),
    ],
)
def test_lengths_over_the_real_door(listen, head, body, code):
    with listen("unified") as door:
        assert code in _raw(door, head, body)
    assert AuditEntry.objects.filter(action="link.refused", detail__code=code.decode()).count() == 1


def test_a_body_that_never_ends_is_given_up(listen, monkeypatch):
    monkeypatch.setattr("juki.kernel.door.listen.SECONDS", 1)
    with listen("unified") as door:
        assert b"KRN-0205" in _raw(door, b"Content-Length: 100", b"[")
    assert AuditEntry.objects.filter(action="link.refused").count() == 1
    assert threading.active_count() < 20
