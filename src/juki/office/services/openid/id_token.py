"""The ID token: who signed in, how and when, for one system and one request."""

from typing import Any

from authlib.oauth2 import OAuth2Request
from authlib.oidc.core import OpenIDCode
from joserfc import jwt

from juki.kernel.work import Act
from juki.office.records.models import Code, Session
from juki.office.services.openid.keys import ALGORITHM, signing_key
from juki.office.services.options import CODE_LASTS, staff


class IdToken(OpenIDCode):
    """Adds the ID token to the reply; a nonce is demanded and comes once."""

    def __init__(self, act: Act) -> None:
        super().__init__(require_nonce=True)
        self._act = act

    def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:
        """Whether the system sent this nonce before."""
        return Code.objects.filter(client_id=request.payload.client_id, nonce=nonce).exists()

    def encode_id_token(self, _token: dict[str, Any], request: OAuth2Request) -> str:
        """The signed token; name and section stand in it for the scope ``profile``."""
        row: Code = request.authorization_code.row
        session: Session = request.user
        now = int(self._act.times.machine.timestamp())
        claims = {
            "iss": staff().issuer, "sub": session.person_id, "aud": row.client_id, "iat": now,
            "exp": now + int(CODE_LASTS.total_seconds()), "nonce": row.nonce, "sid": str(session.sid),
            "auth_time": int(row.signed_in_at.timestamp()), "acr": row.acr, "amr": row.amr,
        }  # fmt: skip
        if "profile" in row.scope.split():
            claims |= {"name": session.person.name, "section": session.person.client.section}
        self._act.log(
            "token.issued", subjects=[f"client:{session.person_id}"], detail={"sid": str(session.sid), "acr": row.acr}
        )  # fmt: skip
        key = signing_key()
        return jwt.encode({"alg": ALGORITHM, "kid": key.kid}, claims, key, algorithms=[ALGORITHM])
