"""個人番号. Numbers are computed here from bodies; none stands in this file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.jp import in_

from juki.kernel.values.individual_number import (
    IndividualNumber,
    IndividualNumberCheckDigitMismatch,
    InvalidIndividualNumber,
)

BODIES = st.from_regex(r"[0-9]{11}", fullmatch=True)


@given(BODIES)
def test_agrees_with_stdnum_on_every_last_digit(body: str):
    for last in "0123456789":
        try:
            accepted = IndividualNumber(body + last).digits == body + last
        except InvalidIndividualNumber:
            accepted = False
        assert accepted == in_.is_valid(body + last)


@given(BODIES)
def test_completes_a_body(body: str):
    number = IndividualNumber.from_body(body)
    assert number.digits[:-1] == body
    assert in_.calc_check_digit(body) == number.digits[-1]
    assert number == IndividualNumber.parse(number.digits)
    assert len({number, IndividualNumber(number.digits)}) == 1


@given(BODIES, st.integers(0, 11), st.integers(1, 9))
def test_agrees_with_stdnum_on_one_wrong_digit(body: str, place: int, step: int):
    digits = IndividualNumber.from_body(body).digits
    wrong = digits[:place] + str((int(digits[place]) + step) % 10) + digits[place + 1 :]
    assert in_.is_valid(wrong) == _is_valid(wrong)


def _is_valid(digits: str):
    try:
        IndividualNumber(digits)
    except IndividualNumberCheckDigitMismatch:
        return False
    return True


@pytest.mark.parametrize(
    ("body", "last"),
    [
        ("12345678901", "8"),
        ("98765432109", "3"),
        ("01020304050", "0"),
        ("90000000007", "9"),
        ("96252760189", "0"),
    ],
)
def test_worked_sums(body: str, last: str):
    assert IndividualNumber.from_body(body).digits[-1] == last


def test_reads_what_is_typed():
    digits = IndividualNumber.from_body("01020304050").digits
    wide = digits.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    grouped = f"{digits[:4]} {digits[4:8]}-{digits[8:]}"
    assert IndividualNumber.parse(wide) == IndividualNumber.parse(grouped) == IndividualNumber(digits)


@pytest.mark.parametrize(
    "text", ["", "1", "1" * 11, "1" * 13, "a" * 12, "²" * 12, "１" * 12, "1" * 11 + "\n"]
)
def test_refuses_other_shapes(text: str):
    with pytest.raises(InvalidIndividualNumber, match="KRN-0101"):
        IndividualNumber(text)


@pytest.mark.parametrize("body", ["", "1" * 10, "1" * 12, "x" * 11])
def test_refuses_other_bodies(body: str):
    with pytest.raises(InvalidIndividualNumber):
        IndividualNumber.from_body(body)


def test_never_shows_itself():
    number = IndividualNumber.from_body("01020304050")
    for shown in (repr(number), str(number), f"{number}", repr([number]), f"{number!r}"):
        assert number.digits not in shown
        assert "*" * 12 in shown


def test_an_error_does_not_carry_the_number():
    digits = IndividualNumber.from_body("01020304050").digits
    wrong = digits[:-1] + "5"
    with pytest.raises(IndividualNumberCheckDigitMismatch) as caught:
        IndividualNumber.parse(wrong)
    assert wrong not in str(caught.value)
    assert caught.value.fields == {}
