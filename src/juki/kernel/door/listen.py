"""The two listeners of a process: a plain one on loopback, and mutual TLS that tells Django who called.

A stranger must not be able to keep the listener busy: hands are shaken in a worker, not where connections are accepted,
only once the caller has begun to speak, and within a few seconds.
"""

import ssl
from collections.abc import Callable
from typing import Any

from cheroot import wsgi
from cheroot.server import HTTPConnection, HTTPRequest
from cheroot.ssl.builtin import BuiltinSSLAdapter

from juki.kernel.door.caller import CERTIFICATE

Application = Callable[..., Any]
HEAD_LIMIT = 16_384
BODY_LIMIT = 20_000_000
"""A longer body is refused without being read to its end."""
CHUNK = 65_536
SECONDS = 30
HANDSHAKE_SECONDS = 5


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
        """The socket for a worker to shake hands on."""
        return self.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False), {}

    def get_environ(self, sock: ssl.SSLSocket) -> dict[str, Any]:  # type: ignore[override]  # cheroot's own subclass does so
        """WSGI variables of a connection; ``juki.certificate`` is the URI in the peer's verified certificate."""
        names: Any = (sock.getpeercert() or {}).get("subjectAltName", ())
        uri = next((value for kind, value in names if kind == "URI"), "")
        return {"wsgi.url_scheme": "https", "HTTPS": "on", CERTIFICATE: uri}


class _Request(HTTPRequest):
    """A request whose body, if nobody wanted it, is swallowed so that the reply arrives, but not without limit."""

    def read_request_headers(self) -> bool:
        """Read the head; what is too long or of unknown length ends the connection."""
        ready = bool(super().read_request_headers())
        length = self.inheaders.get(b"Content-Length", b"0")
        if ready and (self.chunked_read or int(length) > BODY_LIMIT):
            self.close_connection = True
        return ready

    def send_headers(self) -> None:
        """Write the head of the reply."""
        if not self.close_connection:
            try:
                while (remaining := getattr(self.rfile, "remaining", 0)) and self.rfile.read(
                    min(remaining, CHUNK)
                ):
                    pass
            except OSError:
                self.close_connection = True
        super().send_headers()


class _Connection(HTTPConnection):
    """A connection that shakes hands in the worker that serves its first request."""

    RequestHandlerClass = _Request

    def communicate(self) -> bool:
        """Serve a request; whether the connection stays open."""
        if isinstance(self.socket, ssl.SSLSocket) and not self.ssl_env:
            try:
                self.socket.settimeout(HANDSHAKE_SECONDS)
                self.socket.do_handshake()
                self.socket.settimeout(SECONDS)
            except OSError:
                return False
            self.ssl_env = self.server.ssl_adapter.get_environ(self.socket)
        return bool(super().communicate())


class _Listener(wsgi.Server):
    """Gives a connection to a worker only when there is something to read."""

    ConnectionClass = _Connection

    def process_conn(self, conn: _Connection) -> None:
        """Serve ``conn``, or wait for its first byte."""
        if self.ssl_adapter is not None and conn.last_used is None:
            self._connections.put(conn)  # type: ignore[attr-defined]  # cheroot's own name for the waiting ones
        else:
            super().process_conn(conn)


def plain_server(application: Application, *, port: int, threads: int = 2) -> wsgi.Server:
    """A listener without TLS, on loopback only."""
    return _server(application, port=port, threads=threads)


def mutual_server(
    application: Application, *, port: int, certificate: str, key: str, authority: str, threads: int = 4
) -> wsgi.Server:
    """A mutual-TLS listener for peers and clients."""
    server = _server(application, port=port, threads=threads)
    server.ssl_adapter = MutualTls(certificate, key, authority)
    return server


def _server(application: Application, *, port: int, threads: int) -> wsgi.Server:
    server = _Listener(
        ("127.0.0.1", port), application, numthreads=threads, server_name="juki", timeout=SECONDS
    )
    server.max_request_header_size = HEAD_LIMIT
    return server
