"""What one race is: how many, how hostile, which fault is put into the code; and what came of it."""

from typing import Any

import msgspec


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """One race by its seed.

    ``dialogs`` per centre; ``changes`` of the register a second; ``deaths``: so many workers kill themselves; ``between``: how
    often a worker is held up between a household and its persons; ``mutant``: the fault in the code of every worker,
    ``unguarded``: without the final guard; ``scene``: instead of many random dialogs, one forced overlap, in which nobody is
    waited for longer than ``patience``.
    """

    seed: int
    workers: int
    centres: int = 6
    dialogs: int = 4
    changes: float = 12.0
    deaths: int = 0
    pauses: float = 0.15
    statements: float = 0.03
    statement_pause: float = 0.008
    between: float = 0.0
    late: float = 0.02
    impatient: float = 0.05
    deadline: float = 3.0
    mutant: str = ""
    unguarded: bool = False
    scene: str = ""
    patience: float = 15.0


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """``wrong`` is empty when every paper was its card holder's, in one state, and on record; ``alarms``: refused by the
    final guard; ``silent``: requests without any answer (a worker died, or nobody waited for it); ``missed``: who never came
    where a scene waited for them."""

    plan: Plan
    wrong: list[str]
    papers: int
    refused: dict[str, int]
    alarms: int
    silent: int
    cancelled: int
    deaths: int
    versions: int
    troubles: dict[str, int]
    missed: list[str] = []

    @property
    def text(self) -> str:
        """For a failure's message: everything that is needed to have it again."""
        return f"{msgspec.json.encode(self.plan).decode()}\n" + "\n".join(self.wrong[:20])


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One request and what came back, with the times between which it happened (machine, seconds)."""

    transaction: str
    person: int
    what: str
    began: float
    ended: float
    chosen: tuple[int, ...] = ()
    show: tuple[str, ...] = ()
    answer: dict[str, Any] | None = None


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a household as it was sent, and the times between which it became true."""

    household: int
    number: int
    members: tuple[int, ...]
    stopped: tuple[int, ...]
    began: float
    ended: float
