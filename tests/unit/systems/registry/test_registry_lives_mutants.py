"""The simulator is no ornament: each of these errors in the rules is found within a bounded number of steps."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from juki.launch.simulation.errors import Broken, Disagreement
from juki.launch.simulation.life import Life
from juki.systems.registry.domain import history
from juki.systems.registry.domain.outcomes import cancelling, entering, leaving
from juki.systems.registry.domain.outcomes.floor import Floor

MOST = 1500
Patch = Callable[[pytest.MonkeyPatch], None]


def positions_keep_their_gaps(patch: pytest.MonkeyPatch) -> None:
    real = Floor._settle

    def settle(self: Floor, household: str, members: Any) -> None:
        before = self.scene.households.get(household)
        if before is None or len(members) >= len(before.members):
            real(self, household, members)

    patch.setattr(Floor, "_settle", settle)


def days_are_laid_backwards(patch: pytest.MonkeyPatch) -> None:
    real = history._laid

    def laid(*given: Any) -> Any:
        found = real(*given)
        return [*found[:1], *reversed(found[1:])]

    patch.setattr(history, "_laid", laid)


def a_cancellation_forgets_the_household(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(cancelling, "_return", lambda *_, **__: None)


def a_cancellation_forgets_who_followed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(cancelling, "_followers", lambda *_: [])


def who_comes_back_gets_the_old_sheet(patch: pytest.MonkeyPatch) -> None:
    real = entering._resident

    def resident(floor: Floor, *given: Any) -> Any:
        found = real(floor, *given)
        earlier = floor.scene.residents.get(found.addressee_number)
        return replace(found, record=earlier.record) if earlier else found

    patch.setattr(entering, "_resident", resident)


def a_late_act_is_never_refused(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Floor, "_demand_in_time", lambda *_: None)


def nobody_new_becomes_head(patch: pytest.MonkeyPatch) -> None:
    real = Floor.relate
    patch.setattr(
        Floor, "relate", lambda self, number, label: None if label.is_head else real(self, number, label)
    )


def the_plan_is_forgotten_on_its_day(patch: pytest.MonkeyPatch) -> None:
    real = leaving._remove
    patch.setattr(
        leaving, "_remove",
        lambda floor, resident, *more: real(floor, replace(resident, planned=None), *more),
    )  # fmt: skip


MUTANTS: tuple[Patch, ...] = (
    positions_keep_their_gaps, days_are_laid_backwards, a_cancellation_forgets_the_household,
    a_cancellation_forgets_who_followed, who_comes_back_gets_the_old_sheet, a_late_act_is_never_refused,
    nobody_new_becomes_head, the_plan_is_forgotten_on_its_day,
)  # fmt: skip


def lived() -> Life:
    life = Life(seed=1, residents=120, begin=date(2026, 4, 1), per_day=6, whole_every=100)
    life.settle()
    return life


def test_without_an_error_there_is_nothing_to_find():
    lived().steps(MOST)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: one.__name__)
def test_the_simulator_finds(mutant: Patch, monkeypatch: pytest.MonkeyPatch):
    life = lived()
    mutant(monkeypatch)
    with pytest.raises((Broken, Disagreement)):
        life.steps(MOST)
