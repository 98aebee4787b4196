"""The two listeners of a process: a plain one on loopback, and mutual TLS that tells Django who called."""

import ssl
from collections.abc import Callable
from typing import Any

from cheroot import wsgi
from cheroot.ssl.builtin import BuiltinSSLAdapter

from juki.kernel.door.caller import CERTIFICATE

Application = Callable[..., Any]
HEAD_LIMIT = 16_384
BODY_LIMIT = 20_000_000


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

    def get_environ(self, sock: ssl.SSLSocket) -> dict[str, Any]:  # type: ignore[override]  # cheroot's own subclass does so
        """WSGI variables of a connection; ``juki.certificate`` is the URI in the peer's verified certificate."""
        names: Any = (sock.getpeercert() or {}).get("subjectAltName", ())
        uri = next((value for kind, value in names if kind == "URI"), "")
        return {"wsgi.url_scheme": "https", "HTTPS": "on", CERTIFICATE: uri}


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
    server = wsgi.Server(("127.0.0.1", port), application, numthreads=threads, server_name="juki", timeout=30)
    server.max_request_header_size = HEAD_LIMIT
    server.max_request_body_size = BODY_LIMIT
    return server
