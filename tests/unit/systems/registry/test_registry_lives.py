"""Invented lives on the rules of the register: nothing that must hold ever does not."""

from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from juki.launch.simulation import invariants
from juki.launch.simulation.acts.repertoire import ACTS, FOLLOW_UPS
from juki.launch.simulation.life import Life

BEGIN = date(2026, 4, 1)
STEPS = 8_000


def test_many_lives_break_nothing():
    life = Life(seed=20260401, residents=300, begin=BEGIN, per_day=6)
    life.settle()
    life.steps(STEPS)
    assert life.world.step == STEPS
    assert {act.__name__ for act in ACTS} - _done(life) == set()
    assert set(FOLLOW_UPS) - set(life.acts) <= {"cancel_plan", "crown", "move_together"}
    assert life.tally.expected == len(life.world.register.present)


def _done(life: Life) -> set[str]:
    """The acts that happened, by the functions that mean them."""
    names = {
        "leave": "leave_ahead", "die": "shibo", "nobody_lives_there": "shokken_shojo", "loses_status": "homu_shojo",
        "split": "setai_bunri", "merge": "setai_gappei", "becomes_japanese": "kika_kisai",
        "becomes_foreign": "kokuseki_soshitsu_kisai", "sex_or_birth": "amend",
    }  # fmt: skip
    return {act.__name__ for act in ACTS if names.get(act.__name__, act.__name__) in life.acts}


def test_the_same_seed_lives_the_same_lives():
    def lived() -> list[object]:
        life = Life(seed=5, residents=60, begin=BEGIN, per_day=4)
        life.settle()
        life.steps(400)
        register = life.world.register
        return [
            (number, register.counts[number], register.latest[number].event) for number in register.latest
        ]

    assert lived() == lived()


def test_the_year_adds_up():
    life = Life(seed=6, residents=80, begin=BEGIN, per_day=2)
    life.settle()
    days = list(life.days(60))
    assert (days[-1] - days[0]).days == 59
    life.check_whole()
    lines = life.tally.lines(now=len(life.world.register.present))
    assert "一致 / reconciled" in lines[-1]
    assert any("記載 計" in line for line in lines)


class Lives(RuleBasedStateMachine):
    """Any act after any other; chance within an act is Hypothesis's too."""

    @initialize(seed=st.integers(0, 2**32))
    def settle(self, seed: int) -> None:
        self.life = Life(seed=seed, residents=12, begin=BEGIN, whole_every=0)
        self.life.settle()

    @rule(act=st.sampled_from(list(ACTS)), chance=st.integers(0, 2**32))
    def act(self, act: object, chance: int) -> None:
        self.life.world.rng.setstate(Random(chance).getstate())
        deed = act(self.life.world)
        if deed is not None:
            self.life.perform(deed)

    @rule(days=st.integers(1, 40))
    def days_pass(self, days: int) -> None:
        for _ in range(days):
            self.life.world.next_day()
            for what in (self.life.due, self.life.announced):
                for deed in what():
                    self.life.perform(deed)

    @invariant()
    def everything_holds(self) -> None:
        if hasattr(self, "life"):
            assert list(invariants.of_city(self.life.world.register)) == []
            assert self.life.tally.expected == len(self.life.world.register.present)


Lives.TestCase.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
TestLives = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")(
    Lives.TestCase
)
