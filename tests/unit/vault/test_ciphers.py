"""What lies at rest: equal numbers are found, everything else that is no ciphertext of this column is refused."""

import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.vault.ciphers import ColumnCipher, FormCipher
from juki.vault.columns import FORM_SHAPE, SHAPE
from juki.vault.errors import KeyUnknown, ValueUnreadable

KEY, OTHER = bytes(range(64)), bytes(range(64, 128))
OLD, NEW = "0" * 8, "1" * 8
NUMBER = "0" * 12


def cipher(owner: str = "unified", purpose: str = "individual_number", **keys: bytes) -> ColumnCipher:
    return ColumnCipher.of(owner, purpose, keys or {OLD: KEY})


@given(st.from_regex("[0-9]{12}", fullmatch=True))
def test_a_number_comes_back_and_looks_like_nothing(number: str):
    stored = cipher().seal(number)
    assert cipher().open(stored) == number
    assert re.fullmatch(SHAPE, stored)
    assert number not in stored


def test_equal_numbers_look_equal_and_only_they():
    assert cipher().seal(NUMBER) == cipher().seal(NUMBER)
    assert cipher().seal(NUMBER) != cipher().seal("1" * 12)


def test_empty_stays_empty():
    assert cipher().seal("") == cipher().open("") == ""
    assert cipher().every("") == [""]


@pytest.mark.parametrize(("owner", "purpose"), [("kiosk", "individual_number"), ("unified", "card")])
def test_what_is_moved_elsewhere_does_not_open_even_under_the_same_key(owner: str, purpose: str):
    with pytest.raises(ValueUnreadable):
        cipher(owner, purpose).open(cipher().seal(NUMBER))


def test_another_key_of_the_same_name_does_not_open():
    with pytest.raises(ValueUnreadable):
        cipher(**{OLD: OTHER}).open(cipher().seal(NUMBER))


def test_a_key_that_the_ring_has_not_is_named():
    with pytest.raises(KeyUnknown) as found:
        cipher(**{NEW: OTHER}).open(cipher().seal(NUMBER))
    assert found.value.fields["key"] == OLD


@given(place=st.integers(min_value=12, max_value=49), letter=st.sampled_from("ABCdef019-_=: "))
def test_no_letter_can_be_changed(place: int, letter: str):
    stored = cipher().seal(NUMBER)
    changed = stored[:place] + letter + stored[place + 1 :]
    if changed != stored:
        with pytest.raises(ValueUnreadable):
            cipher().open(changed)


@pytest.mark.parametrize("cut", [1, 5, 20, 37])
def test_a_cut_one_does_not_open(cut: int):
    with pytest.raises(ValueUnreadable):
        cipher().open(cipher().seal(NUMBER)[:-cut])


@pytest.mark.parametrize(
    "stored", [NUMBER, "v1", "v1::", "v2:00000000:AAAA", "v1:00000000:", "v1:00000000:あ", " "]
)
def test_what_is_no_ciphertext_is_refused(stored: str):
    with pytest.raises((ValueUnreadable, KeyUnknown)):
        cipher().open(stored)


def test_two_halves_of_two_numbers_do_not_open():
    one, other = cipher().seal(NUMBER), cipher().seal("1" * 12)
    with pytest.raises(ValueUnreadable):
        cipher().open(one[:30] + other[30:])


def test_while_keys_change_both_are_found_and_the_new_one_is_written():
    before, both = cipher(), cipher(**{NEW: OTHER, OLD: KEY})
    assert both.changing
    assert not before.changing
    assert both.open(before.seal(NUMBER)) == NUMBER
    assert both.seal(NUMBER) == cipher(**{NEW: OTHER}).seal(NUMBER)
    assert set(both.every(NUMBER)) == {before.seal(NUMBER), both.seal(NUMBER)}


def test_no_cipher_shows_its_keys():
    form = FormCipher.of("registry", "forms", {OLD: os.urandom(32)})
    for one in (cipher(), form):
        assert "AES" not in repr(one)
        assert not [name for name in dir(one) if not name.startswith("_") and "key" in name.lower()]


def test_a_form_comes_back_whole_and_equal_forms_look_different():
    form = FormCipher.of("registry", "forms", {OLD: KEY[:32]})
    one, other = form.seal(b"{}"), form.seal(b"{}")
    assert form.open(one) == form.open(other) == b"{}"
    assert one != other
    assert re.fullmatch(FORM_SHAPE, one)


def test_a_form_of_another_system_does_not_open():
    stored = FormCipher.of("registry", "forms", {OLD: KEY[:32]}).seal(b"{}")
    for elsewhere in (
        FormCipher.of("jukinet", "forms", {OLD: KEY[:32]}),
        FormCipher.of("registry", "x", {OLD: KEY[:32]}),
    ):
        with pytest.raises(ValueUnreadable):
            elsewhere.open(stored)
    with pytest.raises(ValueUnreadable):
        FormCipher.of("registry", "forms", {OLD: KEY[:32]}).open(stored[:-4])
    with pytest.raises(KeyUnknown):
        FormCipher.of("registry", "forms", {NEW: KEY[:32]}).open(stored)
