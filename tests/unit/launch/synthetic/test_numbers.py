"""Numbers of invented people: a bijection, valid check digits, regions that never meet."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.jp import in_

from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.resident_code import ResidentCode
from juki.launch.synthetic.numbers import NumberSpace, Permutation, Region, addressee_numbers

SERIALS = st.integers(0, 2_999_999_999)


@pytest.mark.parametrize(("left", "right"), [(10, 10), (26, 100), (1, 7), (100, 3)])
@pytest.mark.parametrize("seed", [0, 1, 2**70])
def test_permutation_meets_every_number_once(seed: int, left: int, right: int):
    permutation = Permutation(seed=seed, name=0, left=left, right=right)
    assert sorted(permutation(number) for number in range(left * right)) == list(range(left * right))


def test_permutations_differ_by_seed_and_name():
    images = {
        (seed, name): tuple(Permutation(seed=seed, name=name, left=100, right=100)(n) for n in range(20))
        for seed in (1, 2)
        for name in (0, 1)
    }
    assert len(set(images.values())) == 4


@given(seed=st.integers(0, 2**64), region=st.sampled_from(Region), serial=SERIALS)
def test_every_number_is_valid(seed: int, region: Region, serial: int):
    numbers = NumberSpace(seed)
    assert in_.is_valid(numbers.individual_number(region, serial))
    code = ResidentCode.parse(numbers.resident_code(region, serial), accept_one=False)
    assert not code.is_doubtful
    card = numbers.residence_card(region, serial)
    assert len(card) == 12
    assert card[:2].isupper()
    assert card[2:10].isdigit()
    assert card[10:].isupper()


@given(one=st.tuples(st.sampled_from(Region), SERIALS), other=st.tuples(st.sampled_from(Region), SERIALS))
def test_two_serials_never_share_a_number(one: tuple[Region, int], other: tuple[Region, int]):
    numbers = NumberSpace(7)
    same = one == other
    assert (numbers.individual_number(*one) == numbers.individual_number(*other)) == same
    assert (numbers.resident_code(*one) == numbers.resident_code(*other)) == same
    assert (numbers.residence_card(*one) == numbers.residence_card(*other)) == same


@pytest.mark.parametrize("serial", [-1, 3_000_000_000])
def test_a_serial_outside_its_region_is_refused(serial: int):
    with pytest.raises(OverflowError):
        NumberSpace(1).individual_number(Region.RESIDENT, serial)


def test_neighbours_look_unrelated():
    numbers = NumberSpace(3)
    heads = {numbers.individual_number(Region.RESIDENT, serial)[:4] for serial in range(1, 201)}
    assert len(heads) > 180


def test_walk_gives_valid_numbers_in_order_and_skips_serials_without_one():
    walked = list(islice(addressee_numbers(), 2_000))
    assert all(number.has_check_digit for number in walked)
    serials = [number.serial for number in walked]
    assert serials == sorted(set(serials))
    skipped = set(range(1, serials[-1])) - set(serials)
    assert skipped
    assert all(AddresseeNumber.from_serial(serial) is None for serial in skipped)
    assert next(addressee_numbers(walked[9].serial)) == walked[9]
