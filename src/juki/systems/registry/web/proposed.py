"""続柄 proposed for each person of the form: the likeliest first, each under the digit that it always has. Source: STD 4.0.2."""

from datetime import date

from juki.kernel.errors import JukiError
from juki.systems.registry.domain.proposals import Present, relationships
from juki.systems.registry.domain.resident import Kind
from juki.systems.registry.services.reading import KINDS, SEXES, birth_of
from juki.systems.registry.services.showing import ShownHousehold
from juki.systems.registry.web.application_words import IN_TWO_STEPS, RELATIONSHIPS, Options
from juki.systems.registry.web.entry_fields import OTHER, Typed

_NUMBERED = dict(RELATIONSHIPS)


def for_persons(typed: Typed, count: int, household: ShownHousehold | None) -> list[Options]:
    """Choices for each of ``count`` persons, in view of the household to join and of those who stand before them."""
    present = _members(household)
    found = []
    for place in range(count):
        person = f"persons.{place}."
        sex, birth = SEXES.get(typed.get(f"{person}sex", "")), _birth(typed.get(f"{person}birth", ""))
        likely = relationships(sex=sex, birth=birth, present=present)
        chosen = typed.get(f"{person}relationship", "")
        words = dict.fromkeys([*likely, *IN_TWO_STEPS, *([chosen] if chosen in _NUMBERED else [])])
        found.append(tuple((word, _NUMBERED[word]) for word in words))
        own = typed.get(f"{person}{OTHER}", "") or chosen
        if own:
            kind = KINDS.get(typed.get(f"{person}kind", ""), Kind.JAPANESE)
            present = [*present, Present(relationship=own, kind=kind, birth=birth)]
    return found


def _members(household: ShownHousehold | None) -> list[Present]:
    members = household.members if household else []
    return [
        Present(relationship=one.relationship, kind=Kind(one.kind), birth=date.fromisoformat(one.birth.day))
        for one in members
    ]


def _birth(text: str) -> date | None:
    try:
        return birth_of(text).internal
    except JukiError:
        return None
