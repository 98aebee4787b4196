"""The two listeners of a process: one on loopback for staff, and mutual TLS that tells Django who called.

A stranger must not be able to keep the listener busy: hands are shaken beside the workers, a worker gets a connection
only once the caller has begun to speak, and waits a few seconds in all for head and body.
"""

import ssl
from collections.abc import Callable, Iterable
from typing import Any, cast

from cheroot import wsgi
from cheroot.ssl.builtin import BuiltinSSLAdapter

from juki.kernel.door.caller import CERTIFICATE
from juki.kernel.door.handshakes import Handshakes
from juki.kernel.door.requests import HEAD_LIMIT, Connection

Application = Callable[..., Any]
STAFF = "juki.staff"
"""In the WSGI variables of a request that came in at the staff listener; no caller can set it."""
LOOPBACK = "127.0.0.1"
SECONDS = 10
"""How long a worker waits for a whole request."""
IDLE_SECONDS = 30
BACKLOG = 64
PATIENT = 4
"""Workers per call that is to be served at the same time: the others wait for callers or for the database."""


class MutualTls(BuiltinSSLAdapter):
    """TLS 1.2+ that demands a client certificate of our authority and hands its URI name to the application."""

    def __init__(self, certificate: str, key: str, authority: str) -> None:
        super().__init__(certificate, key)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(certificate, key)
        context.load_verify_locations(authority)
        context.verify_mode = ssl.CERT_REQUIRED
        self.context = context

    def wrap(self, sock: Any) -> tuple[ssl.SSLSocket, dict[str, Any]]:  # noqa: ANN401 - cheroot's signature
        """The socket for somebody else to shake hands on."""
        return self.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False), {}

    def get_environ(self, sock: ssl.SSLSocket) -> dict[str, Any]:  # type: ignore[override]  # cheroot's own subclass does so
        """WSGI variables of a connection; ``juki.certificate`` is the URI in the peer's verified certificate."""
        names: Any = (sock.getpeercert() or {}).get("subjectAltName", ())
        uri = next((value for kind, value in names if kind == "URI"), "")
        return {"wsgi.url_scheme": "https", "HTTPS": "on", CERTIFICATE: uri}


class _Listener(wsgi.Server):
    """Gives a connection to a worker only after the handshake and when there is something to read."""

    ConnectionClass = Connection
    seconds: float = SECONDS
    _handshakes: Handshakes | None = None

    def prepare(self) -> None:
        """Take the port."""
        super().prepare()
        if self.ssl_adapter is not None:
            self._handshakes = Handshakes(self._admit)
            self._handshakes.start()

    def stop(self) -> None:
        """Take no new calls, finish those begun."""
        if self._handshakes is not None:
            self._handshakes.stop()
            self._handshakes = None
        super().stop()

    def process_conn(self, conn: Connection) -> None:
        """Serve ``conn``, or wait for its first byte."""
        if conn.last_used is not None:
            super().process_conn(conn)
        elif self.ssl_adapter is None:
            self.put_conn(conn)
        elif self._handshakes is not None:
            self._handshakes.add(conn)
        else:
            conn.close()

    def _admit(self, conn: Connection) -> None:
        conn.socket.settimeout(IDLE_SECONDS)
        conn.ssl_env = self.ssl_adapter.get_environ(conn.socket)
        self.put_conn(conn)


def staff_server(application: Application, *, port: int, threads: int = 16) -> wsgi.Server:
    """A listener for browsers and ``/health``, on loopback only: a city puts its TLS in front of it.

    Meant for about ``threads`` calls at the same time; the others wait for callers that speak slowly.
    """

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ[STAFF] = True
        return cast(Iterable[bytes], application(environ, start_response))

    return _server(serve, port=port, threads=threads * PATIENT)


def mutual_server(
    application: Application, *, port: int, certificate: str, key: str, authority: str, threads: int = 4,
    host: str = LOOPBACK,
) -> wsgi.Server:  # fmt: skip
    """A mutual-TLS listener for peers and clients, meant to serve about ``threads`` calls at the same time."""
    server = _server(application, port=port, threads=threads * PATIENT, host=host)
    server.ssl_adapter = MutualTls(certificate, key, authority)
    return server


def _server(application: Application, *, port: int, threads: int, host: str = LOOPBACK) -> _Listener:
    server = _Listener(
        (host, port), application, numthreads=threads, server_name="juki", timeout=IDLE_SECONDS,
        request_queue_size=BACKLOG,
    )  # fmt: skip
    server.max_request_header_size = HEAD_LIMIT
    server.seconds = SECONDS
    return server
