"""Places: real municipalities and towns, weighted."""

from collections import Counter
from random import Random

import pytest

from juki.kernel.values.municipality_code import MunicipalityCode
from juki.launch.synthetic.places import Town, address, elsewhere, municipality, town_wheel


def test_the_city_has_all_its_towns():
    names = {town.name for town in municipality("132292").towns}
    assert len(names) == 22
    assert names >= {"田無町", "ひばりが丘北", "東伏見", "泉町"}
    assert set(town_wheel("132292")) == set(municipality("132292").towns)


def test_elsewhere_is_everywhere_else():
    codes = {place.code for place in elsewhere("132292")}
    assert "132292" not in codes
    assert len(codes) > 1_700
    assert all(MunicipalityCode(code).digits == code for code in codes)


def test_most_come_from_near():
    rng = Random(1)
    drawn = Counter(elsewhere("132292").pick(rng).prefecture for _ in range(4_000))
    assert drawn.most_common(1)[0][0] == "東京都"
    assert len(drawn) > 40


@pytest.mark.parametrize(("chome", "ending"), [(0, "番地"), (7, "丁目")])
def test_an_address_has_the_form_of_its_town(chome: int, ending: str):
    made = address(Random(1), municipality("132292"), Town("田無町", "1880011", chome), katagaki="寮")
    assert (ending in made.banchi) == (chome == 0)
    assert made.town.endswith(ending) == (chome > 0)
    assert made.katagaki == "寮"
    assert made.text == f"東京都西東京市{made.town}{made.banchi}"


def test_an_unknown_code_is_refused():
    with pytest.raises(KeyError):
        municipality("999997")
