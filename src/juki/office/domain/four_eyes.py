"""Permissions that one client may not hold on the same day: who does a thing does not also let it through.

Source: STD 10.3; document III (in.four_eyes).
"""

from collections.abc import Collection

INCOMPATIBLE = (
    ("registry.application.receive", "registry.application.review"),
    ("registry.application.enter", "registry.application.review"),
)
"""Pairs at one system, in no order."""


def incompatible_with(permission: str) -> Collection[str]:
    """What may not be held beside ``permission``."""
    pairs = [pair for pair in INCOMPATIBLE if permission in pair]
    return {other for pair in pairs for other in pair if other != permission}
