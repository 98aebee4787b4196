"""The keys under ID tokens: the first of the settings signs, all are published until the oldest is taken away."""

from functools import cache
from pathlib import Path
from typing import Any

from joserfc.jwk import ECKey

from juki.office.services.options import staff

ALGORITHM = "ES256"


def signing_key() -> ECKey:
    """The key that signs today; its ``kid`` is its RFC 7638 thumbprint."""
    return _key(staff().signing_keys[0])


def key_set() -> dict[str, list[dict[str, Any]]]:
    """The public keys as a JWK set, newest first."""
    return {
        "keys": [
            {**_key(file).as_dict(private=False), "use": "sig", "alg": ALGORITHM}
            for file in staff().signing_keys
        ]
    }


@cache
def _key(file: str) -> ECKey:
    content = Path(file).read_bytes()
    return ECKey.import_key(content, {"kid": ECKey.import_key(content).thumbprint()})
