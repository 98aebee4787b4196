"""Which files a system needs on a machine of its own, and which of them nobody else may have.

Peers' certificates are only those that links.toml gives it. What is public may stay where it was; what is secret goes
and is removed here.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from juki.launch.home import Home
from juki.launch.keys import files_of
from juki.launch.peers.export import peers_of
from juki.launch.wiring import SEALERS
from juki.links.identity import Identity

PURPOSES = ("tls", "sign", "seal")
AUTHORITY = "authority/authority.pem"
CARDS = "cards/authority.pem"
CLOCK = "clock.json"
CODES = "keys/intermediary-codes.key"


@dataclass(frozen=True, slots=True)
class Contents:
    """Paths below a home: ``public`` is copied, ``secret`` moves, ``stale`` is what the launcher wrote of it here."""

    public: tuple[str, ...]
    secret: tuple[str, ...]
    stale: tuple[str, ...]


def contents_of(system: Identity) -> Contents:
    """What the process of ``system`` is told by files, beside its settings and its database."""
    public = [AUTHORITY, CLOCK]
    public += [
        f"identities/{peer}/{purpose}.pem" for peer in peers_of(system) for purpose in ("sign", "seal")
    ]
    public += [f"identities/{system}/{purpose}.pem" for purpose in PURPOSES]
    secret = [f"identities/{system}/{purpose}.key" for purpose in PURPOSES]
    if system in SEALERS:
        public.append(f"documents/{system}.pem")
        secret += [f"documents/{system}.key", f"documents/{system}.secret"]
    secret += files_of(system)
    if system is Identity.INTERMEDIARY:
        secret.append(CODES)
    if system is Identity.KIOSK:
        public.append(CARDS)
    stale = [f"systems/{system}.json", f"secrets/{system}.owner", f"secrets/{system}.app"]
    return Contents(tuple(public), tuple(secret), tuple(stale))


def copy(contents: Contents, source: Home, target: Home) -> None:
    """Copy what is there (a city in earnest has no clock of its own); secrets are their owner's alone."""
    for name in (*contents.public, *contents.secret):
        origin, place = source.root / name, target.root / name
        if origin.exists():
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.touch(mode=0o600)
            shutil.copyfile(origin, place)


def remove(contents: Contents, home: Home) -> None:
    """Take away what must not stay."""
    for name in (*contents.secret, *contents.stale):
        (home.root / name).unlink(missing_ok=True)


def private(place: Path) -> None:
    """A directory of its own for a handed-over system.

    Raises:
        OSError: it cannot be made.
    """
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.chmod(0o700)
