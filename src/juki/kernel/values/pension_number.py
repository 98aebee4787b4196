"""基礎年金番号: ten digits, of which no check digit is published. Masked like 個人番号."""

from dataclasses import dataclass
from typing import Self

from juki.kernel.errors import JukiError
from juki.kernel.values import check_digit

_LENGTH = 10


class InvalidPensionNumber(JukiError):
    """The text is not ten digits."""

    code = "KRN-0199"
    text = "基礎年金番号は10桁の数字です。基礎年金番号通知書などを見て、入力し直してください。"


@dataclass(frozen=True, slots=True, repr=False)
class PensionNumber:
    """基礎年金番号. ``repr`` and ``str`` are masked; ``digits`` keeps leading zeros.

    Source: 国民年金法14条; 住基法7条11号; STD 1.1.1.

    Raises:
        InvalidPensionNumber: not ten ASCII digits.
    """

    digits: str

    def __post_init__(self) -> None:
        if not check_digit.is_digits(self.digits, _LENGTH):
            raise InvalidPensionNumber

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number as typed: full-width digits, blanks and the hyphen after the fourth digit are allowed.

        Raises:
            InvalidPensionNumber: see the class.
        """
        return cls(check_digit.typed_digits(text))

    @property
    def written(self) -> str:
        """As it is printed: four digits, a hyphen, six digits."""
        return f"{self.digits[:4]}-{self.digits[4:]}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({'*' * _LENGTH})"

    def __str__(self) -> str:
        return "*" * _LENGTH
