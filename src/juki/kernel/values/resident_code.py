"""住民票コード: ten random digits and a check digit. Masked like 個人番号."""

from dataclasses import dataclass
from typing import Self

from juki.kernel.errors import JukiError
from juki.kernel.values import check_digit

_LENGTH = 11

ACCEPT_ONE = True
"""Default of ``ResidentCode.parse``: the notice that defines the check digit could not be read, and a
remainder of 0 may give 0 or 1. We issue 0; refusing a genuine code of the other reading would shut a
resident out, so both are read until a city knows better."""


class InvalidResidentCode(JukiError):
    """The text is not eleven digits."""

    code = "KRN-0111"
    text = "住民票コードは11桁の数字です。住民票コード通知票などを見て、入力し直してください。"


class ResidentCodeCheckDigitMismatch(InvalidResidentCode):
    """Eleven digits, of which at least one is wrong."""

    code = "KRN-0112"
    text = "住民票コードの検査数字が合いません。通知票などと1桁ずつ照らし、入力し直してください。"


@dataclass(frozen=True, slots=True, repr=False)
class ResidentCode:
    """住民票コード. ``repr`` and ``str`` are masked; ``digits`` keeps leading zeros.

    Source: 住基法7条13号; 住基法施行規則1条; 平成14年総務省告示第436号.

    Raises:
        InvalidResidentCode: not eleven ASCII digits, or the check digit fits neither reading.
    """

    digits: str

    def __post_init__(self) -> None:
        if not check_digit.is_digits(self.digits, _LENGTH):
            raise InvalidResidentCode
        if check_digit.national_digit(self.digits[:-1]) != self.digits[-1] and not self.is_doubtful:
            raise ResidentCodeCheckDigitMismatch

    @property
    def is_doubtful(self) -> bool:
        """Whether the code is valid only if a remainder of 0 may give the digit 1. Worth a log row."""
        return self.digits[-1] == "1" and check_digit.remainder(self.digits[:-1]) == 0

    @classmethod
    def parse(cls, text: str, *, accept_one: bool = ACCEPT_ONE) -> Self:
        """Read a code as typed: full-width digits, blanks and hyphens are allowed.

        ``accept_one``: whether the doubtful reading is accepted as well.

        Raises:
            InvalidResidentCode: see the class.
        """
        code = cls(check_digit.typed_digits(text))
        if code.is_doubtful and not accept_one:
            raise ResidentCodeCheckDigitMismatch
        return code

    @classmethod
    def from_body(cls, body: str) -> Self:
        """Complete a ten-digit body with its check digit.

        Raises:
            InvalidResidentCode: ``body`` is not ten ASCII digits.
        """
        if not check_digit.is_digits(body, _LENGTH - 1):
            raise InvalidResidentCode
        return cls(body + check_digit.national_digit(body))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({'*' * _LENGTH})"

    def __str__(self) -> str:
        return "*" * _LENGTH
