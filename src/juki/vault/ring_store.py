"""A key store over ring files. A process looks again within half a second of a change."""

import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from juki.vault import rings
from juki.vault.ciphers import COLUMN_BYTES, FORM_BYTES, ColumnCipher, FormCipher
from juki.vault.errors import KeysUnopened, NotGiven, RotationOpen, WrongSort
from juki.vault.pairs import Pair, Pairs, SoftPairs
from juki.vault.rings import ENDING, Ring, Sort, State
from juki.vault.store import KeyNote
from juki.vault.wrapping import Wrapper

LOOKS_AGAIN = 0.5
"""Seconds for which what was read from a ring is used without asking whether the file has changed."""

BYTES: dict[Sort, int] = {"column": COLUMN_BYTES, "form": FORM_BYTES}
T = TypeVar("T")


class _Watched(Generic[T]):
    """What was made of a file, made again when the file is another one."""

    def __init__(self, file: Path, make: Callable[[], T]) -> None:
        self._file, self._make = file, make
        self._found: tuple[float, tuple[int, int], T] | None = None

    def now(self) -> T:
        moment = time.monotonic()
        found = self._found
        if found and moment - found[0] < LOOKS_AGAIN:
            return found[2]
        mark = self._mark()
        value = found[2] if found and found[1] == mark else self._make()
        self._found = (moment, mark, value)
        return value

    def _mark(self) -> tuple[int, int]:
        try:
            state = self._file.stat()
        except FileNotFoundError:
            return (0, 0)
        return (state.st_mtime_ns, state.st_ino)


