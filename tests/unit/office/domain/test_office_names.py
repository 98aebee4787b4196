"""Ids, permissions and lines of text."""

import pytest

from juki.office.domain.client import is_id, is_line
from juki.office.domain.permission import ELSEWHERE, System, is_permission


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("clerk", True), ("a", True), ("batch-1", True), ("a" * 63, True), ("a" * 64, False), ("", False),
        ("Clerk", False), ("1clerk", False), ("clerk-", False), ("clerk\n", False), ("窓口", False), ("a_b", False),
    ],
)  # fmt: skip
def test_ids(text, good):
    assert is_id(text) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("kiosk.feed.see", True), ("addressee.see", True), ("office.grant", True), ("kiosk", False), ("", False),
        ("kiosk.", False), (".see", False), ("kiosk..see", False), ("Kiosk.see", False), ("kiosk.see\n", False),
        ("a." + "b" * 80, False),
    ],
)  # fmt: skip
def test_permissions(text, good):
    assert is_permission(text) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [("市民課", True), ("", False), (" \u3000", False), ("市民課\n", False), ("あ" * 9, False)],
)
def test_lines(text, good):
    assert is_line(text, limit=8) is good


def test_the_six_systems_are_told_and_the_office_is_not():
    assert len(ELSEWHERE) == 6
    assert System.OFFICE not in ELSEWHERE
