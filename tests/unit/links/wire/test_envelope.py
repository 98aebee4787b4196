"""The envelope: what is read is what was written, and nothing else is read."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.links.errors import BadEnvelope
from juki.links.intermediary import CodeAcquisition
from juki.links.wire.envelope import Envelope, digest_of, is_fresh, read, unwrap, written

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def envelope(**other) -> Envelope:
    body = other.pop("body", '{"unified_number":"1"}')
    return Envelope(**{
        "kind": "message", "id": UUID(int=1), "name": "code-acquisition", "sender": "unified",
        "destination": "intermediary", "sequence": 1, "epoch": 1, "streams": ("unified:1",), "trace": UUID(int=2),
        "legal_day": date(2026, 11, 23), "recorded_at": NOW, "digest": digest_of(body), "body": body, **other,
    })  # fmt: skip


# every character that text may hold in a database: not NUL, not half a surrogate pair
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(TEXT, st.integers(1, 2**63 - 1), st.integers(1, 2**31 - 1), st.lists(TEXT, max_size=5))
def test_what_is_wrapped_is_unwrapped(text, sequence, epoch, streams):
    content = CodeAcquisition(unified_number=text)
    one = envelope(body=written(content), sequence=sequence, epoch=epoch, streams=tuple(streams))
    again = unwrap(msgspec.json.encode(one))
    assert again == one
    assert read(again.body, CodeAcquisition) == content


@given(st.binary(max_size=200))
def test_noise_is_refused_with_a_code(noise):
    with pytest.raises(BadEnvelope):
        unwrap(noise)


@given(st.text(max_size=200))
def test_noise_as_content_is_refused_with_a_code(noise):
    with pytest.raises(BadEnvelope):
        read(noise, CodeAcquisition)


@pytest.mark.parametrize(
    "other",
    [{"sequence": 0}, {"epoch": 0}, {"kind": "question", "epoch": 0, "streams": ()}, {"kind": "answer"},
     {"kind": "heartbeat"}, {"digest": ""}, {"digest": digest_of("other")}, {"legal_day": date(1899, 12, 31)},
     {"recorded_at": datetime(3000, 1, 1, tzinfo=UTC)}, {"streams": ("",)}, {"streams": ("a\0",)}, {"name": "n" * 101}],
)  # fmt: skip
def test_numbers_and_times_that_a_kind_cannot_have(other):
    with pytest.raises(BadEnvelope):
        unwrap(msgspec.json.encode(envelope(**other)))


def test_the_error_names_the_place_and_never_the_value():
    raw = msgspec.to_builtins(envelope()) | {"sequence": "秘密"}
    with pytest.raises(BadEnvelope) as caught:
        unwrap(msgspec.json.encode(raw))
    assert "sequence" in caught.value.message
    assert "秘密" not in caught.value.message
    with pytest.raises(BadEnvelope) as caught:
        read('{"unified_number":"1","秘密":1}', CodeAcquisition)
    assert "秘密" not in caught.value.message


def test_the_same_content_gives_the_same_bytes():
    assert written(CodeAcquisition(unified_number="葛\U000e0100")) == '{"unified_number":"葛\U000e0100"}'


@pytest.mark.parametrize(
    ("seconds", "fresh"), [(0, True), (120, True), (121, False), (-120, True), (-121, False)]
)
def test_two_minutes_either_way(seconds, fresh):
    assert is_fresh(envelope(), NOW + timedelta(seconds=seconds)) is fresh
