"""What the CS sends goes over real TLS to the one peer that proves its name, sealed, or stays where it is.

Source: document III(2)2 risk 4, III(2)5 risks 2 and 3; networks: the prefecture's server is our own counterpart.
"""

import threading
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cheroot import wsgi

from juki.kernel.door.listen import mutual_server
from juki.kernel.settings import current
from juki.kernel.work import Actor, one_act
from juki.launch import authority
from juki.links.errors import PeerUnreachable
from juki.links.post.dispatcher import Lane
from juki.links.post.models import Outbox
from juki.links.wire import client
from juki.links.wire.keys import private_key, unseal
from juki.systems.jukinet.services.operations_updates import record_update
from support.identification import code, name, number, times, update

REGISTER = Actor(who="peer:registry", right="link", terminal="t1")


class Listener:
    """Writes down who called (by the certificate that TLS verified) and every byte of what was said."""

    def __init__(self) -> None:
        self.callers: list[str] = []
        self.heard: list[bytes] = []

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        content = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        self.callers.append(environ.get("juki.certificate", ""))
        self.heard.append(content)
        reply = msgspec.json.encode([
            {"sequence": number, "state": "applied", "code": ""}
            for number in range(1, len(msgspec.json.decode(content)) + 1)
        ])  # fmt: skip
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(reply)))])
        return [reply]


@contextmanager
def serving(server: wsgi.Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """``server`` stands where the CS looks for the prefecture."""
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    before = current()
    own = before.identities["jukinet"]
    there = msgspec.structs.replace(own.receivers["prefecture"], host="127.0.0.1", port=server.bind_addr[1])
    files = msgspec.structs.replace(own, receivers={**own.receivers, "prefecture": there})
    file = tmp_path / "jukinet.json"
    file.write_bytes(
        msgspec.json.encode(
            msgspec.structs.replace(before, identities={**before.identities, "jukinet": files})
        )
    )
    monkeypatch.setenv("JUKI_SYSTEM_FILE", str(file))
    current.cache_clear()
    client._pool.cache_clear()
    try:
        yield
    finally:
        monkeypatch.undo()
        current.cache_clear()
        client._pool.cache_clear()
        server.stop()
        thread.join(timeout=10)


def mutual(listener: Listener, folder: Path, stem: str) -> wsgi.Server:
    return mutual_server(
        listener, port=0, certificate=str(folder / f"{stem}.pem"), key=str(folder / f"{stem}.key"),
        authority=current().authority,
    )  # fmt: skip


def record() -> None:
    """The CS takes an update of the register, and has something for the prefecture."""
    with one_act(REGISTER, reason="test", times=times()) as act:
        record_update(act, update(1))


def waiting() -> Outbox:
    return Outbox.objects.get(owner="jukinet", destination="prefecture", name="identification-update")


@pytest.mark.proves(
    "C:xfer.mutual_auth@1", "C:xfer.mutual_auth@2", "C:xfer.mutual_auth@3", "C:cs.crypto@2", "C:cs.crypto@3"
)  # fmt: skip
def test_the_prefecture_sees_who_calls_and_nobody_else_could_read_it(db, monkeypatch, tmp_path):
    listener = Listener()
    peer = Path(current().home) / "identities" / "prefecture"
    with serving(mutual(listener, peer, "tls"), monkeypatch, tmp_path):
        record()
        assert Lane("jukinet", "prefecture").send_batch() == 1
    assert set(listener.callers) == {"urn:juki:system:jukinet"}
    assert waiting().delivered_at is not None
    said = [payload_of(token) for content in listener.heard for token in msgspec.json.decode(content)]
    (sent,) = [payload for payload in said if payload.get("name") == "identification-update"]
    key = private_key(current().identities["prefecture"].seal_key)
    assert number(1) in unseal(sent["body"], key=key)
    for secret in (number(1), name(1).full, code(1)):
        assert secret not in sent["body"]


def payload_of(token: str) -> dict[str, Any]:
    """What stands in a signed token for whoever has it."""
    part = token.split(".")[1]
    return msgspec.json.decode(urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def impostors(folder: Path) -> Iterator[tuple[str, Callable[[Listener], wsgi.Server]]]:
    """Listeners that are not the prefecture."""
    identities = Path(current().home) / "identities"
    yield "another of our own", lambda listener: mutual(listener, identities / "cities", "tls")
    stranger = authority.create(folder / "stranger", name="stranger")
    stranger.issue(folder / "forged", uri="urn:juki:system:prefecture", dns="prefecture.juki.internal")
    yield "the right name by another authority", lambda listener: mutual(listener, folder, "forged")
    yield "no certificate at all", lambda listener: wsgi.Server(("127.0.0.1", 0), listener)


@pytest.mark.proves(
    "C:xfer.mutual_auth@1", "C:xfer.mutual_auth@2", "C:xfer.mutual_auth@3", "C:xfer.peer_reject@2", "C:xfer.peer_reject@3",
    "C:cs.crypto@2", "C:cs.crypto@3",
)  # fmt: skip
@pytest.mark.parametrize("kind", range(3))
def test_who_is_not_the_prefecture_gets_nothing(db, monkeypatch, tmp_path, kind):
    _, build = list(impostors(tmp_path))[kind]
    listener = Listener()
    with serving(build(listener), monkeypatch, tmp_path):
        record()
        with pytest.raises(PeerUnreachable):
            Lane("jukinet", "prefecture").send_batch()
    assert (listener.callers, listener.heard) == ([], [])
    row = waiting()
    assert (row.delivered_at, row.body is not None) == (None, True)
