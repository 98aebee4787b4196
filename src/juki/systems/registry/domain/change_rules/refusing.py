"""Everything that makes an 異動 impossible, each with the field of the form that it is about. Source: STD 11.1."""

from collections.abc import Callable, Iterator
from datetime import date

from juki.kernel.values.closed_days import CityClosedDays, ClosedDays
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.systems.registry.domain.change_errors import BasisDoesNotFit, MoveInHasItsOwnForm, NotByHand
from juki.systems.registry.domain.change_rules import (
    changing,
    completeness,
    correcting,
    days,
    entering,
    leaving,
    naming,
    people,
    placing,
    targeting,
)
from juki.systems.registry.domain.change_rules.case import Case, Fault
from juki.systems.registry.domain.event_reasons import EventReason
from juki.systems.registry.domain.movement import Movement, Scene

_RULES: tuple[Callable[[Case], Iterator[Fault]], ...] = (
    days.faults, people.faults, changing.faults, completeness.faults, entering.faults, naming.faults, placing.faults,
    leaving.faults, correcting.faults, targeting.faults,
)  # fmt: skip


def faults(
    scene: Scene, movement: Movement, *, today: date, municipality: str, exists: Callable[[MunicipalityCode], bool],
    closed: ClosedDays | None = None,
) -> list[Fault]:  # fmt: skip
    """All faults at once, in the order of the rules; nothing is raised. Where the reason is none for this form, only that.

    ``today`` is 処理日, ``municipality`` the code of this one. ``closed`` counts for the 14 days after which a 転出 is
    ex officio; without it the days by law and custom.
    """
    refused = _reason(movement.reason)
    if refused:
        return refused
    case = Case(scene, movement, today, municipality, exists, closed or CityClosedDays())
    found = [fault for rule in _RULES for fault in rule(case)]
    if movement.basis not in movement.reason.bases:
        found.insert(0, ("basis", BasisDoesNotFit(basis=movement.basis.label)))
    return found


def _reason(reason: EventReason) -> list[Fault]:
    if reason.is_move_in:
        return [("reason", MoveInHasItsOwnForm())]
    return [] if reason.by_hand else [("reason", NotByHand())]
