"""Handing out 宛名番号: serials in order, each with its check digit, from ranges that never meet.

Source: STD 1.1.13 (a serial whose check digit would be 10 is skipped: our own decision).
"""

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from juki.kernel.values.addressee_number import AddresseeNumber

MOST = 1_000
"""The largest block."""


class Kind(StrEnum):
    """Whose numbers they are; also the kind of an addressee."""

    RESIDENT = "resident"
    NON_RESIDENT = "non_resident"


@dataclass(frozen=True, slots=True)
class SerialRange:
    """Serials from ``first`` to ``last``, both included."""

    first: int
    last: int


RANGES = {
    Kind.RESIDENT: SerialRange(1, 799_999_999),
    Kind.NON_RESIDENT: SerialRange(800_000_000, 999_999_999),
}
"""The ranges of a new city. Once a range has been used its row in the database counts, not this table."""


@dataclass(frozen=True, slots=True)
class Block:
    """Numbers handed out together; ``first`` to ``last`` are the serials used up by them, skipped ones included."""

    numbers: tuple[AddresseeNumber, ...]
    first: int
    last: int


def is_size(size: int) -> bool:
    """Whether a block may have ``size`` numbers."""
    return 1 <= size <= MOST


def next_block(*, following: int, last: int, size: int, taken: Container[str]) -> Block | None:
    """The next ``size`` numbers from serial ``following`` on; None when the range ends before.

    ``taken`` are numbers that somebody has already, from an older system: they are passed over.
    """
    numbers: list[AddresseeNumber] = []
    serial = following
    while len(numbers) < size:
        if serial > last:
            return None
        number = AddresseeNumber.from_serial(serial)
        if number is not None and str(number) not in taken:
            numbers.append(number)
        serial += 1
    return Block(tuple(numbers), first=following, last=serial - 1)
