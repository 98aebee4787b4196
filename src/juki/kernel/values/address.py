"""住所 in its parts, as it is certified."""

from dataclasses import dataclass

from juki.kernel.errors import JukiError
from juki.kernel.values import check_digit, written_text
from juki.kernel.values.municipality_code import MunicipalityCode

LIMITS = {"prefecture": 4, "city": 12, "town": 120, "lot": 50, "building": 300}
"""Glyphs that each part holds, as seen in existing registers."""


class InvalidPostalCode(JukiError):
    """Not seven digits."""

    code = "KRN-0181"
    text = "郵便番号は7桁の数字です。郵便番号を確かめて、入力し直してください。"


class InvalidTownCode(JukiError):
    """Not seven digits."""

    code = "KRN-0182"
    text = "町字コードは7桁の数字です。住所辞書から町字を選び直してください。"


class EmptyAddress(JukiError):
    """No part of the address is written."""

    code = "KRN-0183"
    text = "住所が入力されていません。住所を入力してください。"


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """住所. Written parts are kept exactly; ``repr`` and ``str`` are masked: ask for ``one_line``.

    ``town``: 町字; ``town_code``: 町字ID, 大字 4 and 小字 3 digits, or empty; ``lot``: 番地・号;
    ``building``: 方書; ``postal_code``: seven digits, or empty. Which parts a field demands is the rule
    of that field: a former address may arrive whole in ``town``.

    Source: 住基法7条7号; STD 1.1.1, 1.1.17, 1.3.3.

    Raises:
        EmptyAddress: nothing is written.
        EmptyText, ForbiddenCharacter, LoneSelector, TooLong: see ``written_text.check``.
        InvalidPostalCode, InvalidTownCode: not empty and not seven ASCII digits.
    """

    prefecture: str = ""
    city: str = ""
    town: str = ""
    town_code: str = ""
    lot: str = ""
    building: str = ""
    postal_code: str = ""
    municipality: MunicipalityCode | None = None

    def __post_init__(self) -> None:
        written = False
        for part, limit in LIMITS.items():
            text = getattr(self, part)
            if text:
                written = True
                written_text.check(text, limit=limit)
        if not written:
            raise EmptyAddress
        if self.postal_code and not check_digit.is_digits(self.postal_code, 7):
            raise InvalidPostalCode
        if self.town_code and not check_digit.is_digits(self.town_code, 7):
            raise InvalidTownCode

    @property
    def one_line(self) -> str:
        """The whole address; a full-width blank stands before 方書."""
        return one_line(self.prefecture, self.city, self.town, self.lot, building=self.building)

    def __repr__(self) -> str:
        return f"Address(<{written_text.length(self.one_line)}>)"

    def __str__(self) -> str:
        return self.__repr__()


def one_line(*place: str, building: str) -> str:
    """Parts of an address as one text; a full-width blank stands between the place and 方書."""
    written = "".join(place)
    return f"{written}\u3000{building}" if written and building else written or building


def parse_postal_code(text: str) -> str:
    """Seven digits from ``〒188-0001``, full width or not.

    Raises:
        InvalidPostalCode: anything else.
    """
    code = check_digit.typed_digits(text.removeprefix("〒"))
    if not check_digit.is_digits(code, 7):
        raise InvalidPostalCode
    return code
