"""Numbers of invented people: unique by construction, valid, and without pattern to the eye.

A body is the image of a serial under a keyed permutation, so that nothing has to be remembered and any part
of the city can be made alone. Residents, movers and numbers not yet given out live in three regions of
serials that do not meet; therefore their numbers do not meet either.
"""

from collections.abc import Iterator
from enum import IntEnum
from itertools import count

from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.check_digit import national_digit
from juki.launch.synthetic.chance import stream

_ROUNDS = 4
_MASK = (1 << 64) - 1
_KEY_PURPOSE = 1
_REGION_SIZE = 3_000_000_000
_LETTERS = 26


class Region(IntEnum):
    """Whose serial it is."""

    RESIDENT = 0
    MOVER = 1
    VACANT = 2


class Permutation:
    """A keyed bijection of the whole numbers below ``left * right`` (an alternating Feistel network)."""

    __slots__ = ("_keys", "left", "right")

    def __init__(self, *, seed: int, name: int, left: int, right: int) -> None:
        rng = stream(seed=seed, purpose=_KEY_PURPOSE, index=name)
        self.left = left
        self.right = right
        self._keys = tuple((rng.getrandbits(64) | 1, rng.getrandbits(64)) for _ in range(2 * _ROUNDS))

    def __call__(self, number: int) -> int:
        """The image of ``number``; 0 <= number < left * right."""
        left, right = self.left, self.right
        high, low = divmod(number, right)
        keys = iter(self._keys)
        for factor, addend in keys:
            mixed = ((low + addend) * factor) & _MASK
            high = (high + ((mixed ^ (mixed >> 29)) * factor & _MASK) % 0xFFFFFFFB) % left
            factor, addend = next(keys)  # noqa: PLW2901 - the second half of the round
            mixed = ((high + addend) * factor) & _MASK
            low = (low + ((mixed ^ (mixed >> 29)) * factor & _MASK) % 0xFFFFFFFB) % right
        return high * right + low


class NumberSpace:
    """All numbers of one synthetic country, for one seed."""

    def __init__(self, seed: int) -> None:
        self._individual = Permutation(seed=seed, name=0, left=10**6, right=10**5)
        self._code = Permutation(seed=seed, name=1, left=10**5, right=10**5)
        self._card = Permutation(seed=seed, name=2, left=26_000, right=2_600_000)

    def individual_number(self, region: Region, serial: int) -> str:
        """The 個人番号 (12 digits) of a serial. Raises OverflowError outside the region."""
        body = f"{self._individual(_place(region, serial)):011d}"
        return body + national_digit(body)

    def resident_code(self, region: Region, serial: int) -> str:
        """The 住民票コード (11 digits) of a serial. Raises OverflowError outside the region."""
        body = f"{self._code(_place(region, serial)):010d}"
        return body + national_digit(body)

    def residence_card(self, region: Region, serial: int) -> str:
        """A residence card number of the shape AA12345678BB. Raises OverflowError outside the region."""
        image = self._card(_place(region, serial))
        pair, digits = divmod(image, 10**8)
        front = pair * 7 % (_LETTERS * _LETTERS)
        return f"{_pair(front)}{digits:08d}{_pair(pair)}"


def addressee_numbers(first: int = 1) -> Iterator[AddresseeNumber]:
    """Walks the valid 宛名番号 from serial ``first`` upwards; serials that have no number are skipped.

    The n-th person takes the n-th number, the n-th household the n-th 世帯番号 of the same digits:
    ``zip(persons, addressee_numbers())``.

    Source: STD 1.1.13

    Raises:
        SerialOutOfRange: ``first`` below 1, or all numbers of the width are used up.
    """
    for serial in count(first):
        number = AddresseeNumber.from_serial(serial)
        if number is not None:
            yield number


def _place(region: Region, serial: int) -> int:
    if not 0 <= serial < _REGION_SIZE:
        raise OverflowError(f"serial outside its region: {serial}")
    return region * _REGION_SIZE + serial


def _pair(number: int) -> str:
    return chr(65 + number // _LETTERS) + chr(65 + number % _LETTERS)
