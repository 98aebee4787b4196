"""Modulus 11 with weights 2 to 7 from the right, and the three ways a check digit is made from it.

The sums are the same everywhere; what a remainder of 0 or 1 means is not:

=====================  ===========  ===========
number                 remainder 0  remainder 1
=====================  ===========  ===========
個人番号, 住民票コード  0            0
全国地方公共団体コード  1            0
宛名番号, 世帯番号      0            no number
=====================  ===========  ===========
"""

from itertools import cycle

_WEIGHTS = (2, 3, 4, 5, 6, 7)
_TYPED = str.maketrans("０１２３４５６７８９", "0123456789", " \u3000-－‐−")


def is_digits(text: str, length: int) -> bool:
    """Whether ``text`` is exactly ``length`` ASCII digits."""
    return len(text) == length and text.isascii() and text.isdigit()


def typed_digits(text: str) -> str:
    """What was typed at a counter: full-width digits become ASCII, blanks and hyphens go."""
    return text.translate(_TYPED)


def remainder(body: str) -> int:
    """Weighted sum of ``body`` (digits, without the check digit) modulo 11."""
    return (
        sum(int(digit) * weight for digit, weight in zip(reversed(body), cycle(_WEIGHTS), strict=False)) % 11
    )


def national_digit(body: str) -> str:
    """Check digit of 個人番号 and 住民票コード: 11 minus the remainder, 0 when that is 10 or 11.

    Source: 番号法の命令(平成26年総務省令第85号)5条; 平成14年総務省告示第436号.
    """
    rest = remainder(body)
    return "0" if rest <= 1 else str(11 - rest)


def municipality_digit(five: str) -> str:
    """Check digit of 全国地方公共団体コード: the last digit of 11 minus the remainder."""
    return str((11 - remainder(five)) % 10)


def serial_digit(body: str) -> str | None:
    """Check digit of 宛名番号 and 世帯番号, or None when the remainder is 1 (it would be 10).

    Source: STD 1.1.13 (remainder 0 gives 0); skipping remainder 1 is our decision.
    """
    rest = remainder(body)
    if rest == 1:
        return None
    return "0" if rest == 0 else str(11 - rest)