class RingStore:
    """The rings of ``folder``, each owner's opened by the wrapper that ``wrappers`` has for it."""

    def __init__(
        self, folder: Path, wrappers: Callable[[str], Wrapper | None], pairs: Pairs | None = None
    ) -> None:
        self._folder, self._wrappers, self._pairs = folder, wrappers, pairs or SoftPairs()
        self._columns: dict[tuple[str, str], _Watched[ColumnCipher]] = {}
        self._forms: dict[tuple[str, str], _Watched[FormCipher]] = {}
        self._used: dict[tuple[str, str], _Watched[list[Pair]]] = {}

    def file(self, owner: str, purpose: str) -> Path:
        """Where a ring lies."""
        return self._folder / owner / f"{purpose}{ENDING}"

    def notes(self) -> list[KeyNote]:
        """Every key with its state.

        Raises:
            KeysUnopened: a file is no ring.
        """
        found = []
        for file in sorted(self._folder.glob(f"*/*{ENDING}")):
            ring = rings.load(file, owner=file.parent.name, purpose=file.name.removesuffix(ENDING))
            found += [
                KeyNote(ring.owner, ring.purpose, ring.sort, key.id, key.state, key.made, key.retired)
                for key in ring.keys
            ]
        return found

    def column(self, owner: str, purpose: str) -> ColumnCipher:
        """What writes and reads a column.

        Raises:
            KeysMissing, KeysUnopened, NotGiven: there is no ring, or this process cannot open it.
            WrongSort: the keys are for something else.
        """
        place = (owner, purpose)
        if place not in self._columns:
            self._columns[place] = _Watched(
                self.file(*place), lambda: ColumnCipher.of(owner, purpose, self._material(*place, "column"))
            )
        return self._columns[place].now()

    def form(self, owner: str, purpose: str) -> FormCipher:
        """What writes and reads kept forms.

        Raises:
            KeysMissing, KeysUnopened, NotGiven, WrongSort: as for a column.
        """
        place = (owner, purpose)
        if place not in self._forms:
            self._forms[place] = _Watched(
                self.file(*place), lambda: FormCipher.of(owner, purpose, self._material(*place, "form"))
            )
        return self._forms[place].now()

    def sign(self, owner: str, purpose: str, content: bytes) -> bytes:
        """ES256 under the active key.

        Raises:
            KeysMissing, KeysUnopened, NotGiven, WrongSort: as for a column.
        """
        return self._pairs_of(owner, purpose, "sign")[0].sign(content)

    def agreed(self, owner: str, purpose: str, other: ec.EllipticCurvePublicKey) -> list[bytes]:
        """The secret shared with ``other``, once per usable key.

        Raises:
            KeysMissing, KeysUnopened, NotGiven, WrongSort: as for a column.
        """
        return [pair.agree(other) for pair in self._pairs_of(owner, purpose, "seal")]

    def public(self, owner: str, purpose: str, state: State = State.ACTIVE) -> ec.EllipticCurvePublicKey:
        """The public part of the key in ``state``.

        Raises:
            KeysMissing, KeysUnopened: there is no ring.
            RotationOpen: no key is in that state.
            WrongSort: these keys have no public part.
        """
        ring = self._ring(owner, purpose)
        key = ring.the(state)
        if key is None:
            raise RotationOpen(owner=owner, purpose=purpose, stage=State.ACTIVE)
        if not key.public:
            raise WrongSort(purpose=purpose)
        found = load_pem_public_key(key.public.encode())
        if not isinstance(found, ec.EllipticCurvePublicKey):
            raise KeysUnopened(owner=owner, purpose=purpose)
        return found

    def make(self, owner: str, purpose: str, sort: Sort, *, now: datetime) -> None:
        """A ring with one key; one that exists is left as it is.

        Raises:
            NotGiven: this process may not.
        """
        file = self.file(owner, purpose)
        if not file.exists():
            ring = self._grown(Ring(owner, purpose, sort), State.ACTIVE, now)
            rings.save(ring, file)

    def introduce(self, owner: str, purpose: str, *, now: datetime) -> str:
        """A new key that is read with and not yet written with.

        Raises:
            RotationOpen: another rotation is under way.
            KeysMissing, KeysUnopened, NotGiven: there is no ring, or this process cannot open it.
        """
        ring = self._ring(owner, purpose)
        ring.unwrapped(ring.active, self._wrapper(owner))  # never two wrapping keys in one ring
        grown = self._grown(ring, State.COMING, now)
        rings.save(grown, self.file(owner, purpose))
        return grown.keys[-1].id

    def activate(self, owner: str, purpose: str) -> None:
        """The new key is written with.

        Raises:
            RotationOpen: none is coming.
        """
        rings.save(self._ring(owner, purpose).activated(), self.file(owner, purpose))

    def retire(self, owner: str, purpose: str, *, now: datetime) -> None:
        """The old key is gone."""
        rings.save(self._ring(owner, purpose).retired(now), self.file(owner, purpose))

    def _grown(self, ring: Ring, state: State, now: datetime) -> Ring:
        if ring.sort in BYTES:
            material, public = os.urandom(BYTES[ring.sort]), ""
        else:
            material, public = self._pairs.make(f"{ring.owner} {ring.purpose}")
        return ring.with_new(material, self._wrapper(ring.owner), state=state, now=now, public=public)

    def _ring(self, owner: str, purpose: str) -> Ring:
        return rings.load(self.file(owner, purpose), owner=owner, purpose=purpose)

    def _material(self, owner: str, purpose: str, sort: Sort) -> dict[str, bytes]:
        ring = self._ring(owner, purpose)
        if ring.sort != sort:
            raise WrongSort(purpose=purpose)
        wrapper = self._wrapper(owner)
        return {key.id: ring.unwrapped(key, wrapper) for key in ring.readable}

    def _pairs_of(self, owner: str, purpose: str, sort: Sort) -> list[Pair]:
        place = (owner, purpose)
        if place not in self._used:
            self._used[place] = _Watched(
                self.file(*place),
                lambda: [self._pairs.use(one) for one in self._material(*place, sort).values()],
            )
        return self._used[place].now()

    def _wrapper(self, owner: str) -> Wrapper:
        found = self._wrappers(owner)
        if found is None:
            raise NotGiven(owner=owner)
        return found
