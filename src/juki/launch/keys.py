"""The keys of a home: which rings each system has, what opens them, and how they are made at the founding.

``secrets/<system>.wrapping`` opens the rings of ``keys/<system>/``; the launcher tells it to that system's process and to
no other. ``keys/<system>/made`` names the rings that were made: one that is gone is not made anew, for what was written
with it would stay unreadable unnoticed.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from juki.launch.home import Home
from juki.launch.postgres.secret import read_secret, write_secret
from juki.vault import given
from juki.vault.columns import FORMS, PURPOSE
from juki.vault.ring_store import RingStore
from juki.vault.rings import ENDING, Sort
from juki.vault.wrapping import GivenKey, Wrapper, new_text

RINGS: dict[str, dict[str, Sort]] = {
    "registry": {PURPOSE: "column", FORMS: "form"},
    "jukinet": {PURPOSE: "column", FORMS: "form"},
    "kiosk": {PURPOSE: "column"},
    "unified": {PURPOSE: "column"},
}
"""By system: purpose and sort of every ring."""

SEALED = ("registry", "jukinet", "kiosk", "unified")
"""Whose 個人番号 lie encrypted."""

MADE = "made"


def wrapping_file(home: Home, owner: str) -> Path:
    """What opens the rings of ``owner``."""
    return home.root / "secrets" / f"{owner}.wrapping"


def wrapping_option(home: Home, owners: Iterable[str]) -> dict[str, str]:
    """The option that tells a process what opens the rings of ``owners``; none for those without."""
    found = {owner: text for owner in owners if (text := read_secret(wrapping_file(home, owner)))}
    return {given.OPTION: given.said(found)} if found else {}


def store_of(home: Home) -> RingStore:
    """All rings of the home, for the launcher."""

    def wrapper(owner: str) -> Wrapper | None:
        file = wrapping_file(home, owner)
        return GivenKey.of_file(file) if file.exists() else None

    return RingStore(home.root / given.FOLDER, wrapper)


def make(home: Home, owners: Iterable[str], *, now: datetime) -> None:
    """Whatever rings ``owners`` have not had yet."""
    store = store_of(home)
    for owner in sorted(RINGS.keys() & set(owners)):
        marks = home.root / given.FOLDER / owner / MADE
        had = (read_secret(marks) or "").split()
        if fresh := [purpose for purpose in RINGS[owner] if purpose not in had]:
            if not wrapping_file(home, owner).exists():
                write_secret(wrapping_file(home, owner), new_text())
            for purpose in fresh:
                store.make(owner, purpose, RINGS[owner][purpose], now=now)
            write_secret(marks, " ".join([*had, *fresh]))


def files_of(owner: str) -> list[str]:
    """Paths below a home of everything that is secret of ``owner``'s rings."""
    if owner not in RINGS:
        return []
    rings = [f"{given.FOLDER}/{owner}/{purpose}{ENDING}" for purpose in RINGS[owner]]
    return [f"secrets/{owner}.wrapping", f"{given.FOLDER}/{owner}/{MADE}", *rings]
