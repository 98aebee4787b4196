"""An act that somebody means to do: the 異動, what has to come of it, and what it makes of the people themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from juki.launch.simulation.souls import Soul
from juki.systems.registry.domain.movement import Movement
from juki.systems.registry.domain.resident import Resident, State

LATER_FIRST, BEFORE_RECORD, STORED_ACT = "REG-0682", "REG-0683", "REG-0770"
"""Refusals that a late act may meet: what was recorded meanwhile."""
OUT = ""
"""The household of whoever is removed."""

Effect = tuple[Soul, str, Any]
"""A soul, what of it changes, the new value."""

Follow = tuple[int, str, tuple[str, ...]]
"""An act to come: days to wait, its name, the people in it (see ``newcomer``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What becomes of one person; None is as before. ``house`` is a 世帯番号, NEW or OUT."""

    state: State | None = None
    house: str | None = None
    holds: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was recorded: who it was about, how everybody it touched stood before and after.

    ``households`` are the members before, ``left`` those that the act left; ``undo`` is what the souls were before.
    """

    step: int
    trace: UUID
    moment: datetime
    name: str
    movement: Movement
    about: tuple[str, ...]
    before: Mapping[str, Resident | None]
    after: Mapping[str, Resident]
    households: Mapping[str, tuple[str, ...]]
    left: Mapping[str, tuple[str, ...]]
    undo: tuple[Effect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One act. ``fates`` are by 宛名番号, of newcomers by their place in the movement (``#0``).

    ``newcomers`` are the souls behind persons without a 宛名番号, in their order. ``tolerated`` are codes with which the
    rules may refuse it without being wrong. ``households`` stand in the scene although nobody of the movement is in them.
    ``refusal`` is the code with which it has to be refused;
    ``cancels`` is the act that is taken back; ``restores`` whether everything then has to be exactly as before that act.
    """

    name: str
    movement: Movement
    fates: Mapping[str, Fate] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()
    newcomers: tuple[Soul, ...] = ()
    tolerated: frozenset[str] = frozenset()
    follow: tuple[Follow, ...] = ()
    households: tuple[str, ...] = ()
    refusal: str = ""
    cancels: Done | None = None
    restores: bool = False


def newcomer(place: int) -> str:
    """The key of a person who has no 宛名番号 yet."""
    return f"#{place}"
