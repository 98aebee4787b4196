"""The 異動 that is cancelled or corrected: a standing one of everybody chosen, and the kind of cancellation fits it.

Source: STD 4.2.3.3, 4.6.0.1.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from juki.systems.registry.domain.change_rules.case import Case, Fault
from juki.systems.registry.domain.change_rules.fields import at
from juki.systems.registry.domain.event_reasons import REASONS, Family
from juki.systems.registry.domain.history import Version, annulled_by
from juki.systems.registry.domain.outcomes.cancelling import kind_of
from juki.systems.registry.domain.outcomes.errors import NotOfThatAct, OtherCancelling


def faults(case: Case) -> Iterator[Fault]:
    """Everything wrong with ``target``; whether a later 異動 rests on it is found by carrying it out."""
    target = case.movement.target
    if target is None:
        return
    cancels = case.reason.family is Family.CANCELLING
    for subject, now in case.known():
        made = _made(case.scene.histories.get(now.addressee_number, ()), target)
        if not made or not (cancels or made[0].cancels is None):
            yield at(subject.place, "addressee_number"), NotOfThatAct()
        elif cancels and (kind := kind_of(made)) != case.reason.code:
            yield "reason", OtherCancelling(label=REASONS[kind].label)
            return


def _made(versions: Sequence[Version], target: UUID) -> list[Version]:
    """What ``target`` made of one person and nobody took back: one version, or two that closed and opened a 住民票."""
    annulled = annulled_by(versions)
    return [one for one in versions if one.trace == target and one.number not in annulled]
