"""修正: items that are otherwise than they stood, or never were as they stood. Source: STD 4.2.3, 4.3.2, 4.4, 1.1.7."""

from dataclasses import replace
from datetime import date

from juki.systems.registry.domain.flat import flat, relationship_row, unflat
from juki.systems.registry.domain.history import in_force
from juki.systems.registry.domain.movement import Numbers
from juki.systems.registry.domain.outcomes.errors import NotOfThatAct
from juki.systems.registry.domain.outcomes.floor import Floor

CORRECTION = "GOKI_SHUSEI"
NEW_CODES = frozenset({"CODE_HENKO", "CODE_KISAI"})
"""Reasons for which a 住民票コード comes from the stock where none is typed. Source: STD 4.3.1."""


def amend(floor: Floor, numbers: Numbers) -> None:
    """The items of the movement on everybody's row. A correction holds from the day of the 異動 that it corrects.

    Raises:
        NotOfThatAct: the 異動 to be corrected is no standing one of the person.
    """
    codes = iter(numbers.codes)
    for person in floor.movement.persons:
        number = person.addressee_number or ""
        before = floor.now[number]
        row = flat(before) | dict(person.items)
        if person.relationship:
            row |= relationship_row(person.relationship)
        if floor.movement.reason.code in NEW_CODES and "resident_code" not in person.items:
            row["resident_code"] = next(codes)
        after = unflat(row)
        event = floor.event()
        if floor.movement.reason.code == CORRECTION:
            event = replace(event, effective=_since(floor, number))
        floor.put(after, event)


def _since(floor: Floor, addressee_number: str) -> date:
    """The day from which the corrected 異動 holds; without one, from the opening of the 住民票."""
    versions = in_force(floor.history(addressee_number))
    if floor.movement.target is None:
        return versions[0].holds_from if versions else floor.effective
    for version in versions:
        if version.trace == floor.movement.target:
            return version.holds_from
    raise NotOfThatAct
