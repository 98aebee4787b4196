"""Columns that stay straight in Japanese."""

import pytest

from juki.launch.screen import padded


@pytest.mark.parametrize(
    ("text", "width", "filled"),
    [
        ("ab", 4, "ab  "),
        ("市", 4, "市  "),
        ("\u8fbb\U000e0102", 4, "\u8fbb\U000e0102  "),
        ("か\u3099", 4, "か\u3099  "),
        ("too long", 3, "too long "),
        ("ｱ", 3, "ｱ  "),
    ],
)
def test_a_sign_takes_the_columns_it_takes(text: str, width: int, filled: str):
    assert padded(text, width) == filled
