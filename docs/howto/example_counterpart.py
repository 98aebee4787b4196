"""A counterpart of your own, for links within the city hall: it takes messages in order, each once, and keeps them.

python example_counterpart.py DIR 127.0.0.1:9443      DIR is what ``juki peer export`` wrote. The protocol: wire.md

It parks nothing, sends no receipts, answers no questions and opens no sealed body. To ask: example_question.py.
"""

import hashlib
import json
import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jws
from joserfc.jwk import ECKey

HOME = Path(sys.argv[1])
NOTE = json.loads((HOME / "peer.json").read_text())
PEERS = {peer["name"]: peer for peer in NOTE["peers"]}
STATE, TURN = HOME / "state.json", Lock()
REGISTRY = jws.JWSRegistry(algorithms=["ES256"])
REGISTRY.max_payload_length = 6_000_000


class Refused(Exception):
    """HTTP status and code of a refusal; nothing was taken."""


def opened(token: str, sender: str) -> dict[str, Any]:
    """The envelope that ``sender`` signed for us."""
    try:
        public = x509.load_pem_x509_certificate((HOME / PEERS[sender]["sign"]).read_bytes()).public_key()
        key = ECKey.import_key(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        found = jws.deserialize_compact(token, key, registry=REGISTRY)
        envelope: dict[str, Any] = json.loads(found.payload)
        signed = (found.headers()["kid"], envelope["sender"], envelope["destination"])
        digest = hashlib.sha256(envelope["body"].encode()).hexdigest()
    except Exception:  # noqa: BLE001 - whatever hostile text does
        raise Refused(400, "LNK-0103") from None
    if signed != (sender, sender, NOTE["identity"]):
        raise Refused(403, "LNK-0102")
    if envelope["kind"] != "heartbeat" and digest != envelope["digest"]:
        raise Refused(400, "LNK-0104")
    return envelope


def deliver(tokens: list[str], sender: str) -> list[dict[str, Any]]:
    """Take all or nothing: replacing the file is our transaction."""
    envelopes = [opened(token, sender) for token in tokens]
    if [one["kind"] for one in envelopes] == ["heartbeat"]:
        return []
    with TURN:
        state = json.loads(STATE.read_text()) if STATE.exists() else {}
        epoch, sequence = envelopes[0]["epoch"], envelopes[0]["sequence"]
        # Who takes over begins where the city is.
        mine = state.setdefault(sender, {"epoch": epoch, "last": sequence - 1, "taken": {}})
        results = [take(one, mine, sender) for one in envelopes]
        STATE.with_suffix(".new").write_text(json.dumps(state, ensure_ascii=False, indent=1))
        STATE.with_suffix(".new").replace(STATE)
    return results


def take(envelope: dict[str, Any], mine: dict[str, Any], sender: str) -> dict[str, Any]:
    """One message: each number once, without a gap."""
    sequence, epoch, ident = envelope["sequence"], envelope["epoch"], envelope["id"]
    if envelope["kind"] != "message" or envelope["name"] not in PEERS[sender]["receive"]:
        raise Refused(403, "LNK-0101")
    if epoch < mine["epoch"]:
        raise Refused(409, "LNK-0203")
    if epoch > mine["epoch"]:
        mine |= {"epoch": epoch, "last": 0}
    before = mine["taken"].get(ident)
    if (before is None and sequence <= mine["last"]) or (before and before["digest"] != envelope["digest"]):
        raise Refused(409, "LNK-0202")
    if sequence > mine["last"] + 1:
        raise Refused(409, "LNK-0201")
    mine["last"] = max(mine["last"], sequence)
    kept = {item: envelope[item] for item in ("name", "trace", "digest")}
    mine["taken"].setdefault(ident, {**kept, "content": json.loads(envelope["body"])})
    return {"sequence": sequence, "state": "duplicate" if before else "applied", "code": ""}


class Door(BaseHTTPRequestHandler):
    """POST /links/deliver."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Take what a peer of peer.json brings."""
        names = dict(self.connection.getpeercert()["subjectAltName"])
        sender = names.get("URI", "").removeprefix("urn:juki:system:")
        given = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            if sender not in PEERS or self.path != "/links/deliver":
                raise Refused(403, "LNK-0101")
            status, reply = 200, json.dumps(deliver(json.loads(given), sender))
        except Refused as refused:
            status, reply = refused.args[0], json.dumps({"status": refused.args[0], "code": refused.args[1]})
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            status, reply = 400, json.dumps({"status": 400, "code": "LNK-0104"})
        self.send_response(status)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply.encode())


if __name__ == "__main__":
    host, _, port = sys.argv[2].rpartition(":")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=HOME / NOTE["authority"])
    context.load_cert_chain(HOME / NOTE["tls_certificate"], HOME / NOTE["tls_key"])
    context.verify_mode = ssl.CERT_REQUIRED
    server = ThreadingHTTPServer((host, int(port)), Door)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.serve_forever()
