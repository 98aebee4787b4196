"""How surely a person showed who they are, from weakest to strongest, and what was asked for.

Source: OpenID Connect Core 1.0, 3.1.2.1 (acr_values); STD 10.3 (a second factor); document III 3 risk 2.
"""

from collections.abc import Sequence

PASSWORD = "urn:juki:acr:password"  # noqa: S105 - the name of a level
TWO_FACTOR = "urn:juki:acr:two-factor"
"""A password and a passkey whose authenticator verified its user."""
LEVELS: tuple[str, ...] = (PASSWORD, TWO_FACTOR)
"""What can be reached, weakest first."""
METHODS = {PASSWORD: ("pwd",), TWO_FACTOR: ("pwd", "pop", "user", "mfa")}
"""The methods (amr) by which a level is reached. Source: RFC 8176."""


def is_reached(held: str, wanted: Sequence[str], *, levels: Sequence[str] = LEVELS) -> bool:
    """Whether level ``held`` is one of ``wanted`` or stronger than one of them; nothing wanted is always reached."""
    known = [levels.index(one) for one in wanted if one in levels]
    if not wanted:
        return True
    return bool(known) and held in levels and levels.index(held) >= min(known)


def is_reachable(wanted: Sequence[str], *, levels: Sequence[str] = LEVELS) -> bool:
    """Whether signing in again could reach one of ``wanted``."""
    return not wanted or any(one in levels for one in wanted)
