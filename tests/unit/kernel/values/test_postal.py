from concurrent.futures import ThreadPoolExecutor

import pytest

from juki.kernel.values import postal
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.postal import PostalTableMissing, municipalities_named, towns, towns_of_code

NISHITOKYO = MunicipalityCode("132292")


def test_towns_of_nishitokyo():
    found = towns(NISHITOKYO)
    assert len(found) == 22
    assert {town.city for town in found} == {"西東京市"}
    assert all(town.postal_code[:3] in ("188", "202") and town.name and town.name_kana for town in found)
    assert [town.name_kana for town in found] == sorted(town.name_kana for town in found)


def test_each_town_answers_to_its_code():
    for town in towns(NISHITOKYO):
        assert town in towns_of_code(town.postal_code)


def test_a_code_shared_by_two_cities_names_both():
    shared = towns_of_code("1900100")
    assert len({town.municipality for town in shared}) == 2


def test_a_city_lists_no_town_of_its_neighbour():
    shared = towns_of_code("9500102")
    assert len({town.municipality for town in shared}) == 2
    for town in shared:
        own = towns(town.municipality)
        assert town in own
        assert {other.municipality for other in own} == {town.municipality}


def test_unknown_codes_find_nothing():
    assert towns(MunicipalityCode.from_five("99999")) == ()
    assert towns_of_code("9999999") == ()
    assert towns_of_code("1' OR '1'='1") == ()


def test_many_threads():
    codes = [town.postal_code for town in towns(NISHITOKYO)] * 10
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(towns_of_code, codes))


def test_says_when_the_table_is_missing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(postal, "find_spec", lambda name: None)
    with pytest.raises(PostalTableMissing):
        towns_of_code("1880001")


@pytest.mark.parametrize(
    ("prefecture", "city", "codes"),
    [
        ("東京都", "西東京市", ["132292"]),
        ("北海道", "札幌市中央区", ["011011"]),
        ("北海道", "札幌市", []),
        ("埼玉県", "北足立郡伊奈町", ["113018"]),
        ("埼玉県", "伊奈町", ["113018"]),
        ("東京都", "府中市", ["132063"]),
        ("広島県", "府中市", ["342084"]),
        ("東京都", "", []),
        ("", "西東京市", []),
        ("東京都", "西東京", []),
    ],
)
def test_a_municipality_is_found_by_its_names(prefecture, city, codes):
    assert [one.digits for one in municipalities_named(prefecture, city)] == codes
