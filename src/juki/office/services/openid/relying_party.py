"""A system as Authlib wants to know it: registered by the settings, one address, one way to prove who it is."""

from dataclasses import dataclass

from authlib.oauth2.rfc6749 import ClientMixin

from juki.office.peers import relying_parties
from juki.office.services.options import staff

SCOPES = ("openid", "profile")
METHOD = "private_key_jwt"


@dataclass(frozen=True, slots=True)
class RelyingParty(ClientMixin):
    """One system; ``redirect_uri`` is compared letter by letter."""

    client_id: str
    redirect_uri: str

    def get_client_id(self) -> str:
        """The identity in links.toml."""
        return self.client_id

    def get_default_redirect_uri(self) -> None:
        """None: every request names its address."""

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """What of ``scope`` is given; None refuses a request that is not OpenID's."""
        asked = (scope or "").split()
        return " ".join(one for one in SCOPES if one in asked) if "openid" in asked else None

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Whether it is the one address of the settings."""
        return redirect_uri == self.redirect_uri

    def check_client_secret(self, _client_secret: str) -> bool:
        """No system has a secret."""
        return False

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """Only the signed assertion, only for tokens."""
        return method == METHOD and endpoint == "token"

    def check_response_type(self, response_type: str) -> bool:
        """Only a code."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        """Only a code; nothing is ever refreshed."""
        return grant_type == "authorization_code"


def relying_party(client_id: str) -> RelyingParty | None:
    """The system of this id, if the settings know its address and links.toml gives it the back channel."""
    redirect_uri = staff().relying_parties.get(client_id)
    if redirect_uri is None or not relying_parties.is_permitted(client_id):
        return None
    return RelyingParty(client_id, redirect_uri)
