"""A reason for the audit log is one printable line."""

import msgspec
import pytest

from juki.kernel.door.forms import Reason


@pytest.mark.parametrize("text", ["窓口", " a ", "住民照会 のため", "葛\U000e0100城", "x" * 200, "🙂"])
def test_a_reason(text):
    assert msgspec.convert(text, Reason) == text


@pytest.mark.parametrize(
    "text",
    ["", " ", "\u3000", "a\n", "a\nb", "\tb", "a\u2028b", "a\x85", "\u202eabc", "a\u200bb", "a\0", "\ue000", "\udc00", "x" * 201],
    ids=ascii,
)  # fmt: skip
def test_no_reason(text):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(text, Reason)
