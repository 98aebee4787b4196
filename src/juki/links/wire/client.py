"""The caller's side of a link: mutual TLS to the one peer that the address promises."""

import ssl
from functools import cache

import urllib3

from juki.kernel.settings import IdentityFiles, PeerAddress, current
from juki.links.errors import PeerUnreachable

TIMEOUT = urllib3.Timeout(connect=3.0, read=20.0)


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
    """POST to ``peer`` as ``own``; (status, body).

    Raises:
        PeerUnreachable: no connection, a certificate that is not the peer's, or no reply in time.
    """
    try:
        reply = _pool(own, peer).urlopen(
            "POST", path, body=content, headers={"Content-Type": "application/jose"}, redirect=False
        )
    except urllib3.exceptions.HTTPError as error:
        raise PeerUnreachable(receiver=peer) from error
    return reply.status, reply.data
