"""The caller's side of a link: mutual TLS to the one peer that the address promises."""

import ssl
import time
from functools import cache

import urllib3

from juki.kernel.settings import IdentityFiles, PeerAddress, current
from juki.links.errors import PeerUnreachable

TIMEOUT = urllib3.Timeout(connect=3.0, read=20.0)
REPLY_SECONDS = 30
REPLY_LIMIT = 8_000_000
CHUNK = 65_536


@cache
def _pool(own: str, peer: str, connections: int = 4) -> urllib3.HTTPSConnectionPool:
    settings = current()
    files: IdentityFiles = settings.identities[own]
    address: PeerAddress = files.receivers[peer]
    context = ssl.create_default_context(cafile=settings.authority)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(files.tls_certificate, files.tls_key)
    name = f"{peer}.juki.internal"
    return urllib3.HTTPSConnectionPool(
        address.host, address.port, ssl_context=context, server_hostname=name, assert_hostname=name,
        maxsize=connections, block=True, timeout=TIMEOUT, retries=False,
    )  # fmt: skip


def post(*, own: str, peer: str, path: str, content: bytes) -> tuple[int, bytes]:
    """POST signed content to ``peer`` as ``own``; (status, body).

    Raises:
        PeerUnreachable: see :func:`call`.
    """
    return call("POST", own=own, peer=peer, path=path, content=content, content_type="application/jose")


def call(
    method: str, *, own: str, peer: str, path: str, content: bytes = b"", content_type: str = ""
) -> tuple[int, bytes]:
    """A request to ``peer`` as ``own``; (status, body).

    Raises:
        PeerUnreachable: no connection, a certificate that is not the peer's, no reply in time, or one without end.
    """
    try:
        reply = _pool(own, peer).urlopen(
            method, path, body=content or None, headers={"Content-Type": content_type} if content_type else {},
            redirect=False, preload_content=False, pool_timeout=REPLY_SECONDS,
        )  # fmt: skip
        try:
            return reply.status, _read(reply, peer)
        finally:
            reply.release_conn()
    except urllib3.exceptions.HTTPError as error:
        raise PeerUnreachable(receiver=peer) from error


def _read(reply: urllib3.BaseHTTPResponse, peer: str) -> bytes:
    end = time.monotonic() + REPLY_SECONDS
    content = bytearray()
    while chunk := reply.read(CHUNK):
        content += chunk
        if len(content) > REPLY_LIMIT or time.monotonic() > end:
            reply.close()
            raise PeerUnreachable(receiver=peer)
    return bytes(content)
