"""The provider's description of itself. Source: OpenID Connect Discovery 1.0; RFC 8414."""

from typing import Any
from urllib.parse import urljoin

from juki.kernel.values.assurance import LEVELS
from juki.office.domain.landing import AUTHORIZE
from juki.office.services.openid.keys import ALGORITHM
from juki.office.services.openid.relying_party import METHOD, SCOPES
from juki.office.services.options import staff


def document() -> dict[str, Any]:
    """What a relying party needs to know."""
    own = staff()
    return {
        "issuer": own.issuer,
        "authorization_endpoint": f"{own.issuer}{AUTHORIZE}",
        "token_endpoint": own.token,
        "jwks_uri": urljoin(own.token, "keys"),
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "token_endpoint_auth_methods_supported": [METHOD],
        "token_endpoint_auth_signing_alg_values_supported": [ALGORITHM],
        "code_challenge_methods_supported": ["S256"],
        "acr_values_supported": list(LEVELS),
        "claims_supported": [
            "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid", "name", "section",
        ],
        "prompt_values_supported": ["none", "login"],
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "authorization_response_iss_parameter_supported": True,
    }  # fmt: skip
