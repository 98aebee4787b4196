"""Blocks of numbers: in order, checked, without the serials that have no number."""

from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.values.addressee_number import AddresseeNumber
from juki.systems.addressee.domain.numbering import MOST, RANGES, Kind, is_size, next_block

LAST = RANGES[Kind.RESIDENT].last


@given(st.integers(1, 10**8), st.integers(1, 60), st.integers(1, 60))
def test_blocks_in_a_row_share_nothing_and_leave_nothing_out(start, first_size, second_size):
    first = next_block(following=start, last=LAST, size=first_size, taken=set())
    assert first is not None
    second = next_block(following=first.last + 1, last=LAST, size=second_size, taken=set())
    assert second is not None
    assert (len(first.numbers), len(second.numbers)) == (first_size, second_size)
    given_out = [*first.numbers, *second.numbers]
    assert given_out == list(AddresseeNumber.of_serials(range(start, second.last + 1)))
    assert all(number.has_check_digit for number in given_out)


def test_a_serial_whose_check_digit_would_be_ten_is_skipped():
    skipped = next(serial for serial in range(1, 100) if AddresseeNumber.from_serial(serial) is None)
    block = next_block(following=skipped, last=LAST, size=1, taken=set())
    assert block is not None
    assert (block.numbers[0].serial, block.first, block.last) == (skipped + 1, skipped, skipped + 1)


def test_a_number_that_somebody_has_is_passed_over():
    plain = next_block(following=1, last=LAST, size=2, taken=set())
    assert plain is not None
    block = next_block(following=1, last=LAST, size=1, taken={str(plain.numbers[0])})
    assert block is not None
    assert block.numbers == plain.numbers[1:]


def test_a_range_gives_its_last_number_and_no_further_one():
    whole = next_block(following=1, last=LAST, size=20, taken=set())
    assert whole is not None
    assert next_block(following=1, last=whole.last, size=20, taken=set()) == whole
    assert next_block(following=1, last=whole.last - 1, size=20, taken=set()) is None


def test_residents_and_others_never_meet():
    residents, others = RANGES[Kind.RESIDENT], RANGES[Kind.NON_RESIDENT]
    assert residents.last < others.first
    assert len(list(AddresseeNumber.of_serials(range(others.last - 1, others.last + 1)))) >= 1


def test_sizes():
    assert [is_size(size) for size in (-1, 0, 1, MOST, MOST + 1)] == [False, False, True, True, False]
