"""What alerts look at: the movement, the scene, and what comes out of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from juki.systems.registry.domain.movement import Household, Movement, Outcome, Scene
from juki.systems.registry.domain.resident import Resident


@dataclass(frozen=True, slots=True)
class Look:
    """One 異動 and its outcome."""

    scene: Scene
    movement: Movement
    outcome: Outcome

    def after(self, number: str) -> Resident:
        """Somebody as they are afterwards."""
        return self.outcome.after(number) or self.scene.residents[number]

    def before(self, number: str) -> Resident | None:
        """Somebody as they were; None for whoever had no 宛名番号."""
        return self.scene.residents.get(number)

    def subjects(self) -> Iterator[tuple[Resident, Resident | None]]:
        """The 異動者, afterwards and before; each once, also where one 住民票 is closed and another opened."""
        numbers = dict.fromkeys(one.resident.addressee_number for one in self.outcome.versions if one.about)
        for number in numbers:
            yield self.after(number), self.before(number)

    def is_written(self, number: str) -> bool:
        """Whether the act writes a version of somebody."""
        return self.outcome.after(number) is not None

    def households(self) -> Iterator[tuple[Household, Household | None]]:
        """Touched households in which somebody lives afterwards, and as they were before."""
        for household in self.outcome.households:
            if household.members:
                yield household, self.scene.households.get(household.number)

    def head_before(self, household: Household | None) -> str | None:
        """宛名番号 of the 世帯主 before."""
        for number in household.members if household else ():
            if self.scene.residents[number].is_head:
                return number
        return None

    def head_after(self, household: Household) -> str | None:
        """宛名番号 of the 世帯主 afterwards."""
        return self.outcome.head_of(household, self.scene)

    @property
    def day(self) -> date:
        """The day on which ages are counted: 異動日, where it is a day."""
        movement = self.movement
        return movement.day.internal if movement.day.is_exact else movement.processed_on
