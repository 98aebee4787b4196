"""Asking a question as a counterpart: python example_question.py DIR PEER QUESTION '{"field": "value"}'."""

import hashlib
import json
import socket
import ssl
import sys
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jws
from joserfc.jwk import ECKey

HOME, PEER, QUESTION, BODY = Path(sys.argv[1]), *sys.argv[2:5]
NOTE = json.loads((HOME / "peer.json").read_text())
FOUND = next(peer for peer in NOTE["peers"] if peer["name"] == PEER)


def signed() -> str:
    """The question in its envelope as a compact JWS; recorded_at must be within two minutes of the peer's clock."""
    now = datetime.now(UTC)
    envelope = {
        "kind": "question", "id": str(uuid4()), "name": QUESTION, "sender": NOTE["identity"], "destination": PEER,
        "trace": str(uuid4()), "legal_day": (now + timedelta(hours=9)).date().isoformat(),
        "recorded_at": now.isoformat(), "digest": hashlib.sha256(BODY.encode()).hexdigest(), "body": BODY,
    }  # fmt: skip
    key = ECKey.import_key((HOME / NOTE["sign_key"]).read_bytes())
    return jws.serialize_compact({"alg": "ES256", "kid": NOTE["identity"]}, json.dumps(envelope), key)


def posted(token: str) -> tuple[int, str]:
    """Status and body of the reply, from the peer and nobody else."""
    context = ssl.create_default_context(cafile=HOME / NOTE["authority"])
    context.load_cert_chain(HOME / NOTE["tls_certificate"], HOME / NOTE["tls_key"])
    line = HTTPConnection(FOUND["host"], FOUND["port"])
    plain = socket.create_connection((FOUND["host"], FOUND["port"]), timeout=20)
    line.sock = context.wrap_socket(plain, server_hostname=f"{PEER}.juki.internal")
    line.request("POST", "/links/ask", token, {"Content-Type": "application/jose"})
    reply = line.getresponse()
    return reply.status, reply.read().decode()


def opened(token: str) -> str:
    """The body of the answer, whose signature is checked."""
    public = x509.load_pem_x509_certificate((HOME / FOUND["sign"]).read_bytes()).public_key()
    key = ECKey.import_key(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return str(json.loads(jws.deserialize_compact(token, key).payload)["body"])


if __name__ == "__main__":
    status, text = posted(signed())
    sys.stdout.write((opened(text) if status == 200 else text) + "\n")
