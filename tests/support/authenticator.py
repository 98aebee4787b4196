"""An authenticator in software: ES256, a counter, and faults to order. Nothing of it ships."""

import hashlib
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

_FLAG = AuthenticatorData.FLAG


def b64(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


@dataclass
class Authenticator:
    """``verifies``: whether it verifies its user (UV); ``origin`` and ``party`` are what a browser would tell it."""

    origin: str = "http://office.localhost:1"
    party: str = "office.localhost"
    verifies: bool = True
    counter: int = 0
    step: int = 1
    credential: bytes = field(default_factory=lambda: os.urandom(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, options: str) -> str:
        """The answer to a registration."""
        asked = json.loads(options)
        public = ES256.from_cryptography_key(self.key.public_key())
        attested = AttestedCredentialData.create(bytes(16), self.credential, public)
        data = self._data(_FLAG.AT, attested)
        attestation = AttestationObject.create("none", data, {})
        said = self._client_data("webauthn.create", asked["challenge"])
        return self._answer({"clientDataJSON": b64(said), "attestationObject": b64(bytes(attestation))})

    def get(self, options: str) -> str:
        """The answer to a challenge."""
        asked = json.loads(options)
        self.counter += self.step
        data = self._data(_FLAG(0))
        said = self._client_data("webauthn.get", asked["challenge"])
        signed = self.key.sign(bytes(data) + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {"clientDataJSON": b64(said), "authenticatorData": b64(bytes(data)), "signature": b64(signed)}
        )

    def _data(self, flags: AuthenticatorData.FLAG, attested: bytes = b"") -> AuthenticatorData:
        flags |= _FLAG.UP | (_FLAG.UV if self.verifies else _FLAG(0))
        return AuthenticatorData.create(
            hashlib.sha256(self.party.encode()).digest(), flags, self.counter, attested
        )

    def _client_data(self, kind: str, challenge: str) -> bytes:
        assert urlsafe_b64decode(challenge + "==")
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        ).encode()

    def _answer(self, response: dict[str, Any]) -> str:
        ident = b64(self.credential)
        return json.dumps(
            {
                "id": ident,
                "rawId": ident,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {},
            }
        )
