"""Talking to the OpenID provider behind the browser's back: a code for a person, keys, revocations."""

import time
from datetime import datetime
from functools import cache
from http import HTTPStatus
from threading import Lock
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import msgspec
import urllib3
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from juki.kernel.settings import Staff, current
from juki.links.errors import PeerUnreachable
from juki.links.wire import client as link
from juki.links.wire.keys import private_key
from juki.screens.errors import ProviderAway, SignInFailed
from juki.screens.settings import staff as own_staff

INSIDE = ".juki.internal"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LEEWAY = 30
_KEYS_LOCK = Lock()
_TIMEOUT = urllib3.Timeout(connect=3.0, read=10.0)


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """What an ID token says of a person. ``section`` and ``name`` are the directory's; other providers may leave them out."""

    iss: str
    sub: str
    aud: str | list[str]
    exp: int
    iat: int
    nonce: str
    auth_time: int
    sid: str = ""
    acr: str = ""
    amr: list[str] = []
    name: str = ""
    section: str = ""


def person_for(code: str, *, verifier: str, nonce: str, redirect_uri: str) -> Claims:
    """Exchange ``code`` for who signed in.

    Raises:
        ProviderAway: no answer.
        SignInFailed: refused, or a token that is not the provider's for us, now and for this sign-in.
    """
    staff = own_staff()
    content = urlencode({
        "grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri, "code_verifier": verifier,
        "client_id": staff.client, "client_assertion_type": ASSERTION, "client_assertion": _assertion(staff),
    })  # fmt: skip
    status, reply = _call(
        "POST", staff.token, content=content.encode(), content_type="application/x-www-form-urlencoded"
    )
    if status != HTTPStatus.OK:
        raise SignInFailed(why="code")
    try:
        token = msgspec.json.decode(reply, type=_Tokens).id_token
    except msgspec.DecodeError:
        raise SignInFailed(why="reply") from None
    return claims_of(token, nonce=nonce)


def claims_of(token: str, *, nonce: str) -> Claims:
    """The claims of an ID token that holds for us, now and for this sign-in.

    Raises:
        SignInFailed: it does not.
        ProviderAway: its keys could not be fetched.
    """
    staff = own_staff()
    claims = _verified(token, fresh=False) or _verified(token, fresh=True)
    if claims is None:
        raise SignInFailed(why="signature")
    now = int(time.time())
    audience = [claims.aud] if isinstance(claims.aud, str) else claims.aud
    if claims.iss != staff.issuer or audience != [staff.client] or claims.nonce != nonce:
        raise SignInFailed(why="claims")
    if not claims.iat - LEEWAY <= now <= claims.exp + LEEWAY:
        raise SignInFailed(why="time")
    return claims


def revocations(after: int) -> "Revocations":
    """What was revoked since number ``after``.

    Raises:
        ProviderAway: no answer, or none that makes sense.
    """
    status, reply = _call(
        "POST",
        own_staff().revocations,
        content=msgspec.json.encode({"after": after}),
        content_type="application/json",
    )
    if status != HTTPStatus.OK:
        raise ProviderAway
    try:
        return msgspec.json.decode(reply, type=Revocations)
    except msgspec.DecodeError:
        raise ProviderAway from None


def end(sid: str) -> bool:
    """Tell the provider that somebody signed out here, so that the session ends everywhere; whether it heard."""
    staff = own_staff()
    if not staff.sign_outs or not sid:
        return False
    try:
        content = msgspec.json.encode({"sid": sid})
        status, _ = _call("POST", staff.sign_outs, content=content, content_type="application/json")
    except ProviderAway:
        return False
    return status == HTTPStatus.OK


class RevokedOne(msgspec.Struct, frozen=True):
    """A session (``sid``) or a person (``sub``), revoked at a moment of the machine's clock."""

    at: datetime
    sid: str = ""
    sub: str = ""


class Revocations(msgspec.Struct, frozen=True):
    """``last`` is the number of the newest revocation there is."""

    last: int
    revoked: list[RevokedOne]


class _Tokens(msgspec.Struct, frozen=True):
    id_token: str


class _Keys:
    found: KeySet | None = None


def _verified(token: str, *, fresh: bool) -> Claims | None:
    try:
        decoded = jwt.decode(token, _keys(fresh=fresh), algorithms=["ES256"])
        return msgspec.convert(decoded.claims, Claims)
    except (JoseError, ValueError, msgspec.ValidationError):
        return None


def _keys(*, fresh: bool) -> KeySet:
    with _KEYS_LOCK:
        if _Keys.found is None or fresh:
            status, reply = _call("GET", own_staff().keys)
            if status != HTTPStatus.OK:
                raise ProviderAway
            try:
                _Keys.found = KeySet.import_key_set(msgspec.json.decode(reply))
            except (msgspec.DecodeError, JoseError, ValueError, KeyError, TypeError):
                raise ProviderAway from None
        return _Keys.found


def _assertion(staff: Staff) -> str:
    now = int(time.time())
    claims = {
        "iss": staff.client, "sub": staff.client, "aud": staff.token, "jti": str(uuid4()), "iat": now, "exp": now + 60,
    }  # fmt: skip
    key = private_key(current().identities[staff.client].sign_key)
    return jwt.encode({"alg": "ES256", "kid": staff.client}, claims, key, algorithms=["ES256"])


def _call(method: str, address: str, *, content: bytes = b"", content_type: str = "") -> tuple[int, bytes]:
    """By the link where the host is one of ours, else over ordinary TLS to the provider that the city named."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    try:
        if host.endswith(INSIDE):
            return link.call(
                method, own=own_staff().client, peer=host.removesuffix(INSIDE), path=parts.path, content=content,
                content_type=content_type,
            )  # fmt: skip
        headers = {"Content-Type": content_type} if content_type else {}
        reply = _elsewhere().request(method, address, body=content or None, headers=headers, redirect=False)
    except (PeerUnreachable, urllib3.exceptions.HTTPError):
        raise ProviderAway from None
    return reply.status, reply.data


@cache
def _elsewhere() -> urllib3.PoolManager:
    return urllib3.PoolManager(timeout=_TIMEOUT, retries=False)
