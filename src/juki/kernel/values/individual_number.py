"""個人番号: twelve digits, the last of them a check digit. Never shown unless asked for by ``.digits``."""

from dataclasses import dataclass
from typing import Self

from juki.kernel.errors import JukiError
from juki.kernel.values import check_digit

_LENGTH = 12


class InvalidIndividualNumber(JukiError):
    """The text is not twelve digits."""

    code = "KRN-0101"
    text = "個人番号は12桁の数字です。番号を確認できる書類を見て、入力し直してください。"


class IndividualNumberCheckDigitMismatch(InvalidIndividualNumber):
    """Twelve digits, of which at least one is wrong."""

    code = "KRN-0102"
    text = "個人番号の検査用数字が合いません。番号を確認できる書類と1桁ずつ照らし、入力し直してください。"


@dataclass(frozen=True, slots=True, repr=False)
class IndividualNumber:
    """個人番号. ``repr`` and ``str`` are masked, so that a log line or a traceback cannot leak it.

    Source: 番号法2条5項, 7条; check digit 平成26年総務省令第85号5条.

    Raises:
        InvalidIndividualNumber: not twelve ASCII digits, or the check digit is wrong.
    """

    digits: str

    def __post_init__(self) -> None:
        if not check_digit.is_digits(self.digits, _LENGTH):
            raise InvalidIndividualNumber
        if check_digit.national_digit(self.digits[:-1]) != self.digits[-1]:
            raise IndividualNumberCheckDigitMismatch

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number as typed: full-width digits, blanks and hyphens are allowed.

        Raises:
            InvalidIndividualNumber: see the class.
        """
        return cls(check_digit.typed_digits(text))

    @classmethod
    def from_body(cls, body: str) -> Self:
        """Complete an eleven-digit body with its check digit.

        Raises:
            InvalidIndividualNumber: ``body`` is not eleven ASCII digits.
        """
        if not check_digit.is_digits(body, _LENGTH - 1):
            raise InvalidIndividualNumber
        return cls(body + check_digit.national_digit(body))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({'*' * _LENGTH})"

    def __str__(self) -> str:
        return "*" * _LENGTH
