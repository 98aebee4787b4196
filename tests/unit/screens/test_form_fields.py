"""Flat fields and nested shapes are the same thing said twice."""

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.door.errors import Malformed
from juki.screens.form_fields import flat, nested


def form(*pairs: tuple[str, str]) -> QueryDict:
    made = QueryDict(mutable=True)
    for name, value in pairs:
        made.appendlist(name, value)
    return made


def test_numbers_make_lists_and_names_make_objects():
    found = nested(
        form(("reason", "x"), ("persons.0.name.surname", "辻󠄂"), ("persons.1.name.surname", " <b> "))
    )
    assert found == {"reason": "x", "persons": [{"name": {"surname": "辻󠄂"}}, {"name": {"surname": " <b> "}}]}


def test_a_person_taken_out_leaves_no_hole():
    found = nested(form(("persons.10.sex", "c"), ("persons.2.sex", "b"), ("persons.0.sex", "a")))
    assert found == {"persons": [{"sex": "a"}, {"sex": "b"}, {"sex": "c"}]}


@pytest.mark.parametrize("step", ["²", "٣", "９", "-1", "1e9", "", " 1", "1" * 5000 + "x", "\x00"])
def test_what_is_no_number_is_a_name(step: str):
    assert nested(form((f"persons.{step}.kind", "x"))) == {"persons": {step: {"kind": "x"}}}


def test_lists_keep_all_their_values():
    typed = form(("came.documents", "a"), ("came.documents", "b"))
    assert nested(typed, lists=("came.documents",)) == {"came": {"documents": ["a", "b"]}}


@pytest.mark.parametrize(
    "pairs",
    [
        [("a", "1"), ("a.b", "2")],
        [("a.b", "1"), ("a", "2")],
        [("a.b.c.d.e.f.g", "1")],
        [(f"a.{place}", "1") for place in range(61)],
        [("persons." + "1" * 5000 + ".kind", "x")],
        [("persons." + "0" * 5000 + ".kind", "x"), ("persons.0.kind", "x")],
        [("persons.10000.kind", "x")],
        [("1" * 5000, "x"), ("1" * 5000 + ".a", "x")],
    ],
)
def test_what_no_page_of_ours_sends_is_refused(pairs: list[tuple[str, str]]):
    with pytest.raises(Malformed):
        nested(form(*pairs))


_words = st.text(min_size=1, max_size=5, alphabet="abcdefg")
_values = st.text(max_size=8)
_objects = st.dictionaries(_words, _values, min_size=1, max_size=4)


@given(
    st.dictionaries(
        _words, st.one_of(_values, _objects, st.lists(_objects, min_size=1, max_size=5)), max_size=5
    )
)
def test_flat_and_nested_undo_one_another(value: dict[str, Any]):
    assert nested(form(*flat(value).items())) == value
