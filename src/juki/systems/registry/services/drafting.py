"""What would come out of an 異動, without taking a number: before and after, alerts, dry runs."""

from typing import NamedTuple

from juki.systems.registry.domain.movement import Movement, Numbers, Outcome, Scene
from juki.systems.registry.domain.outcomes import outcome

_MARK = "+"
_HOUSEHOLD = f"{_MARK}household"
_CODE = f"{_MARK}code "


def draft(scene: Scene, movement: Movement) -> Outcome:
    """The outcome with stand-ins for numbers that the recording will give.

    Raises:
        JukiError: see ``domain.outcomes.outcome``.
    """
    places = range(len(movement.persons))
    numbers = Numbers(
        addressees=tuple(f"{_MARK}{place}" for place in places), household=_HOUSEHOLD,
        codes=tuple(f"{_CODE}{place}" for place in places),
    )  # fmt: skip
    return outcome(scene, movement, numbers)


def is_placeholder(number: str) -> bool:
    """Whether a 宛名番号, 世帯番号 or 住民票コード of a draft only stands for one that is given later."""
    return number.startswith(_MARK)


class Wanted(NamedTuple):
    """Numbers that the recording has to take."""

    addressees: int
    household: bool
    codes: int


def wanted(drafted: Outcome) -> Wanted:
    """How many 宛名番号, whether a 世帯番号, and how many 住民票コード the recording has to take."""
    rows = [one.resident for one in drafted.versions]
    addressees = {one.addressee_number for one in rows if is_placeholder(one.addressee_number)}
    codes = {one.resident_code for one in rows if is_placeholder(one.resident_code)}
    founds = any(is_placeholder(number) for number in drafted.founded)
    return Wanted(len(addressees), founds, len(codes))
