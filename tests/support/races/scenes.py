"""Unlucky moments that are forced: who waits where until somebody else has come how far. Order meets a fault, not luck."""

import time
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

from support.races.people import HOUSEHOLDS, MEMBERS

FIRST, SECOND, REGISTER = "first", "second", "register"
PLAYERS = (FIRST, SECOND)
Place = tuple[str, str]
"""Who, and where in the code (a function about to be called) or in the scene."""


@dataclass(frozen=True)
class Scene:
    """``holds``: a place → the place that somebody must have reached before it is left; ``doors``: the workers that the
    players ask; ``change``: the register changes the first player's household when ``holds`` lets it; ``cancels``: so does the
    first player's kiosk."""

    holds: dict[Place, Place]
    doors: tuple[int, ...] = (0,)
    kind: str = "self"
    change: str = ""
    cancels: bool = False


_OVERTAKEN = {
    (SECOND, "_renderer"): (FIRST, "_signer"),
    (FIRST, "_signer"): (SECOND, "_signer"),
}  # fmt: skip
"""The second is made between the making of the first and its signing."""

SCENES = {
    "two workers": Scene(_OVERTAKEN, doors=(0, 1)),
    "one worker": Scene(_OVERTAKEN, doors=(0, 0)),
    "given up": Scene(
        {(FIRST, "_signer"): (FIRST, "answered"), (SECOND, "asks"): (FIRST, "put")}, doors=(0, 0)
    ),
    "order changed": Scene(
        {(REGISTER, "changes"): (FIRST, "_demand_unchanged"), (FIRST, "_demand_unchanged"): (REGISTER, "changed")},
        change="order",
    ),
    "state changed": Scene(
        {(REGISTER, "changes"): (FIRST, "persons"), (FIRST, "persons"): (REGISTER, "changed")},
        kind="all", change="replaced",
    ),
    "cancelled": Scene(
        {(FIRST, "cancels"): (FIRST, "finish"), (FIRST, "finish"): (FIRST, "cancelled")}, cancels=True
    ),
}  # fmt: skip

playing: ContextVar[str] = ContextVar("playing", default="")
"""Whose request this thread is at."""


def transaction_of(seed: int, player: str) -> str:
    """The dialog of a player."""
    return str(UUID(int=Random(f"{player} {seed}").getrandbits(128), version=4))


def people_of(seed: int) -> dict[str, int]:
    """Who plays: heads of two households."""
    homes = Random(f"scene {seed}").sample(range(HOUSEHOLDS), len(PLAYERS))
    return {player: home * MEMBERS + 1 for player, home in zip(PLAYERS, homes, strict=True)}


class Stage:
    """Where all processes of a race see how far each has come: in ``folder``, an empty file for every place reached."""

    def __init__(self, folder: Path, scene: Scene, *, seed: int, patience: float) -> None:
        self.scene = scene
        self._folder, self._patience = folder, patience
        self._players = {transaction_of(seed, player): player for player in PLAYERS}

    def player(self, transaction: str) -> str:
        """Whose dialog this is; empty for nobody's."""
        return self._players.get(transaction, "")

    def reached(self, point: str, who: str = "") -> None:
        """Note it, and wait for whoever has to come first; who never comes is noted and waited for no longer."""
        place = (who or playing.get(), point)
        if not place[0]:
            return
        self._file(place).touch()
        awaited = self.scene.holds.get(place)
        end = time.monotonic() + self._patience
        while awaited and not self._file(awaited).exists():
            if time.monotonic() > end:
                self._file(("missed", " ".join(awaited))).touch()
                return
            time.sleep(0.003)

    def missed(self) -> list[str]:
        """Who was waited for in vain."""
        return sorted(one.name for one in self._folder.glob("at missed *"))

    def _file(self, place: Place) -> Path:
        return self._folder / f"at {' '.join(place)}"
