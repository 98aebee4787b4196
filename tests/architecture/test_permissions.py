"""Who may call what: every route says it, and the three words that are no grant stand where they are meant to."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from juki.kernel.door.endpoint import PEER, PUBLIC, VERIFIED
from juki.launch.reference.applications import URLCONFS

WITHOUT_GRANT = {
    "health": PUBLIC,
    "links/deliver": PEER,
    "links/ask": PEER,
    "api/openapi.json": VERIFIED,
    "sign-in/token": PEER,
    "sign-in/keys": PEER,
    "sign-in/revocations": PEER,
    "sign-in/sign-outs": PEER,
    ".well-known/openid-configuration": PEER,
}
"""Health holds no personal data, a peer is who links.toml names, the interface holds no data at all."""
GRANT = re.compile(r"[a-z_]+(\.[a-z_]+)+")


def _sides(system: str) -> Iterator[tuple[str, Any]]:
    for pattern in import_module(URLCONFS[system]).urlpatterns:
        for side in getattr(pattern.callback, "sides", (pattern.callback,)):
            yield str(pattern.pattern), side


@pytest.mark.parametrize("system", URLCONFS)
def test_every_route_needs_a_grant_but_these(system: str):
    for route, side in _sides(system):
        permission = getattr(side, "permission", None)
        if route in WITHOUT_GRANT:
            assert permission == WITHOUT_GRANT[route], route
        else:
            assert permission, route
            assert GRANT.fullmatch(permission), route


def test_the_words_are_no_grants():
    assert not [word for word in WITHOUT_GRANT.values() if GRANT.fullmatch(word)]
