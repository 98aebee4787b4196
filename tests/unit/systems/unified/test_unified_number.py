"""団体内統合宛名番号: shape, check digit, skipped serials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.values.addressee_number import AddresseeNumber
from juki.systems.unified.domain.unified_number import UnifiedNumber

SERIALS = st.integers(min_value=1, max_value=10**13 - 1)


@given(SERIALS)
def test_a_number_has_fifteen_digits_and_is_valid(serial):
    number = UnifiedNumber.of_serial(serial)
    if number is not None:
        assert len(number.digits) == 15
        assert number.is_valid
        assert int(number.digits[1:-1]) == serial


@given(SERIALS, st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(serial, place, shift):
    number = UnifiedNumber.of_serial(serial)
    if number is not None:
        digits = list(number.digits)
        digits[place] = str((int(digits[place]) + shift) % 10)
        assert not UnifiedNumber("".join(digits)).is_valid


@given(st.integers(min_value=1, max_value=10**13 - 1))
def test_no_addressee_number_of_a_serial_is_a_unified_number(serial):
    addressee = AddresseeNumber.from_serial(serial, width=15)
    assert addressee is None or not UnifiedNumber(addressee.digits).is_valid


def test_about_one_serial_in_eleven_has_no_number():
    missing = sum(UnifiedNumber.of_serial(serial) is None for serial in range(1, 1_101))
    assert 80 <= missing <= 120


@pytest.mark.parametrize("text", ["", "9", "9" * 15 + "0", "abc", "９" * 15, "0" * 15])
def test_what_is_no_number(text):
    assert not UnifiedNumber(text).is_valid


@pytest.mark.parametrize("serial", [0, -1, 10**13])
def test_a_serial_that_does_not_fit(serial):
    with pytest.raises(OverflowError):
        UnifiedNumber.of_serial(serial)
