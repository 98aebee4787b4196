"""Everything that a program in place of a counterpart needs: keys, certificates, addresses, what it may say."""

import shutil
from pathlib import Path

import msgspec

from juki.launch.errors import TargetNotEmpty
from juki.launch.home import Home, links_file
from juki.launch.peers.addresses import ports_of
from juki.launch.peers.attachments import counterpart
from juki.launch.ports import Allocation
from juki.launch.wiring import Ports
from juki.links import topology
from juki.links.identity import Identity
from juki.links.topology import Link

OWN = ("tls", "sign", "seal")
THEIRS = ("sign", "seal")


class PeerNote(msgspec.Struct, frozen=True):
    """A peer: where it listens (empty when it only calls), its certificates, what goes to it and what comes from it."""

    name: str
    host: str
    port: int
    sign: str
    seal: str
    send: list[str]
    ask: list[str]
    receive: list[str]
    answer: list[str]
    sealed: bool


class ExportNote(msgspec.Struct, frozen=True):
    """``peer.json``: paths are relative to its directory; ``tls`` names are those a callee must show."""

    identity: str
    authority: str
    tls_certificate: str
    tls_key: str
    sign_key: str
    seal_key: str
    caller_uri: str
    callee_dns: str
    peers: list[PeerNote]


def export(home: Home, identity: str, target: Path, allocation: Allocation) -> Path:
    """Write keys (0600), certificates and ``peer.json`` for ``identity`` to the new directory ``target``.

    Raises:
        NoCounterpart: a system of the city hall, or nobody's name.
        TargetNotEmpty: there is something already.
    """
    own = Identity(counterpart(identity))
    if target.exists() and any(target.iterdir()):
        raise TargetNotEmpty(place=str(target))
    target.mkdir(parents=True, exist_ok=True)
    target.chmod(0o700)
    _copy(home.root / "authority" / "authority.pem", target / "authority.pem")
    for purpose in OWN:
        for kind in ("key", "pem"):
            _copy(home.root / "identities" / own / f"{purpose}.{kind}", target / f"{purpose}.{kind}")
    ports = ports_of(home, allocation)
    peers = [_peer(own, peer, ports) for peer in peers_of(own)]
    for peer in peers:
        for purpose in THEIRS:
            _copy(
                home.root / "identities" / peer.name / f"{purpose}.pem",
                target / "peers" / f"{peer.name}.{purpose}.pem",
            )
    note = ExportNote(
        identity=own, authority="authority.pem", tls_certificate="tls.pem", tls_key="tls.key", sign_key="sign.key",
        seal_key="seal.key", caller_uri=f"urn:juki:system:{own}", callee_dns=f"{own}.juki.internal", peers=peers,
    )  # fmt: skip
    file = target / "peer.json"
    file.write_bytes(msgspec.json.format(msgspec.json.encode(note), indent=2))
    return file


def links_of(identity: Identity) -> tuple[list[Link], list[Link]]:
    """Links on which ``identity`` speaks, and links on which it listens."""
    links = topology.load(str(links_file()))
    return links.receivers(identity), links.senders(identity)


def peers_of(own: Identity) -> list[Identity]:
    """Everybody whom ``own`` has a link with, in either direction."""
    speaks, listens = links_of(own)
    return sorted({link.receiver for link in speaks} | {link.sender for link in listens})


def _peer(own: Identity, peer: Identity, ports: Ports) -> PeerNote:
    speaks, listens = links_of(own)
    out = next((link for link in speaks if link.receiver == peer), None)
    into = next((link for link in listens if link.sender == peer), None)
    host, port = ports.address(peer)
    return PeerNote(
        name=peer,
        host=host if out else "",
        port=port if out else 0,
        sign=f"peers/{peer}.sign.pem",
        seal=f"peers/{peer}.seal.pem",
        send=sorted(out.messages) if out else [],
        ask=sorted(out.questions) if out else [],
        receive=sorted(into.messages) if into else [],
        answer=sorted(into.questions) if into else [],
        sealed=any(link.leaves_city_hall for link in (out, into) if link),
    )


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o600 if target.suffix == ".key" else 0o644)
