"""続柄 to choose from: always in the order of their digits, without a second 世帯主 for a household. Source: STD 4.0.2."""

from juki.systems.registry.domain.household import HEAD_LABEL
from juki.systems.registry.services.showing import ShownHousehold
from juki.systems.registry.web.application_words import RELATIONSHIPS, Options
from juki.systems.registry.web.entry_fields import Typed


def for_persons(typed: Typed, count: int, household: ShownHousehold | None) -> list[Options]:
    """Choices for each of ``count`` persons. What was chosen stays in the list, also where it is a fault."""
    headed = household is not None and household.head is not None
    chosen = [typed.get(f"persons.{place}.relationship", "") for place in range(count)]
    return [
        tuple(one for one in RELATIONSHIPS if not headed or one[0] != HEAD_LABEL or own == HEAD_LABEL)
        for own in chosen
    ]
