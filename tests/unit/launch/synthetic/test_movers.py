"""People of other municipalities, and the cast among them."""

from collections.abc import Iterable
from datetime import date

import pytest

from juki.kernel.values.municipality_code import MunicipalityCode
from juki.launch.synthetic.cast import cast
from juki.launch.synthetic.city import NISHITOKYO, City
from juki.launch.synthetic.facts import Household
from juki.launch.synthetic.movers import movers

AS_OF = date(2026, 11, 24)


@pytest.fixture(scope="module")
def outside():
    return list(movers(5, 1_500, AS_OF))


def people(households: Iterable[Household]):
    return [person for household in households for person in household.members]


def test_there_are_exactly_as_many_as_asked(outside: list[Household]):
    assert [person.serial for person in people(outside)] == list(range(1, 1_501))
    assert [household.serial for household in outside] == list(range(1, len(outside) + 1))


def test_fewer_than_the_cast_is_refused():
    with pytest.raises(ValueError, match="cast"):
        next(movers(5, 2, AS_OF))


def test_they_repeat(outside: list[Household]):
    assert list(movers(5, 1_500, AS_OF)) == outside


def test_they_live_anywhere_but_in_the_city(outside: list[Household]):
    codes = {household.address.municipality for household in outside}
    assert NISHITOKYO not in codes
    assert len(codes) > 200
    for code in codes:
        assert MunicipalityCode(code).digits == code
    assert len({household.address.prefecture for household in outside}) > 25


def test_their_numbers_are_not_those_of_residents(outside: list[Household]):
    residents = people(City(5, 20_000, AS_OF).households())
    assert {p.individual_number for p in residents}.isdisjoint(p.individual_number for p in people(outside))
    assert {p.resident_code for p in residents}.isdisjoint(p.resident_code for p in people(outside))
    assert len({p.individual_number for p in people(outside)}) == 1_500


class TestCast:
    def test_comes_first_among_the_movers(self, outside: list[Household]):
        played = cast(5, AS_OF)
        assert tuple(outside[:3]) == played.households

    def test_bears_names_that_folding_would_spoil(self):
        played = cast(5, AS_OF)
        assert {person.surname for person in played.family.members} == {"\u8fbb\U000e0102"}
        assert played.single.members[0].surname == "渡\u9089\U000e010f"

    def test_is_a_mother_with_her_child_in_matsumoto(self):
        mother, child = cast(5, AS_OF).family.members
        assert cast(5, AS_OF).family.address.text.startswith("長野県松本市開智")
        assert cast(5, AS_OF).family.address.postal_code == "3900876"
        assert (mother.relationship_label, child.relationship_label) == ("世帯主", "子")
        assert 24 <= int(child.birth[:4]) - int(mother.birth[:4]) <= 34

    @pytest.mark.parametrize("seed", range(40))
    def test_is_lawful_for_every_seed(self, seed: int):
        played = cast(seed, AS_OF)
        for person in people(played.households):
            assert person.birth <= person.became <= person.notified <= AS_OF.isoformat()
        for goal in (played.family_goes_to, played.single_goes_to, played.couple_goes_to):
            assert goal.municipality == NISHITOKYO
            assert goal.text.startswith("東京都西東京市")

    def test_has_an_unmarried_couple_with_two_surnames_on_one_form(self):
        father, mother, hers, theirs = cast(5, AS_OF).couple.members
        labels = [person.relationship_label for person in (father, mother, hers, theirs)]
        assert labels == ["世帯主", "妻（未届）", "妻（未届）の子", "子"]
        assert father.surname == "髙﨑"
        assert {person.surname for person in (mother, hers, theirs)} == {"葛\U000e0102西"}
        assert hers.register == theirs.register == mother.register != father.register
        assert mother.register is not None
        assert (mother.register.head_surname, mother.register.head_given) == (mother.surname, mother.given)

    def test_names_stay_and_numbers_change_with_the_seed(self):
        one, other = cast(1, AS_OF).family.members[0], cast(2, AS_OF).family.members[0]
        assert (one.surname, one.given) == (other.surname, other.given)
        assert one.individual_number != other.individual_number
