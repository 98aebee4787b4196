"""Who the kit speaks as, and the door it tries."""

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import urllib3
from joserfc.jwk import ECKey

from juki.kernel.settings import SystemSettings
from juki.links.errors import NoSuchCity
from juki.links.wire.keys import private_key, public_key

CONNECT_SECONDS = 5


@dataclass(frozen=True)
class Party:
    """An identity with its keys in ``folder`` (``tls``, ``sign``, ``seal``: ``.key`` and ``.pem``)."""

    name: str
    folder: Path

    @property
    def signing(self) -> ECKey:
        """The private key it signs with."""
        return private_key(str(self.folder / "sign.key"))


@dataclass(frozen=True)
class Door:
    """The link door of ``identity`` at ``host``:``port``; ``folder`` holds at least ``sign.pem`` and ``seal.pem``."""

    identity: str
    host: str
    port: int
    authority: Path
    folder: Path

    @property
    def seal(self) -> ECKey:
        """The key to seal to."""
        return public_key(str(self.folder / "seal.pem"))

    @property
    def sign(self) -> ECKey:
        """The key that answers are signed with."""
        return public_key(str(self.folder / "sign.pem"))


class Line:
    """Mutual TLS from ``party``, or without a certificate, to a door."""

    def __init__(self, door: Door, party: Party | None) -> None:
        self._door, self._party = door, party

    @cached_property
    def _pool(self) -> urllib3.HTTPSConnectionPool:
        context = ssl.create_default_context(cafile=str(self._door.authority))
        if self._party:
            context.load_cert_chain(self._party.folder / "tls.pem", self._party.folder / "tls.key")
        name = f"{self._door.identity}.juki.internal"
        return urllib3.HTTPSConnectionPool(
            self._door.host, self._door.port, ssl_context=context, server_hostname=name, assert_hostname=name, maxsize=1,
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=30), retries=False,
        )  # fmt: skip

    def post(self, path: str, content: bytes, *, method: str = "POST") -> tuple[int, Any]:
        """(status, JSON value or text); (0, name of the error) when there is no connection."""
        try:
            reply = self._pool.urlopen(method, path, body=content, redirect=False)
        except urllib3.exceptions.HTTPError as error:
            return 0, type(error).__name__
        try:
            return reply.status, msgspec.json.decode(reply.data)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return reply.status, reply.data.decode("utf-8", "replace")

    def close(self) -> None:
        """Hang up."""
        self._pool.close()


def parties(home: Path) -> dict[str, Party]:
    """All identities with keys below ``home``."""
    return {one.name: Party(one.name, one) for one in sorted((home / "identities").iterdir())}


def door_of(home: Path, identity: str) -> tuple[Door, str]:
    """The door of ``identity`` in the city below ``home``, and its links.toml.

    Raises:
        NoSuchCity: no process there speaks for the identity, or its settings do not read.
    """
    for file in sorted((home / "systems").glob("*.json")):
        try:
            settings = msgspec.json.decode(file.read_bytes(), type=SystemSettings)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            raise NoSuchCity(home=str(home), identity=identity) from None
        if identity in settings.identities:
            own = settings.identities[identity]
            folder = home / "identities" / identity
            return Door(identity, own.host, own.port, Path(settings.authority), folder), settings.links
    raise NoSuchCity(home=str(home), identity=identity)


def answers(door: Door) -> bool:
    """Whether somebody listens there now."""
    try:
        with socket.create_connection((door.host, door.port), timeout=CONNECT_SECONDS):
            return True
    except OSError:
        return False


def strangers(known: Mapping[str, Party], peers: set[str], identity: str) -> list[Party]:
    """Identities that have a certificate and no link to ``identity``."""
    return [party for name, party in known.items() if name not in peers | {identity}]
