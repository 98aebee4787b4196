"""The connections of systems 2 to 6, one by one, knocked at in a running city in both directions.

What may be is written down here and not read from links.toml: a link that somebody adds there fails this test.
Source: document I-2 systems 2 to 6 (他のシステムとの接続); III(1)6, III(2)3, III(3)3, III(4)3.
"""

import socket
import ssl
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from juki.launch import authority
from juki.launch.ports import settle
from juki.links.identity import Identity
from support.running import RunningCity

from .test_matrix import PROCESS_OF, call, refusals

pytestmark = pytest.mark.city

NETWORK = ("prefecture", "nation", "cities", "cards")
EVERYBODY = frozenset(str(one) for one in Identity)
STRANGER = "inquirer"
"""Nobody in the city hall knows it: what a refusal looks like, in every test."""


class Row(NamedTuple):
    """A system, who stands for the other side of the row, and who of them may be heard and told."""

    own: str
    others: frozenset[str]
    served: frozenset[str] = frozenset()


def row(*rows: str, own: str, others: Any, served: Any = ()) -> Any:
    return pytest.param(
        Row(own, frozenset(others), frozenset(served)), marks=pytest.mark.proves(*rows), id=rows[0]
    )


def rest(own: str, *known: str) -> frozenset[str]:
    """Everybody but ``own``, the office that signs people in, and those that other rows speak of."""
    return EVERYBODY - {own, "office", *known}


CONNECTIONS = [
    row("S2.C01", "C:nw.not_connected@2", "C:nw.not_connected@3", own="jukinet", others=("nws", "inquirer")),
    row("S2.C02", own="jukinet", others=("business",)),
    row("S2.C03", own="jukinet", others=NETWORK, served=NETWORK),
    row("S2.C04", own="jukinet", others=("registry",), served=("registry",)),
    row("S2.C05", "C:link.no_atena@2", "C:link.no_atena@3", own="jukinet", others=("addressee", "unified")),
    row("S2.C06", "S2.C07", own="jukinet", others=rest("jukinet", "registry", *NETWORK)),
    row(
        "C:link.cs_only_juki@2", "C:link.cs_only_juki@3", own="jukinet",
        others=("registry", "kiosk", "unified", "intermediary", "addressee", "business", "family"), served=("registry",),
    ),
    row("S3.C01", "C:nw.not_connected@4", own="kiosk", others=("nws", "inquirer")),
    row("S3.C02", "S3.C06", own="kiosk", others=("business",)),
    row("S3.C03", own="kiosk", others=("jukinet", *NETWORK)),
    row("S3.C04", own="kiosk", others=("registry",), served=("registry",)),
    row("S3.C05", "C:link.no_atena@4", own="kiosk", others=("addressee", "unified")),
    row("S3.C07", own="kiosk", others=rest("kiosk", "registry"), served=("centre",)),
    row("S4.C01", own="unified", others=("nws", "inquirer")),
    row("S4.C03", own="unified", others=("jukinet", *NETWORK)),
    row("S4.C04", own="unified", others=("registry",), served=("registry",)),
    row("S4.C06", own="unified", others=rest("unified", "registry", "intermediary", "addressee", "business")),
    row("S4.C07", own="unified", others=("intermediary",), served=("intermediary",)),
    row("S5.C01", own="intermediary", others=("nws",), served=("nws",)),
    row("S5.C02", "S5.C06", own="intermediary", others=("business",)),
    row("S5.C03", own="intermediary", others=("jukinet", *NETWORK)),
    row("S5.C04", "S5.C05", own="intermediary", others=("registry", "unified", "addressee"), served=("unified",)),
    row("S5.C07", own="intermediary", others=rest("intermediary", "unified", "nws")),
    row("S6.C01", own="addressee", others=("nws", "inquirer")),
    row("S6.C02", own="addressee", others=("business",)),
    row("S6.C03", own="addressee", others=("jukinet", *NETWORK)),
    row("S6.C04", own="addressee", others=("registry",), served=("registry",)),
    row("S6.C07", own="addressee", others=rest("addressee", "registry", "unified", "business")),
]  # fmt: skip


@pytest.mark.parametrize("found", CONNECTIONS)
def test_who_may_be_heard_and_told_is_served_and_nobody_else(running: RunningCity, found: Row):
    home = running.home.root
    ports = settle(home / "ports.json").link
    before = refusals(running, found.own)
    assert call(home, STRANGER, found.own, ports[found.own]) == (403, "LNK-0101")
    for other in sorted(found.others):
        may = 200 if other in found.served else 403
        heard, told = (
            call(home, other, found.own, ports[found.own]),
            call(home, found.own, other, ports[other]),
        )
        assert (heard[0], told[0]) == (may, may), other
    after = refusals(running, found.own)
    logged = {
        who
        for (who, door), count in after.items()
        if door == found.own and count > before.get((who, door), 0)
    }
    assert logged == {STRANGER, *(found.others - found.served)}
    assert PROCESS_OF[found.own] == found.own


def knocked(home: Path, port: int, name: str, context: ssl.SSLContext) -> bytes:
    """What a caller with this TLS context gets to hear."""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname=f"{name}.juki.internal") as line,
    ):
        line.sendall(
            b"POST /links/deliver HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]"
        )
        return line.recv(100)


def contexts(home: Path, folder: Path, caller: str) -> dict[str, ssl.SSLContext]:
    """Callers that say they are ``caller`` and cannot prove it."""
    trusted = str(home / "authority" / "authority.pem")
    nobody = ssl.create_default_context(cafile=trusted)
    stranger = authority.create(folder / "stranger", name="stranger")
    stranger.issue(folder / "forged", uri=f"urn:juki:system:{caller}", dns=f"{caller}.juki.internal")
    forger = ssl.create_default_context(cafile=trusted)
    forger.load_cert_chain(folder / "forged.pem", folder / "forged.key")
    old = ssl.create_default_context(cafile=trusted)
    old.load_cert_chain(home / "identities" / caller / "tls.pem", home / "identities" / caller / "tls.key")
    old.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    return {"no certificate": nobody, "another authority": forger, "old TLS": old}


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
@pytest.mark.parametrize(
    ("own", "peer"),
    [
        pytest.param(
            "jukinet", "prefecture",
            marks=pytest.mark.proves(
                "C:xfer.mutual_auth@1", "C:xfer.mutual_auth@2", "C:xfer.mutual_auth@3", "C:xfer.peer_reject@2",
                "C:xfer.peer_reject@3", "C:cs.crypto@2", "C:cs.crypto@3",
            ),
        ),
        pytest.param("intermediary", "nws", marks=pytest.mark.proves("C:nw.tls@1")),
        pytest.param("intermediary", "unified", marks=pytest.mark.proves("C:nw.tls@1")),
    ],
)  # fmt: skip
def test_only_who_proves_its_name_over_tls_gets_a_word_in(
    running: RunningCity, tmp_path: Path, own: str, peer: str
):
    home = running.home.root
    port = settle(home / "ports.json").link[own]
    with socket.create_connection(("127.0.0.1", port), timeout=10) as plain:
        plain.sendall(b"POST /links/deliver HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n[]")
        with suppress(ConnectionError):
            assert b"LNK" not in plain.recv(1000)
    for kind, context in contexts(home, tmp_path, peer).items():
        try:
            said = knocked(home, port, own, context)
        except (ssl.SSLError, ConnectionError):
            said = b""
        assert said == b"", kind
    assert call(home, peer, own, port)[0] == 200
    assert call(home, STRANGER, own, port) == (403, "LNK-0101")
