"""Authorization codes: 32 random bytes, a minute long, good once, bound to everything the request said."""

import secrets
from dataclasses import dataclass
from typing import Any

from authlib.oauth2 import OAuth2Request
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge

from juki.office.records.models import Code, Session
from juki.office.services import ending
from juki.office.services.openid.relying_party import METHOD, RelyingParty
from juki.office.services.operations_sign_in import digest_of
from juki.office.services.options import CODE_LASTS, session_limits


@dataclass(frozen=True, slots=True)
class GrantedCode:
    """A code that may be redeemed now, as Authlib asks for it."""

    row: Code

    @property
    def code_challenge(self) -> str:
        """Of the request."""
        return self.row.challenge

    @property
    def code_challenge_method(self) -> str:
        """There is only one."""
        return "S256"

    def get_redirect_uri(self) -> str:
        """Of the request."""
        return self.row.redirect_uri

    def get_scope(self) -> str:
        """Of the request."""
        return self.row.scope


class CodeGrant(AuthorizationCodeGrant):
    """``self.server`` is the :class:`Provider` of one call, with its act."""

    TOKEN_ENDPOINT_AUTH_METHODS = (METHOD,)

    def generate_authorization_code(self) -> str:
        """32 random bytes."""
        return secrets.token_urlsafe(32)

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        """Keep the code's digest with all that it is bound to."""
        session: Session = request.user
        data, act = request.payload.data, self.server.act
        Code.objects.create(
            digest=digest_of(code), client_id=request.client.client_id, redirect_uri=request.payload.redirect_uri,
            scope=request.scope, challenge=data["code_challenge"], nonce=data["nonce"], session=session,
            signed_in_at=session.signed_in_at, acr=session.acr, amr=session.amr, issued_at=act.times.machine,
        )  # fmt: skip
        act.log("code.issued", detail={"system": request.client.client_id, "sid": str(session.sid)})

    def query_authorization_code(self, code: str, client: RelyingParty) -> GrantedCode | None:
        """The code if ``client`` may redeem it now. A try uses it up; after tokens were given for it, another try ends
        the session that they were given for: somebody else may hold the code. Source: RFC 6749, 4.1.2.
        """
        now = self.server.act.times.machine
        row = (
            Code.objects.select_for_update()
            .filter(digest=digest_of(code), client_id=client.client_id)
            .first()
        )
        if row is None:
            return None
        if row.used_at is not None:
            if row.redeemed:
                ending.end_session(self.server.act, row.session_id, why="code_reused")
            return None
        row.used_at = now
        row.save(update_fields=["used_at"])
        return GrantedCode(row) if now - row.issued_at < CODE_LASTS else None

    def authenticate_user(self, granted: GrantedCode) -> Session | None:
        """The session behind the code, if it is still open."""
        session = Session.objects.select_related("person__client").get(sid=granted.row.session_id)
        over = session_limits().is_over(
            began=session.began_at, seen=session.seen_at, now=self.server.act.times.machine
        )
        return None if over or session.ended_at or not session.person.client.active else session

    def delete_authorization_code(self, granted: GrantedCode) -> None:
        """Note that tokens were given for the code."""
        Code.objects.filter(digest=granted.row.digest).update(redeemed=True)


class Challenge(CodeChallenge):
    """PKCE in its one safe form, from everybody."""

    def validate_code_challenge(self, grant: CodeGrant, redirect_uri: str) -> None:
        """Refuse a request without an S256 challenge.

        Raises:
            InvalidRequestError: it has none.
        """
        data: dict[str, Any] = grant.request.payload.data
        if not data.get("code_challenge") or data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("An S256 'code_challenge' is required.")
        super().validate_code_challenge(grant, redirect_uri)
