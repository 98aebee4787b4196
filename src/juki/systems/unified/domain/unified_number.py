"""団体内統合宛名番号: fifteen digits of our own making."""

from dataclasses import dataclass
from typing import Self

from juki.kernel.values import check_digit

LENGTH = 15
LEAD = "9"
_SERIAL_DIGITS = LENGTH - len(LEAD) - 1


@dataclass(frozen=True, slots=True)
class UnifiedNumber:
    """``9``, a serial of thirteen digits, and the check digit that 宛名番号 has too.

    The lead keeps it apart from every 宛名番号, which fills its width with zeros. The digits say nothing of the
    person, and no national rule gives them: length from practice, the rest is our decision.
    Source: document I-2 system 4 (1); ADR 0006.
    """

    digits: str

    @classmethod
    def of_serial(cls, serial: int) -> Self | None:
        """The number of a serial from 1 on; ``None`` where modulus 11 gives no single digit and the serial is skipped.

        Raises:
            OverflowError: the serial does not fit.
        """
        if not 1 <= serial < 10**_SERIAL_DIGITS:
            raise OverflowError(serial)
        body = LEAD + str(serial).zfill(_SERIAL_DIGITS)
        digit = check_digit.serial_digit(body)
        return None if digit is None else cls(body + digit)

    @property
    def is_valid(self) -> bool:
        """Whether it has the shape and the check digit."""
        return (
            check_digit.is_digits(self.digits, LENGTH)
            and self.digits.startswith(LEAD)
            and check_digit.serial_digit(self.digits[:-1]) == self.digits[-1]
        )

    def __str__(self) -> str:
        return self.digits
