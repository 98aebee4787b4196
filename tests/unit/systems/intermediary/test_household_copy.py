"""副本: format check, what adds nothing, and the version in force."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.systems.intermediary.domain.household_copy import (
    Dated,
    HouseholdCopy,
    adds_nothing,
    fault,
    in_force,
    is_number,
)

DAY = date(2026, 11, 23)
COPY = HouseholdCopy(
    layout="demo-1", valid_from=DAY, is_head=False, head_name="見本　一号", relationship="妻"
)


@pytest.mark.parametrize(
    ("copy", "item"),
    [
        (COPY, None),
        (replace(COPY, head_name=""), None),
        (replace(COPY, head_name="\U000e0100"), "世帯主氏名"),
        (replace(COPY, head_name="見\x00本"), "世帯主氏名"),
        (replace(COPY, relationship=" "), "続柄"),
        (replace(COPY, relationship="妻\u202e"), "続柄"),
        (replace(COPY, layout=""), "レイアウト版"),
    ],
)
@pytest.mark.proves("C:nw.import_check@1")
def test_format_check(copy, item):
    assert fault(copy) == item


@pytest.mark.parametrize(
    ("newest", "arriving", "nothing"),
    [
        (None, COPY, False),
        (COPY, COPY, True),
        (COPY, replace(COPY, valid_from=DAY + timedelta(1)), True),
        (COPY, replace(COPY, valid_from=DAY - timedelta(1)), False),
        (COPY, replace(COPY, relationship="夫"), False),
        (COPY, replace(COPY, layout="demo-2"), False),
        (COPY, replace(COPY, is_head=True), False),
    ],
)
def test_what_adds_nothing(newest, arriving, nothing):
    assert adds_nothing(newest, arriving) is nothing


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        ([], None),
        ([(1, 0)], 1),
        ([(1, 1)], None),
        ([(1, -10), (2, -5)], 2),
        ([(1, -5), (2, -10)], 2),
        ([(1, -5), (2, 3)], 1),
        ([(3, -1), (1, -5), (2, 0)], 3),
    ],
)
def test_version_in_force(versions, expected):
    assert in_force([Dated(v, DAY + timedelta(d)) for v, d in versions], on=DAY) == expected


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(-20, 20))))
def test_a_version_in_force_has_begun_and_is_the_newest_of_them(pairs):
    versions = [Dated(v, DAY + timedelta(d)) for v, d in pairs]
    found = in_force(versions, on=DAY)
    begun = [one.version for one in versions if one.valid_from <= DAY]
    assert found == (max(begun) if begun else None)


@pytest.mark.parametrize(
    ("text", "expected"), [("9" * 15, True), ("9" * 14, False), ("９" * 15, False), ("", False)]
)
def test_shape_of_a_number(text, expected):
    assert is_number(text) is expected
