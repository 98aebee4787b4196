"""Keys inside a PKCS#11 token: pairs that are made there and stay there, and the key that closes rings.

Column keys have to be in the process that reads rows; they lie in their ring, closed by a key that never leaves the token:
without the token and its PIN the rings do not open.
"""

import os
from dataclasses import dataclass, field
from hashlib import sha256
from threading import RLock
from typing import Any

import pkcs11
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key
from pkcs11 import Attribute, KeyType, Mechanism, MechanismFlag, ObjectClass
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters

from juki.vault.errors import TokenAway
from juki.vault.pairs import pem

_NONCE, _TAG_BITS = 12, 128
_STAYS = {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False, Attribute.PRIVATE: True}


class Token:
    """A session with a token; one call at a time, for a session does one thing at a time."""

    def __init__(self, module: str, label: str, pin: str) -> None:
        """Open the token called ``label`` of the PKCS#11 library ``module``.

        Raises:
            TokenAway: no such library or token, or another PIN.
        """
        self.lock = RLock()
        try:
            self.session: Any = pkcs11.lib(module).get_token(token_label=label).open(rw=True, user_pin=pin)
        except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
            raise TokenAway(why=type(error).__name__) from None

    def close(self) -> None:
        """End the session."""
        with self.lock:
            self.session.close()

    def key(self, sort: ObjectClass, label: str) -> Any:  # noqa: ANN401 - the library's own objects
        """The object called ``label``.

        Raises:
            TokenAway: there is none, or more than one.
        """
        try:
            return self.session.get_key(object_class=sort, label=label)
        except pkcs11.PKCS11Error as error:
            raise TokenAway(why=type(error).__name__) from None


@dataclass(frozen=True, slots=True)
class TokenKey:
    """The key inside ``token`` that closes the rings of ``owner`` (AES-256-GCM); the first use makes it."""

    _token: Token = field(repr=False)
    owner: str

    def wrap(self, key: bytes, *, context: bytes) -> bytes:
        """Nonce and ciphertext.

        Raises:
            TokenAway: the token does not answer.
        """
        nonce = os.urandom(_NONCE)
        with self._token.lock:
            try:
                return nonce + self._key(make=True).encrypt(key, **_gcm(nonce, context))
            except pkcs11.PKCS11Error as error:
                raise TokenAway(why=type(error).__name__) from None

    def unwrap(self, wrapped: bytes, *, context: bytes) -> bytes:
        """The key again.

        Raises:
            ValueError: altered, or closed for another place.
            TokenAway: the token does not answer.
        """
        with self._token.lock:
            key = self._key(make=False)
            try:
                return bytes(key.decrypt(wrapped[_NONCE:], **_gcm(wrapped[:_NONCE], context)))
            except (pkcs11.DeviceError, pkcs11.TokenNotPresent, pkcs11.SessionClosed) as error:
                raise TokenAway(why=type(error).__name__) from None
            except pkcs11.PKCS11Error:
                raise ValueError from None

    def _key(self, *, make: bool) -> Any:  # noqa: ANN401 - the library's own objects
        label = f"juki wrapping {self.owner}"
        try:
            return self._token.key(ObjectClass.SECRET_KEY, label)
        except TokenAway:
            if not make:
                raise
        uses = MechanismFlag.ENCRYPT | MechanismFlag.DECRYPT
        return self._token.session.generate_key(
            KeyType.AES, 256, label=label, store=True, capabilities=uses, template=_STAYS
        )


class TokenPairs:
    """Pairs on P-256 that are made in the token; a ring keeps the name of each and nothing else."""

    def __init__(self, token: Token) -> None:
        self._token = token

    def make(self, label: str) -> tuple[bytes, str]:
        """A new pair.

        Raises:
            TokenAway: the token makes none.
        """
        name = f"juki {label} {os.urandom(4).hex()}"
        curve = {Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
        with self._token.lock:
            try:
                parameters = self._token.session.create_domain_parameters(KeyType.EC, curve, local=True)
                parameters.generate_keypair(
                    mechanism=Mechanism.EC_KEY_PAIR_GEN, label=name, id=name.encode(), store=True,
                    capabilities=MechanismFlag.SIGN | MechanismFlag.VERIFY | MechanismFlag.DERIVE,
                    private_template=_STAYS,
                )  # fmt: skip
            except pkcs11.PKCS11Error as error:
                raise TokenAway(why=type(error).__name__) from None
        return name.encode(), pem(self.use(name.encode()).public)

    def use(self, material: bytes) -> "TokenPair":
        """The pair of that name.

        Raises:
            TokenAway: the token has it not.
        """
        name = material.decode()
        with self._token.lock:
            found = load_der_public_key(encode_ec_public_key(self._token.key(ObjectClass.PUBLIC_KEY, name)))
        if not isinstance(found, ec.EllipticCurvePublicKey):
            raise TokenAway(why="EC")
        return TokenPair(self._token, name, found)


@dataclass(frozen=True, slots=True)
class TokenPair:
    """A private key in a token: it signs and agrees there."""

    _token: Token = field(repr=False)
    name: str
    public: ec.EllipticCurvePublicKey

    def sign(self, content: bytes) -> bytes:
        """ES256: r and s, 32 bytes each.

        Raises:
            TokenAway: the token does not answer.
        """
        with self._token.lock:
            try:
                key = self._token.key(ObjectClass.PRIVATE_KEY, self.name)
                return bytes(key.sign(sha256(content).digest(), mechanism=Mechanism.ECDSA))
            except pkcs11.PKCS11Error as error:
                raise TokenAway(why=type(error).__name__) from None

    def agree(self, other: ec.EllipticCurvePublicKey) -> bytes:
        """The shared secret (ECDH), which is made in the token for this once.

        Raises:
            TokenAway: the token does not answer.
        """
        point = other.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        with self._token.lock:
            try:
                key = self._token.key(ObjectClass.PRIVATE_KEY, self.name)
                secret = key.derive_key(
                    KeyType.GENERIC_SECRET, 256, mechanism=Mechanism.ECDH1_DERIVE,
                    mechanism_param=(pkcs11.KDF.NULL, None, point), store=False,
                    template={Attribute.SENSITIVE: False, Attribute.EXTRACTABLE: True},
                )  # fmt: skip
                try:
                    return bytes(secret[Attribute.VALUE])
                finally:
                    secret.destroy()
            except pkcs11.PKCS11Error as error:
                raise TokenAway(why=type(error).__name__) from None


def _gcm(nonce: bytes, context: bytes) -> dict[str, Any]:
    parameters = pkcs11.GCMParams(nonce, context, _TAG_BITS)
    return {"mechanism": Mechanism.AES_GCM, "mechanism_param": parameters}
