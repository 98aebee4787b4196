"""Every identity with its address, its certificate and its links."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from juki.launch.home import Home
from juki.launch.peers.addresses import ports_of
from juki.launch.peers.export import links_of
from juki.launch.ports import Allocation
from juki.launch.wiring import Ports
from juki.links.identity import OUTSIDE, Identity

SHOWN = ("tls.pem", "sign.pem")


class IdentityLine(msgspec.Struct, frozen=True):
    """``speaker`` is ``system``, ``simulated``, ``attached`` or ``elsewhere`` (another machine's).

    The certificate by its SHA-256 and last day (UTC): of the connection, or of the signature where a machine has no
    more of a peer.
    """

    identity: str
    speaker: str
    host: str
    port: int
    certificate: str
    fingerprint: str
    expires: datetime
    speaks_to: dict[str, list[str]]
    hears_from: dict[str, list[str]]


def listing(home: Home, allocation: Allocation) -> list[IdentityLine]:
    """All nineteen, in the order of the document; on a machine with a part of the city, those that it deals with."""
    ports = ports_of(home, allocation)
    apart = home.city().elsewhere
    known = [(one, file) for one in Identity if (file := _certificate(home, one)) is not None]
    return [_line(one, file, ports, apart=one in apart) for one, file in known]


def _certificate(home: Home, one: Identity) -> Path | None:
    folder = home.root / "identities" / one
    return next((file for name in SHOWN if (file := folder / name).exists()), None)


def _line(one: Identity, file: Path, ports: Ports, *, apart: bool) -> IdentityLine:
    certificate = x509.load_pem_x509_certificate(file.read_bytes())
    speaks, hears = links_of(one)
    host, port = ports.address(one)
    attached = "attached" if one in ports.elsewhere else ""
    return IdentityLine(
        identity=one,
        speaker="elsewhere" if apart else attached or ("simulated" if one in OUTSIDE else "system"),
        host=host,
        port=port,
        certificate=str(file),
        fingerprint=certificate.fingerprint(SHA256()).hex(),
        expires=certificate.not_valid_after_utc.astimezone(UTC),
        speaks_to={str(link.receiver): sorted(link.messages | link.questions) for link in speaks},
        hears_from={str(link.sender): sorted(link.messages | link.questions) for link in hears},
    )
