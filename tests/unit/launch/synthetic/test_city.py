"""The synthetic city as a whole: repeatable, exact in size, lawful and plausible."""

import os
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from functools import partial
from itertools import pairwise

import msgspec
import pytest

from juki.kernel.values.legal_date import CertifiedField, LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.person_name import PersonName
from juki.kernel.values.postal import towns
from juki.kernel.values.relationship import Relationship
from juki.launch.synthetic.city import NISHITOKYO, City, generate
from juki.launch.synthetic.facts import Arrival, ForeignCategory, Household, Kind, Person

AS_OF = date(2026, 11, 24)
RESIDENTS = 12_000
DIGEST = """
import hashlib, msgspec
from datetime import date
from itertools import islice
from juki.launch.synthetic.city import generate
made = islice(generate(11, 5000, date(2026, 11, 24)), 300)
print(hashlib.sha256(msgspec.json.encode(list(made))).hexdigest())
"""


@pytest.fixture(scope="module")
def city():
    began = time.perf_counter()
    made = list(generate(5, RESIDENTS, AS_OF))
    print(f"{RESIDENTS / (time.perf_counter() - began):,.0f} residents/s")  # noqa: T201 - a figure, not a check
    return made


@pytest.fixture(scope="module")
def residents(city: list[Household]):
    return [person for household in city for person in household.members]


def born(person: Person):
    return date.fromisoformat(person.birth_internal)


def age(person: Person):
    return (AS_OF - born(person)).days / 365.2425


