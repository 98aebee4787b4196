"""Pairs of items that open a search, and what counts as 外字."""

import itertools

import pytest

from juki.kernel.errors import JukiError
from juki.systems.jukinet.domain.characters import outside
from juki.systems.jukinet.domain.criteria import LABELS, require_pair
from juki.systems.jukinet.services.parameters import parameters

ITEMS = ("name", "address", "birth", "sex")
OPEN = {frozenset(pair) for pair in (("name", "address"), ("name", "birth"))}


def sorted_text(given: set[str]) -> str:
    """The same name of the case in every process."""
    return "+".join(sorted(given)) or "nothing"


@pytest.mark.parametrize(
    "given", [set(one) for size in range(5) for one in itertools.combinations(ITEMS, size)], ids=sorted_text
)
@pytest.mark.proves("C:cs.search2@2", "C:cs.search2@3")
def test_a_search_needs_one_of_two_pairs_and_sex_never_counts(given: set[str]):
    if any(pair <= given - {"sex"} for pair in OPEN):
        require_pair(given, allowed=parameters().search_pairs)
        return
    with pytest.raises(JukiError, match="JKN-0201"):
        require_pair(given, allowed=parameters().search_pairs)


@pytest.mark.parametrize(
    ("given", "is_open"),
    [
        ({"individual_number"}, False),
        ({"individual_number", "sex"}, False),
        ({"individual_number", "name"}, True),
        ({"individual_number", "birth"}, True),
        ({"individual_number", "address"}, True),
        ({"individual_number", "resident_code"}, True),
        ({"resident_code"}, False),
        ({"resident_code", "birth"}, True),
        ({"name", "sex"}, False),
        ({"name", "birth"}, True),
        ({"birth", "address"}, False),
    ],
)
def test_a_check_needs_a_pair(given: set[str], is_open: bool):
    if is_open:
        require_pair(given, allowed=parameters().check_pairs)
        return
    with pytest.raises(JukiError, match="JKN-0201"):
        require_pair(given, allowed=parameters().check_pairs)


def test_every_pair_has_a_label():
    pairs = (*parameters().search_pairs, *parameters().check_pairs)
    assert {item for pair in pairs for item in pair} <= set(LABELS)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("試験　一号", 0),
        ("﨑", 0),
        ("髙", 1),
        ("髙髙田", 2),
        ("葛", 0),
        ("葛\U000e0100", 1),
        ("\U0002000b", 0),
        ("\ue000", 1),
    ],
)
def test_characters_outside_the_set(text: str, count: int):
    assert outside(text, charset=parameters().charset) == count


def test_sex_opens_nothing_even_if_a_pair_with_it_were_allowed():
    with pytest.raises(JukiError, match="JKN-0201"):
        require_pair({"name", "sex"}, allowed=[frozenset({"name", "sex"})])
