"""宛名番号 and 世帯番号: a plain serial number with a check digit at its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from juki.kernel.errors import JukiError
from juki.kernel.values import check_digit

MAX_LENGTH = 15
DEFAULT_WIDTH = 10


class InvalidSerialNumber(JukiError):
    """The text is not a 宛名番号 or 世帯番号."""

    code = "KRN-0131"
    text = "宛名番号・世帯番号は15桁以内の数字です。番号を確かめて、入力し直してください。"


class SerialNumberCheckDigitMismatch(InvalidSerialNumber):
    """Digits, of which at least one is wrong."""

    code = "KRN-0132"
    text = "番号の検査数字が合いません。番号を確かめて、入力し直してください。"


class SerialOutOfRange(JukiError):
    """A serial does not fit the width of the numbers."""

    code = "KRN-0133"
    text = "連番 {serial} は桁数 {width} の番号にできません。付番の範囲と桁数の設定を見直してください。"


@dataclass(frozen=True, slots=True)
class _SerialNumber:
    """A number of at most fifteen digits.

    The constructor checks the shape alone: a number given before this rule is kept as it is
    (STD 1.1.13: no renumbering), so a stored number may lack a valid check digit.

    Raises:
        InvalidSerialNumber: not 1 to 15 ASCII digits.
    """

    digits: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.digits) <= MAX_LENGTH or not check_digit.is_digits(
            self.digits, len(self.digits)
        ):
            raise InvalidSerialNumber

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number as typed and check its check digit.

        Raises:
            InvalidSerialNumber: wrong shape or wrong check digit. A number taken over from an older
                system is built with the constructor.
        """
        number = cls(check_digit.typed_digits(text))
        if not number.has_check_digit:
            raise SerialNumberCheckDigitMismatch
        return number

    @classmethod
    def from_serial(cls, serial: int, *, width: int = DEFAULT_WIDTH) -> Self | None:
        """The number of ``serial``: ``width`` digits in all, zero-padded, the last one the check digit.

        None when the remainder is 1: modulus 11 would give 10, which the standard leaves open, and
        that serial is skipped.

        Source: STD 1.1.13.

        Raises:
            SerialOutOfRange: ``serial`` below 1 or too long, or ``width`` not within 2 to 15.
        """
        if not 2 <= width <= MAX_LENGTH or not 1 <= serial < 10 ** (width - 1):
            raise SerialOutOfRange(serial=serial, width=width)
        body = str(serial).zfill(width - 1)
        digit = check_digit.serial_digit(body)
        return None if digit is None else cls(body + digit)

    @classmethod
    def of_serials(cls, serials: range, *, width: int = DEFAULT_WIDTH) -> Iterator[Self]:
        """The valid numbers of a range of serials, in order, skipped serials left out.

        Raises:
            SerialOutOfRange: on the first serial that does not fit.
        """
        for serial in serials:
            number = cls.from_serial(serial, width=width)
            if number is not None:
                yield number

    @property
    def has_check_digit(self) -> bool:
        """Whether the last digit is the check digit of the others."""
        return len(self.digits) > 1 and check_digit.serial_digit(self.digits[:-1]) == self.digits[-1]

    @property
    def serial(self) -> int:
        """The number without its last digit."""
        return int(self.digits[:-1] or "0")

    def __str__(self) -> str:
        return self.digits


@dataclass(frozen=True, slots=True)
class AddresseeNumber(_SerialNumber):
    """宛名番号: one per person, kept when the person leaves and returns. Source: STD 1.1.13."""


@dataclass(frozen=True, slots=True)
class HouseholdNumber(_SerialNumber):
    """世帯番号. Source: STD 1.1.13."""