class TestSameSeedSameCity:
    def test_in_processes_that_hash_differently(self):
        digests = set()
        for hash_seed in ("1", "2"):
            environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
            run = subprocess.run(
                [sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True, check=True
            )
            digests.add(run.stdout)
        assert len(digests) == 1

    def test_in_parts_as_in_whole(self, city: list[Household]):
        again = City(5, RESIDENTS, AS_OF)
        assert list(again.households(1_990, 2_010)) == city[1_990:2_010]
        assert list(again.households(again.household_count - 5)) == city[-5:]

    def test_whatever_the_size(self, city: list[Household]):
        assert list(City(5, 500_000, AS_OF).households(100, 110)) == city[100:110]

    def test_but_not_for_another_seed(self, city: list[Household]):
        other = list(City(6, RESIDENTS, AS_OF).households(0, 50))
        assert {h.members[0].surname for h in other} != {h.members[0].surname for h in city[:50]}


@pytest.mark.parametrize("size", [1, 2, 13, 999, 2_030, 4_060, 5_001])
def test_size_is_exact_and_serials_have_no_gap(size: int):
    made = list(generate(3, size, AS_OF))
    serials = [person.serial for household in made for person in household.members]
    assert serials == list(range(1, size + 1))
    assert [household.serial for household in made] == list(
        range(1, City(3, size, AS_OF).household_count + 1)
    )


def test_a_city_without_residents_is_refused():
    with pytest.raises(ValueError, match="residents"):
        City(1, 0, AS_OF)


def test_an_unknown_municipality_is_refused():
    with pytest.raises(KeyError):
        next(generate(1, 10, AS_OF, municipality="999997"))


def test_numbers_are_unique(residents: list[Person]):
    for numbers in (
        {person.individual_number for person in residents},
        {person.resident_code for person in residents},
    ):
        assert len(numbers) == RESIDENTS
    cards = [person.foreign.card for person in residents if person.foreign and person.foreign.card]
    assert len(cards) == len(set(cards))


class TestHousehold:
    def test_has_at_most_one_head_who_comes_first(self, city: list[Household]):
        for household in city:
            heads = [person.order for person in household.members if person.relationship == ("02",)]
            assert heads in ([], [1])
            assert (household.head is None) == (heads == [])

    def test_is_ordered_without_gap(self, city: list[Household]):
        for household in city:
            assert [person.order for person in household.members] == list(
                range(1, len(household.members) + 1)
            )

    def test_relationships_are_those_the_standard_allows(self, residents: list[Person]):
        for person in residents:
            assert Relationship.from_codes(person.relationship).label == person.relationship_label

    def test_spouses_fit_the_sex(self, residents: list[Person]):
        sexes = {"11": "1", "12": "2", "13": "1", "14": "2", "51": "1", "52": "2"}
        sexes |= {"71": "1", "74": "1", "81": "2", "84": "2"}
        for person in residents:
            assert sexes.get(person.relationship[-1], person.sex) == person.sex

    def test_elder_and_younger_siblings_are_told_apart(self, city: list[Household]):
        for household in city:
            for person in household.members:
                if household.head and person.relationship[0] in {"71", "74", "81", "84"}:
                    elder = person.relationship[0] in {"71", "81"}
                    assert (person.birth < household.head.birth) == elder

    def test_members_bear_different_names(self, city: list[Household]):
        for household in city:
            names = [(person.surname, person.given) for person in household.members]
            assert len(names) == len(set(names))

    def test_lives_in_a_real_town_of_the_city(self, city: list[Household]):
        known = {(town.name, town.postal_code) for town in towns(MunicipalityCode(NISHITOKYO))}
        names = {name for name, _ in known}
        for household in city:
            where = household.address
            assert where.text.startswith("東京都西東京市")
            assert any(where.town.startswith(name) and (name, where.postal_code) in known for name in names)
        assert {household.address.postal_code for household in city} == {code for _, code in known}

    def test_some_are_odd_but_lawful(self, city: list[Household]):
        assert any(household.head is None for household in city)
        assert any(household.institution for household in city)
        assert any({Kind.JAPANESE, Kind.FOREIGN} <= {p.kind for p in household.members} for household in city)
        assert any(len(household.address.katagaki) > 25 for household in city)
        labels = {person.relationship_label for household in city for person in household.members}
        assert labels >= {"同居人", "縁故者", "子の子の子", "子の妻", "妻の子", "妻の母", "妻（未届）の子"}


class TestAges:
    def test_parents_are_older_than_children(self, city: list[Household]):
        for household in city:
            by_code = {person.relationship: person for person in household.members}
            for person in household.members:
                if person.relationship != ("20",):
                    continue
                for parent in filter(None, map(by_code.get, [("02",), ("11",), ("12",)])):
                    if parent.birth == parent.birth_internal and not parent.birth_text:
                        assert 17.5 < age(parent) - age(person) < 60
            mother = by_code.get(("52",))
            if mother and household.head and not mother.birth_text:
                assert age(mother) - age(household.head) > 17.5

    def test_mothers_bear_at_a_plausible_age(self, city: list[Household]):
        for household in city:
            mothers = [
                p for p in household.members if p.relationship == ("12",) and p.birth == p.birth_internal
            ]
            for mother in mothers:
                for child in household.members:
                    if child.relationship == ("20",):
                        assert 17.5 < age(mother) - age(child) < 50

    def test_siblings_are_twins_or_born_months_apart(self, city: list[Household]):
        for household in city:
            days = sorted(
                born(p) for p in household.members if p.relationship == ("20",) and not p.birth_text
            )
            for elder, younger in pairwise(days):
                assert (younger - elder).days == 0 or (younger - elder).days > 270

    def test_nobody_is_too_old_or_unborn(self, residents: list[Person]):
        for person in residents:
            assert born(person) <= AS_OF
            if not person.birth_text:
                assert age(person) < 110


class TestDates:
    def test_lie_in_order_and_not_after_the_day_of_the_city(self, residents: list[Person]):
        today = AS_OF.isoformat()
        for person in residents:
            assert person.birth_internal <= person.became <= person.settled <= today
            assert person.notified is None or person.became <= person.notified <= today
            if person.foreign:
                assert "2012-07-09" <= person.foreign.became <= today
                assert person.foreign.expires == "" or person.foreign.expires > today

    def test_the_born_have_no_former_address(self, residents: list[Person]):
        for person in residents:
            came = person.arrival is not Arrival.BIRTH
            assert (person.former is not None) == came == (person.notified is not None)
            if person.former:
                assert (person.former.municipality is None) == (person.arrival is Arrival.FROM_ABROAD)
                assert person.former.municipality != NISHITOKYO

    def test_odd_births_read_as_the_register_reads_them(self, residents: list[Person]):
        odd = [person for person in residents if person.birth_text or person.birth != person.birth_internal]
        assert any(person.birth_text for person in odd)
        assert any(person.birth.endswith("-02-29") for person in odd)
        for person in odd:
            read = LegalDate.parse(person.birth_text or person.birth, rule=CertifiedField.BIRTH.rule)
            assert not read.is_exact
            assert read.internal.isoformat() == person.birth_internal


class TestKinds:
    def test_register_and_foreign_block_exclude_each_other(self, residents: list[Person]):
        for person in residents:
            assert (person.register is None) == (person.kind is Kind.FOREIGN) == (person.foreign is not None)
            assert person.kind is Kind.JAPANESE or not person.kana_certified

    def test_names_are_acceptable_to_the_kernel(self, residents: list[Person]):
        for person in residents:
            name = PersonName.whole if person.foreign else partial(PersonName.of, person.surname)
            assert name(person.name if person.foreign else person.given).full == person.name
            assert person.kana_surname
            assert person.kana_given

    def test_foreign_names_are_capitals(self, residents: list[Person]):
        for person in residents:
            if person.foreign:
                letters = f"{person.surname}{person.given}".replace(" ", "")
                assert letters.isascii()
                assert letters.isupper()

    def test_cards_follow_the_category(self, residents: list[Person]):
        for person in residents:
            if person.foreign:
                transitional = person.foreign.category is ForeignCategory.TRANSITIONAL_BIRTH
                assert (person.foreign.card == "") == transitional
                if transitional:
                    assert (AS_OF - born(person)).days < 60


class TestProportions:
    def test_households(self, city: list[Household]):
        sizes = Counter(min(len(household.members), 5) for household in city)
        for size, share in {1: 0.45, 2: 0.27, 3: 0.14, 4: 0.10, 5: 0.04}.items():
            assert sizes[size] / len(city) == pytest.approx(share, abs=0.02)

    @pytest.mark.parametrize(
        ("low", "high", "share"), [(0, 15, 0.125), (15, 65, 0.64), (65, 130, 0.235), (80, 130, 0.08)]
    )
    def test_ages(self, residents: list[Person], low: int, high: int, share: float):
        known = [age(person) for person in residents if not person.birth_text]
        assert sum(low <= years < high for years in known) / len(known) == pytest.approx(share, abs=0.025)

    def test_sexes_and_kinds(self, residents: list[Person]):
        women = sum(person.sex == "2" for person in residents) / RESIDENTS
        foreign = sum(person.kind is Kind.FOREIGN for person in residents) / RESIDENTS
        uncertified = sum(not p.kana_certified for p in residents if p.register) / RESIDENTS
        assert women == pytest.approx(0.515, abs=0.02)
        assert foreign == pytest.approx(0.03, abs=0.01)
        assert uncertified == pytest.approx(0.06, abs=0.02)


def test_variant_surnames_are_there_as_written(residents: list[Person]):
    surnames = {person.surname for person in residents}
    assert surnames >= {
        "\u8fbb\U000e0102",
        "\u845b\U000e0102西",
        "渡\u9089\U000e010f",
        "\U00020bb7田",
        "\u9ad9橋",
        "山\ufa11",
        "渡\u908a",
        "\ufa19田",
    }


def test_facts_survive_json(city: list[Household]):
    encoded = msgspec.json.encode(city[0])
    assert msgspec.json.decode(encoded, type=type(city[0])) == city[0]
