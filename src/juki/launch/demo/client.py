"""A client of the city's API, as an engineer of a linked system would write one: a certificate, a key per post."""

import ssl
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID, uuid4

import msgspec
import urllib3

from juki.kernel.errors import JukiError
from juki.launch.home import Home
from juki.launch.peers.addresses import ports_of
from juki.launch.ports import settle


class Refused(JukiError):
    """A door refused what the client wanted; the code is the door's."""

    code = "LCH-0601"
    text = "{system} が受け付けませんでした({status} {reason})。"


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply: HTTP status, body and headers (names in lower case)."""

    status: int
    content: bytes
    headers: dict[str, str]

    def json(self) -> Any:  # noqa: ANN401 - whatever the endpoint documents
        """The body as JSON."""
        return msgspec.json.decode(self.content)

    @property
    def error(self) -> str:
        """The stable code of a refusal, empty if there is none."""
        if self.headers.get("content-type", "").startswith("application/problem+json"):
            return str(self.json()["code"])
        return ""


class Client:
    """Calls the systems of the city in ``home`` with the certificate of ``name``."""

    def __init__(self, home: Home, name: str) -> None:
        self._ports = ports_of(home, settle(home.root / "ports.json"))
        self._pools: dict[str, urllib3.HTTPSConnectionPool] = {}
        self._context = ssl.create_default_context(cafile=str(home.root / "authority" / "authority.pem"))
        folder = home.root / "clients"
        self._context.load_cert_chain(str(folder / f"{name}.pem"), str(folder / f"{name}.key"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()

    def get(self, system: str, path: str) -> Reply:
        """GET ``path`` of ``system``."""
        return self._call("GET", system, path, None, {})

    def post(self, system: str, path: str, body: object, *, key: UUID | None = None) -> Reply:
        """POST ``body`` as JSON; the same ``key`` again has no second effect."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(key or uuid4())}
        return self._call("POST", system, path, msgspec.json.encode(body), headers)

    def expect(self, reply: Reply, system: str, *, status: int = 200) -> Reply:
        """``reply``, if it has ``status``.

        Raises:
            Refused: it has another.
        """
        if reply.status != status:
            raise Refused(system=system, status=reply.status, reason=reply.error or "?")
        return reply

    def _call(
        self, method: str, system: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> Reply:
        answer = self._pool(system).urlopen(method, path, body=body, headers=headers, redirect=False)
        return Reply(
            answer.status, answer.data, {name.lower(): value for name, value in answer.headers.items()}
        )

    def _pool(self, system: str) -> urllib3.HTTPSConnectionPool:
        if system not in self._pools:
            name = f"{system}.juki.internal"
            host, port = self._ports.address(system)
            self._pools[system] = urllib3.HTTPSConnectionPool(
                host, port, ssl_context=self._context, server_hostname=name,
                assert_hostname=name, maxsize=8, block=True, timeout=urllib3.Timeout(connect=3, read=30), retries=False,
            )  # fmt: skip
        return self._pools[system]
