"""Where a person goes after signing in: only to our own few pages, whatever the address said."""

from dataclasses import dataclass
from urllib.parse import urlsplit

PORTAL = "/"
AUTHORIZE = "/sign-in/authorize"
LONGEST = 4_000
_PLACES = frozenset({PORTAL, AUTHORIZE, "/password", "/passkeys", "/rights", "/sign-out"})


@dataclass(frozen=True, slots=True)
class Landing:
    """A page of ours, with the parameters of its address where it is the authorization endpoint."""

    path: str
    query: str = ""

    @property
    def address(self) -> str:
        """The address below our own origin."""
        return f"{self.path}?{self.query}" if self.query else self.path


def landing(wanted: str) -> Landing:
    """Where ``wanted`` leads: the portal, unless it is the path of one of our pages."""
    home = Landing(PORTAL)
    if not wanted or len(wanted) > LONGEST or not wanted.isascii() or not wanted.isprintable():
        return home
    if not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return home
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or parts.path not in _PLACES:
        return home
    return Landing(parts.path, parts.query if parts.path == AUTHORIZE else "")
