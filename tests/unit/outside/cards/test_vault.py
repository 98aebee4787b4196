"""PINs: four digits and nothing like them; the same PIN never hashes alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.outside.cards import vault
from juki.outside.cards.errors import NotAPin


@given(st.integers(0, 9999))
def test_four_digits_are_a_pin(number: int):
    vault.require_pin(f"{number:04}")


@given(st.text(max_size=6).filter(lambda text: not (len(text) == 4 and text.isascii() and text.isdigit())))
def test_nothing_else_is(text: str):
    with pytest.raises(NotAPin):
        vault.require_pin(text)


def test_a_hash_fits_its_pin_and_salt_only():
    salt, digest = vault.hashed("4649")
    other_salt, other = vault.hashed("4649")
    assert (salt, digest) != (other_salt, other)
    assert vault.fits("4649", salt=salt, digest=digest)
    assert not vault.fits("4640", salt=salt, digest=digest)
    assert not vault.fits("4649", salt=other_salt, digest=digest)
