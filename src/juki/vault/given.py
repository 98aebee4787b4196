"""The key store of this process: the rings below ``<home>/keys``, opened by what the launcher put into its settings.

The option ``wrapping`` holds ``<owner>=<base64>`` for each owner whose rings this process may open, with blanks between.
"""

from functools import cache
from pathlib import Path

from juki.kernel.settings import current
from juki.vault.ring_store import RingStore
from juki.vault.store import KeyStore
from juki.vault.wrapping import GivenKey, Wrapper

OPTION = "wrapping"
FOLDER = "keys"


def store() -> KeyStore:
    """The store, one per home and gift."""
    settings = current()
    return _store(settings.home, settings.options.get(OPTION, ""))


def said(keys: dict[str, str]) -> str:
    """The option's text for wrapping keys by owner."""
    return " ".join(f"{owner}={key}" for owner, key in sorted(keys.items()))


@cache
def _store(home: str, wrapping: str) -> RingStore:
    given: dict[str, Wrapper] = {}
    for part in wrapping.split():
        owner, _, key = part.partition("=")
        given[owner] = GivenKey.of_text(key)
    return RingStore(Path(home) / FOLDER, given.get)
