"""Writing each process the file that tells it everything, and only what links.toml gives it.

The layout below ``<home>``::

    authority/authority.{pem,key}          the demonstration's authority
    identities/<identity>/{tls,sign,seal}.{key,pem}
    identities/office/sign-in.key          signs ID tokens
    secrets/counterparts                   opens the counterparts' pages
    clients/<client>.{key,pem}             people and programs that use the API
    documents/<system>.{key,pem,secret}    keys that seal certificates
    cards/{authority,responder}.{key,pem}  the simulated 公的個人認証: what its cards and its OCSP answers are signed by
    systems/<process>.json                 a process's settings
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from juki.kernel.settings import IdentityFiles, PeerAddress, SystemSettings
from juki.launch import authority as authorities
from juki.launch.authority import OF_AN_IDENTITY, Authority
from juki.links.identity import INSIDE, OUTSIDE, Identity
from juki.links.topology import Topology

OUTSIDE_PROCESS = "outside"
SEALERS = (Identity.REGISTRY, Identity.KIOSK)


@dataclass(frozen=True, slots=True)
class Ports:
    """The link port of every identity and the plain port of every process.

    ``elsewhere`` gives host and port of identities for whom a process of another machine or somebody else's program
    speaks, ``listen`` the address of this machine's own link listeners.
    """

    link: Mapping[str, int]
    plain: Mapping[str, int]
    elsewhere: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    listen: str = "127.0.0.1"

    def address(self, identity: str) -> tuple[str, int]:
        """Where ``identity`` listens for links."""
        return self.elsewhere.get(identity) or (self.listen, self.link[identity])


def processes() -> dict[str, list[Identity]]:
    """The eight processes and the identities that each of them speaks for."""
    return {**{str(one): [one] for one in Identity if one in INSIDE}, OUTSIDE_PROCESS: sorted(OUTSIDE)}


def issue_all(authority: Authority, home: Path) -> None:
    """Keys and certificates of all identities and of the systems that seal documents."""
    for identity in Identity:
        for purpose in OF_AN_IDENTITY:
            authority.issue(
                home / "identities" / identity / purpose,
                uri=f"urn:juki:system:{identity}",
                dns=f"{identity}.juki.internal",
                purpose=purpose,
            )
    for system in SEALERS:
        authority.issue(
            home / "documents" / system, uri=f"urn:juki:document:{system}", common_name="西東京市長（デモ）",
            seals_documents=True,
        )  # fmt: skip
        write_secret(home / "documents" / f"{system}.secret")


def issue_sign_in_keys(home: Path) -> None:
    """The key that signs ID tokens, and the one that opens the simulated counterparts' pages."""
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _write_private(home / "identities" / "office" / "sign-in.key", pem)
    _write_private(home / "secrets" / "counterparts", secrets.token_urlsafe(24).encode())


def issue_card_authority(home: Path) -> None:
    """The simulated 公的個人認証: its authority, and the key under which it answers what is in force."""
    cards = authorities.create(home / "cards", name="公的個人認証（模擬）")
    cards.issue(home / "cards" / "responder", uri="urn:juki:card-responder", purpose="ocsp")


def write_secret(file: Path) -> None:
    """32 random bytes (0600): the key under which a sealing system marks whom a document concerns."""
    _write_private(file, secrets.token_bytes(32))


def _write_private(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(content)


def issue_client(authority: Authority, home: Path, client: str) -> None:
    """A certificate for a person or a program that uses the API."""
    authority.issue(home / "clients" / client, uri=f"urn:juki:client:{client}", common_name=client)


def identity_files(home: Path, identity: Identity, topology: Topology, ports: Ports) -> IdentityFiles:
    """The keys of ``identity`` and the addresses of only those peers that links.toml gives it."""
    folder = home / "identities" / identity

    def peer(other: Identity) -> PeerAddress:
        theirs = home / "identities" / other
        host, port = ports.address(other)
        return PeerAddress(host=host, port=port, sign=str(theirs / "sign.pem"), seal=str(theirs / "seal.pem"))

    return IdentityFiles(
        port=ports.link[identity],
        tls_key=str(folder / "tls.key"),
        tls_certificate=str(folder / "tls.pem"),
        sign_key=str(folder / "sign.key"),
        seal_key=str(folder / "seal.key"),
        senders={str(link.sender): peer(link.sender) for link in topology.senders(identity)},
        receivers={str(link.receiver): peer(link.receiver) for link in topology.receivers(identity)},
        host=ports.listen,
    )


def write_settings(home: Path, settings: SystemSettings) -> Path:
    """Write a process's settings file (0600: it holds the database password)."""
    file = home / "systems" / f"{settings.system}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=2))
    fresh.replace(file)
    return file
