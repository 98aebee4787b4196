"""private_key_jwt: a system proves who it is by its own signing key. Source: RFC 7523; OpenID Connect Core 1.0, 9."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from authlib.oauth2 import OAuth2Request
from authlib.oauth2.rfc6749 import InvalidClientError
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from django.db import connection
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from juki.kernel.work import Act
from juki.office.peers.relying_parties import sign_key_of
from juki.office.services.openid.keys import ALGORITHM
from juki.office.services.openid.relying_party import METHOD, RelyingParty
from juki.office.services.options import ASSERTION_LASTS, staff

_LEEWAY = timedelta(seconds=10)
_JTI_LIMIT = 200
_KEEP = """insert into office_assertion (client_id, digest, expires_at) values (%s, %s, %s)
 on conflict (client_id, digest) do nothing"""


class Assertion(JWTBearerClientAssertion):
    """Checks one call's assertion against ``caller``, the name in the certificate of the connection."""

    CLIENT_AUTH_METHOD = METHOD

    def __init__(self, act: Act, caller: str) -> None:
        super().__init__()
        self._now, self._caller = act.times.machine, caller

    def __call__(self, query_client: Callable[[str], object], request: OAuth2Request) -> RelyingParty | None:
        """The system that signed the request's assertion.

        Raises:
            InvalidClientError: it cannot be trusted, or is another's than the caller's.
        """
        if request.form.get("client_id", self._caller) != self._caller:
            raise InvalidClientError
        try:
            found: RelyingParty | None = super().__call__(query_client, request)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise InvalidClientError from None  # whatever the library makes of hostile text
        return found

    def resolve_client_public_key(self, client: RelyingParty) -> ECKey:
        """The key in the certificate by which the system's messages are verified too.

        Raises:
            InvalidClientError: the assertion names another system than the connection.
        """
        if client.client_id != self._caller:
            raise InvalidClientError
        return sign_key_of(client.client_id)

    def process_assertion_claims(self, assertion: str, key: ECKey) -> Mapping[str, Any]:
        """The claims of an assertion that is signed as we sign and good now, once."""
        claims = jwt.decode(assertion, key, algorithms=[ALGORITHM]).claims
        self.verify_claims(claims)
        return claims

    def verify_claims(self, claims: Mapping[str, Any]) -> None:
        """Refuse what is another's, for another, old, good for too long, or shown before.

        Raises:
            InvalidClientError: any of these.
        """
        audience = claims.get("aud")
        own = (staff().token, staff().issuer)
        ends, begins = _moment(claims.get("exp")), _moment(claims.get("nbf", claims.get("iat", 0)))
        good = (
            claims.get("iss") == claims.get("sub") == self._caller
            and (audience in own if isinstance(audience, str) else audience in ([own[0]], [own[1]]))
            and ends is not None
            and begins is not None
            and begins <= self._now + _LEEWAY
            and self._now - _LEEWAY < ends <= self._now + ASSERTION_LASTS + _LEEWAY
        )
        if not good or ends is None or not self._is_first(claims.get("jti"), ends):
            raise InvalidClientError

    def _is_first(self, jti: object, ends: datetime) -> bool:
        if not isinstance(jti, str) or not 0 < len(jti) <= _JTI_LIMIT:
            return False
        digest = hashlib.sha256(jti.encode("utf-8", "surrogatepass")).digest()
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, [self._caller, digest, ends + _LEEWAY])
            return cursor.rowcount == 1


def _moment(value: object) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, ValueError, OSError):
        return None
