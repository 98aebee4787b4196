"""A ring: the keys of one owner for one purpose, each wrapped, in one file (0600) that is replaced as a whole.

One key is **active**: written with. Before it is, it is **coming**; afterwards it is **leaving**: both can be read
with, so that processes which learn of a change a moment apart understand one another. A **retired** key is gone; that
it was there stays. Times are the machine's, given by whoever changes a ring.
"""

import os
import secrets
from base64 import b64decode, b64encode
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

import msgspec

from juki.vault.errors import KeysMissing, KeysUnopened, RotationOpen
from juki.vault.wrapping import Wrapper

Sort = Literal["column", "form", "sign", "seal"]
ENDING = ".ring"


class State(StrEnum):
    """What a key is for at present."""

    COMING = "coming"
    ACTIVE = "active"
    LEAVING = "leaving"
    RETIRED = "retired"


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key as it lies in its ring; ``wrapped`` is empty when it is retired, ``public`` is PEM for pairs."""

    id: str
    state: State
    made: str
    wrapped: str
    public: str = ""
    retired: str = ""


class Ring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All keys of an owner and purpose, oldest first."""

    owner: str
    purpose: str
    sort: Sort
    keys: tuple[Key, ...] = ()
    shape: Literal["juki-ring-1"] = "juki-ring-1"

    @property
    def active(self) -> Key:
        """The key that is written with."""
        return next(key for key in self.keys if key.state is State.ACTIVE)

    @property
    def readable(self) -> tuple[Key, ...]:
        """All keys that are read with, the active one first."""
        rest = (key for key in self.keys if key.state in {State.COMING, State.LEAVING})
        return (self.active, *rest)

    def the(self, state: State) -> Key | None:
        """The key in a state that only one can be in."""
        return next((key for key in self.keys if key.state is state), None)

    def with_new(
        self, material: bytes, wrapper: Wrapper, *, state: State, now: datetime, public: str = ""
    ) -> "Ring":
        """With one more key.

        Raises:
            RotationOpen: another one is coming or leaving already.
        """
        for busy in (State.COMING, State.LEAVING):
            if self.the(busy):
                raise RotationOpen(owner=self.owner, purpose=self.purpose, stage=busy)
        ident = secrets.token_hex(4)
        wrapped = wrapper.wrap(material, context=self.context(ident))
        key = Key(ident, state, now.isoformat(timespec="seconds"), b64encode(wrapped).decode(), public)
        return msgspec.structs.replace(self, keys=(*self.keys, key))

    def activated(self) -> "Ring":
        """The coming key becomes the active one, which leaves.

        Raises:
            RotationOpen: none is coming.
        """
        if not self.the(State.COMING):
            raise RotationOpen(owner=self.owner, purpose=self.purpose, stage=State.ACTIVE)
        moves = {State.COMING: State.ACTIVE, State.ACTIVE: State.LEAVING}
        keys = tuple(msgspec.structs.replace(key, state=moves.get(key.state, key.state)) for key in self.keys)
        return msgspec.structs.replace(self, keys=keys)

    def retired(self, now: datetime) -> "Ring":
        """The leaving key is gone for good: only its id stays."""
        keys = tuple(
            msgspec.structs.replace(
                key, state=State.RETIRED, wrapped="", retired=now.isoformat(timespec="seconds")
            )
            if key.state is State.LEAVING
            else key
            for key in self.keys
        )
        return msgspec.structs.replace(self, keys=keys)

    def unwrapped(self, key: Key, wrapper: Wrapper) -> bytes:
        """The key itself, for the ciphers of this package and nobody else.

        Raises:
            KeysUnopened: ``wrapper`` does not open it.
        """
        try:
            return wrapper.unwrap(b64decode(key.wrapped, validate=True), context=self.context(key.id))
        except ValueError:
            raise KeysUnopened(owner=self.owner, purpose=self.purpose) from None

    def context(self, ident: str) -> bytes:
        """What a key is bound to when it is wrapped."""
        return "\0".join((self.shape, self.owner, self.purpose, self.sort, ident)).encode()


def load(file: Path, *, owner: str, purpose: str) -> Ring:
    """The ring in ``file``.

    Raises:
        KeysMissing: there is none.
        KeysUnopened: that is none, or another's.
    """
    try:
        ring = msgspec.json.decode(file.read_bytes(), type=Ring)
    except FileNotFoundError:
        raise KeysMissing(owner=owner, purpose=purpose) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise KeysUnopened(owner=owner, purpose=purpose) from None
    if (ring.owner, ring.purpose) != (owner, purpose) or not ring.the(State.ACTIVE):
        raise KeysUnopened(owner=owner, purpose=purpose)
    return ring


def save(ring: Ring, file: Path) -> None:
    """Replace the file in one step; at no moment can anybody but its owner read it."""
    if not file.parent.exists():
        file.parent.mkdir(parents=True)
        file.parent.chmod(0o700)
    beside = file.with_name(f"{file.name}.{os.getpid()}.new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(ring), indent=1))
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(file)
