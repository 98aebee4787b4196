import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.values.addressee_number import (
    AddresseeNumber,
    HouseholdNumber,
    InvalidSerialNumber,
    SerialNumberCheckDigitMismatch,
    SerialOutOfRange,
)


def _by_hand(body: str):
    total = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(body)))
    return total % 11


@given(st.integers(1, 10**14 - 1))
def test_check_digit_by_the_sum(serial: int):
    number = AddresseeNumber.from_serial(serial, width=15)
    rest = _by_hand(str(serial).zfill(14))
    if rest == 1:
        assert number is None
    else:
        assert number is not None
        assert number.digits[-1] == ("0" if rest == 0 else str(11 - rest))
        assert number.serial == serial
        assert AddresseeNumber.parse(number.digits) == number


def test_first_numbers_leave_out_the_serial_of_remainder_one():
    numbers = [number.digits for number in AddresseeNumber.of_serials(range(1, 9), width=4)]
    assert numbers == ["0019", "0027", "0035", "0043", "0051", "0078", "0086"]
    assert AddresseeNumber.from_serial(6, width=4) is None


def test_remainder_zero_gives_zero():
    number = AddresseeNumber.from_serial(14, width=4)  # 4*2 + 1*3 = 11
    assert number == AddresseeNumber("0140")


def test_numbers_of_a_range_are_distinct_and_about_ten_elevenths():
    numbers = list(HouseholdNumber.of_serials(range(1, 11_001)))
    assert len(set(numbers)) == len(numbers)
    assert 9_900 < len(numbers) < 10_100


@pytest.mark.parametrize(("serial", "width"), [(0, 10), (-1, 10), (10**9, 10), (1, 1), (1, 16)])
def test_refuses_serials_that_do_not_fit(serial: int, width: int):
    with pytest.raises(SerialOutOfRange):
        AddresseeNumber.from_serial(serial, width=width)


@pytest.mark.parametrize("text", ["", "1" * 16, "12a", "１２"])
def test_refuses_other_shapes(text: str):
    with pytest.raises(InvalidSerialNumber):
        AddresseeNumber(text)


def test_an_older_number_is_kept_but_not_read_as_typed():
    assert AddresseeNumber("0018").has_check_digit is False
    assert AddresseeNumber("0").has_check_digit is False
    with pytest.raises(SerialNumberCheckDigitMismatch):
        AddresseeNumber.parse("0018")


def test_a_household_is_no_person():
    assert HouseholdNumber("0019") != AddresseeNumber("0019")
    assert str(HouseholdNumber("0019")) == "0019"
