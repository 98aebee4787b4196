import pytest

from juki.kernel.errors import catalogue
from juki.kernel.values import (  # noqa: F401  (loads every error of the package)
    address,
    age,
    check_digit,
    kana,
    legal_date,
    person_name,
    postal,
    relationship,
    resident_code,
)


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        ("12345678901", 3),
        ("98765432109", 8),
        ("1234567890", 8),
        ("9990000000", 9),
        ("13229", 9),
        ("47382", 0),
        ("", 0),
    ],
)
def test_remainder(body: str, rest: int):
    assert check_digit.remainder(body) == rest


def test_the_three_ways_part_at_remainders_0_and_1():
    zero, one = "14", "6"
    assert [check_digit.remainder(body) for body in (zero, one)] == [0, 1]
    assert [check_digit.national_digit(body) for body in (zero, one)] == ["0", "0"]
    assert [check_digit.municipality_digit(body) for body in (zero, one)] == ["1", "0"]
    assert [check_digit.serial_digit(body) for body in (zero, one)] == ["0", None]


def test_typed_digits():
    assert check_digit.typed_digits("１２ 3\u3000４-5－6") == "123456"


def test_every_error_has_its_own_code_and_a_japanese_text():
    errors = [error for error in catalogue() if error.__module__.startswith("juki.kernel.values")]
    codes = [error.code for error in errors]
    assert len(set(codes)) == len(codes) > 25
    for error in errors:
        assert error.code.startswith("KRN-01")
        assert error.text.endswith("。")
