"""Saying where a body is wrong without repeating it."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.shape import has_nul, origin_of, place_of


class _Inner(msgspec.Struct, forbid_unknown_fields=True):
    birth: str


class _Form(msgspec.Struct, forbid_unknown_fields=True):
    count: int
    inner: list[_Inner] = []
    words: dict[str, int] = {}


@given(st.text())
def test_nul_is_found_exactly_where_json_carries_one(text):
    assert has_nul(json.dumps(text).encode()) is ("\0" in text)


@given(st.text(alphabet='\\u0"\0'))
def test_nul_is_told_from_backslashes_that_look_like_one(text):
    assert has_nul(json.dumps([text]).encode()) is ("\0" in text)


@pytest.mark.parametrize(
    ("content", "place"),
    [(b'{"count":"x"}', "$.count"), (b"{", "JSON"), (b"[]", "JSON"), (b'{"count":1.5}', "$.count"),
     (b"{}", "$.count がありません"), (b'{"count":1,"inner":[{}]}', "$.inner[0].birth がありません"),
     (b'{"count":1,"090-1234":1}', "不明な項目"), (b'{"count":1,"inner":[{"x":1}]}', "不明な項目"),
     ('{"count":1,"x` - at `$.山田":1}'.encode(), "不明な項目"),
     ('{"count":1,"words":{"山田":"x"}}'.encode(), "$.words[...]")],
)  # fmt: skip
def test_the_place_and_not_the_value(content, place):
    with pytest.raises(msgspec.DecodeError) as caught:
        msgspec.json.decode(content, type=_Form)
    assert place_of(caught.value) == place


def test_an_unforeseen_error_is_told_by_its_origin():
    with pytest.raises(ZeroDivisionError) as caught:
        _ = 1 / 0
    assert origin_of(caught.value).rpartition(":")[0].endswith("test_shape.py")
    assert origin_of(ValueError("秘密")) == "?"
