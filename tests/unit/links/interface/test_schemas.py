"""Patterns of Python become patterns that others read, and mean the same."""

import re

import pytest

from juki.kernel.door.forms import Reason
from juki.links.interface.schemas import ecma, ecma_pattern, schemas


@pytest.mark.parametrize(
    ("python", "other"),
    [
        (r"\A[0-9]*\Z", "^[0-9]*$"),
        (r"[^\U000e0000-\U000E00ff]", "[^\U000e0000-\U000e00ff]"),
        (r"[\x00-\x1f\u200b\s]", r"[\x00-\x1f\u200b\s]"),
    ],
)
def test_a_pattern_is_spelled_anew(python: str, other: str):
    assert ecma_pattern(python) == other


def test_only_patterns_are_touched():
    found = ecma({"pattern": r"\Ax\Z", "description": r"\Ax\Z", "anyOf": [{"pattern": r"y\Z"}], "default": 1})
    assert found == {"pattern": "^x$", "description": r"\Ax\Z", "anyOf": [{"pattern": "y$"}], "default": 1}


def test_a_field_of_that_name_stays_a_field():
    properties = {"properties": {"pattern": {"type": "string", "pattern": r"\Ax"}}}
    assert ecma(properties) == {"properties": {"pattern": {"type": "string", "pattern": "^x"}}}


def test_the_reason_has_no_escape_of_python():
    (own,), _ = schemas([Reason])
    assert not re.search(r"\\[AZzU]", own["pattern"])
    assert "\U0010ffff" in own["pattern"]
