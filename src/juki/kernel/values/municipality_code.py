"""全国地方公共団体コード: two digits prefecture, three municipality, one check digit."""

from dataclasses import dataclass
from typing import Self

from juki.kernel.errors import JukiError
from juki.kernel.values import check_digit


class InvalidMunicipalityCode(JukiError):
    """The text is not a code of five or six digits."""

    code = "KRN-0121"
    text = "全国地方公共団体コードは、検査数字を含めて6桁の数字です。コード表を見て、入力し直してください。"


class MunicipalityCodeCheckDigitMismatch(InvalidMunicipalityCode):
    """Six digits, of which at least one is wrong."""

    code = "KRN-0122"
    text = "全国地方公共団体コードの検査数字が合いません。コード表と照らし、入力し直してください。"


@dataclass(frozen=True, slots=True)
class MunicipalityCode:
    """全国地方公共団体コード. Only its form is checked; whether the body exists is a matter of code tables.

    Source: JIS X 0401, JIS X 0402; check digit as in the table of the ministry (registry of 1,788 codes).

    Raises:
        InvalidMunicipalityCode: not six ASCII digits, or the check digit is wrong.
    """

    digits: str

    def __post_init__(self) -> None:
        if not check_digit.is_digits(self.digits, 6):
            raise InvalidMunicipalityCode
        if check_digit.municipality_digit(self.digits[:-1]) != self.digits[-1]:
            raise MunicipalityCodeCheckDigitMismatch

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a six-digit code as typed.

        Raises:
            InvalidMunicipalityCode: see the class.
        """
        return cls(check_digit.typed_digits(text))

    @classmethod
    def from_five(cls, five: str) -> Self:
        """Complete the five-digit form, which JIS X 0402 and some telegrams use.

        Raises:
            InvalidMunicipalityCode: ``five`` is not five ASCII digits.
        """
        if not check_digit.is_digits(five, 5):
            raise InvalidMunicipalityCode
        return cls(five + check_digit.municipality_digit(five))

    @property
    def five(self) -> str:
        """The code without its check digit."""
        return self.digits[:5]

    @property
    def prefecture(self) -> str:
        """都道府県コード, two digits."""
        return self.digits[:2]

    def __str__(self) -> str:
        return self.digits
