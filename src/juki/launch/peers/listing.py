"""Every identity with its address, its certificate and its links."""

from datetime import UTC, datetime

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from juki.launch.home import Home
from juki.launch.peers.attachments import attached
from juki.launch.peers.export import links_of
from juki.launch.ports import Allocation
from juki.links.identity import OUTSIDE, Identity


class IdentityLine(msgspec.Struct, frozen=True):
    """``speaker`` is ``system``, ``simulated`` or ``attached``; the certificate by its SHA-256 and last day (UTC)."""

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
    """All nineteen, in the order of the document."""
    elsewhere = attached(home)
    return [_line(home, one, allocation, elsewhere.get(one)) for one in Identity]


def _line(home: Home, one: Identity, allocation: Allocation, at: tuple[str, int] | None) -> IdentityLine:
    file = home.root / "identities" / one / "tls.pem"
    certificate = x509.load_pem_x509_certificate(file.read_bytes())
    speaks, hears = links_of(one)
    host, port = at or ("127.0.0.1", allocation.link[one])
    return IdentityLine(
        identity=one,
        speaker="attached" if at else "simulated" if one in OUTSIDE else "system",
        host=host,
        port=port,
        certificate=str(file),
        fingerprint=certificate.fingerprint(SHA256()).hex(),
        expires=certificate.not_valid_after_utc.astimezone(UTC),
        speaks_to={str(link.receiver): sorted(link.messages | link.questions) for link in speaks},
        hears_from={str(link.sender): sorted(link.messages | link.questions) for link in hears},
    )
