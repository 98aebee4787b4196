"""Authlib's authorization server for one call: one grant, one way to authenticate, one act that everything is logged in."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from authlib.oauth2 import AuthorizationServer, OAuth2Request

from juki.kernel.work import Act
from juki.office.services.openid.assertion import Assertion
from juki.office.services.openid.code_grant import Challenge, CodeGrant
from juki.office.services.openid.id_token import IdToken
from juki.office.services.openid.relying_party import METHOD, SCOPES, RelyingParty, relying_party

ACCESS_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Reply:
    """What to answer, before it is HTTP: ``location`` for a redirection, ``body`` for JSON."""

    status: int
    body: Mapping[str, Any]
    location: str = ""

    @property
    def error(self) -> str:
        """The protocol's word for what was wrong."""
        return str(self.body.get("error", ""))


class Provider(AuthorizationServer):
    """``caller`` is the system on the back channel; a browser has none."""

    def __init__(self, act: Act, *, caller: str = "") -> None:
        super().__init__(scopes_supported=SCOPES)
        self.act = act
        self.register_token_generator("default", _access_token)
        self.register_client_auth_method(METHOD, Assertion(act, caller))
        self.register_grant(CodeGrant, [Challenge(required=True), IdToken(act)])

    def query_client(self, client_id: str) -> RelyingParty | None:
        """The system of this id."""
        return relying_party(client_id)

    def save_token(self, token: Mapping[str, Any], request: OAuth2Request) -> None:
        """Nothing is kept: no door of ours takes an access token."""

    def create_oauth2_request(self, request: OAuth2Request) -> OAuth2Request:
        """Requests come ready made."""
        return request

    def handle_response(self, status: int, body: Any, headers: Sequence[tuple[str, str]]) -> Reply:  # noqa: ANN401 - Authlib's
        """The reply, not yet HTTP."""
        content = json.loads(body) if isinstance(body, str) and body else body or {}
        return Reply(status, dict(content), dict(headers).get("Location", ""))

    def send_signal(self, *_names: object, **_values: object) -> None:
        """Nobody listens."""


def _access_token(*, scope: str, **_asked: object) -> dict[str, Any]:
    """The token that OAuth demands in every reply. Nothing accepts it: no API of ours is opened by a browser's sign-in."""
    return {
        "token_type": "Bearer",
        "access_token": secrets.token_urlsafe(32),
        "expires_in": ACCESS_SECONDS,
        "scope": scope,
    }
