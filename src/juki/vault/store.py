"""What anybody may ask of keys. Nothing here gives a private or secret key out, and nothing else is offered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric import ec

from juki.vault.ciphers import ColumnCipher, FormCipher
from juki.vault.rings import Sort, State


@dataclass(frozen=True, slots=True)
class KeyNote:
    """What may be said of a key."""

    owner: str
    purpose: str
    sort: Sort
    id: str
    state: State
    made: str
    retired: str


class KeyStore(Protocol):
    """Keys by owner (a system) and purpose."""

    def notes(self) -> list[KeyNote]:
        """Every key with its state; nothing secret."""

    def column(self, owner: str, purpose: str) -> ColumnCipher:
        """What writes and reads a column."""

    def form(self, owner: str, purpose: str) -> FormCipher:
        """What writes and reads kept forms."""

    def sign(self, owner: str, purpose: str, content: bytes) -> bytes:
        """ES256 under the active key: r and s."""

    def agreed(self, owner: str, purpose: str, other: ec.EllipticCurvePublicKey) -> list[bytes]:
        """The secret shared with ``other``, once per key that may still be used, the active one first."""

    def public(self, owner: str, purpose: str, state: State = State.ACTIVE) -> ec.EllipticCurvePublicKey:
        """The public part of the key in ``state``."""

    def make(self, owner: str, purpose: str, sort: Sort, *, now: datetime) -> None:
        """A ring with one key; one that exists is left as it is."""

    def introduce(self, owner: str, purpose: str, *, now: datetime) -> str:
        """First step of a rotation: a new key that is read with. Its id."""

    def activate(self, owner: str, purpose: str) -> None:
        """Second step: the new key is written with, the old one still read."""

    def retire(self, owner: str, purpose: str, *, now: datetime) -> None:
        """Last step: the old key is gone."""
