"""符号 at rest."""

import os
import stat

import pytest

from juki.systems.intermediary.errors import CodeKeyMissing, CodeUnreadable
from juki.systems.intermediary.records.code_cipher import SIZE, CodeCipher, create_key

CIPHER = CodeCipher.of_key(bytes(range(SIZE)))
NUMBER, OTHER = "9" * 15, "8" * 15


def test_what_was_sealed_opens_for_its_person_only():
    sealed = CIPHER.sealed("secret-code", unified_number=NUMBER)
    assert CIPHER.opened(sealed, unified_number=NUMBER) == "secret-code"
    with pytest.raises(CodeUnreadable):
        CIPHER.opened(sealed, unified_number=OTHER)


@pytest.mark.parametrize("place", [0, 11, 12, -1])
def test_an_altered_row_does_not_open(place):
    sealed = bytearray(CIPHER.sealed("secret-code", unified_number=NUMBER))
    sealed[place] ^= 1
    with pytest.raises(CodeUnreadable):
        CIPHER.opened(bytes(sealed), unified_number=NUMBER)


@pytest.mark.parametrize("rubbish", [b"", b"short", bytes(40)])
def test_rubbish_does_not_open(rubbish):
    with pytest.raises(CodeUnreadable):
        CIPHER.opened(rubbish, unified_number=NUMBER)


def test_neither_ciphertext_nor_digest_shows_or_repeats_the_code():
    one, two = (CIPHER.sealed("secret-code", unified_number=NUMBER) for _ in range(2))
    assert one != two
    assert b"secret-code" not in one + CIPHER.digest("secret-code")
    assert CIPHER.digest("secret-code") == CIPHER.digest("secret-code") != CIPHER.digest("secret-cod")


def test_another_key_finds_and_opens_nothing():
    other = CodeCipher.of_key(bytes(SIZE))
    assert other.digest("secret-code") != CIPHER.digest("secret-code")
    with pytest.raises(CodeUnreadable):
        other.opened(CIPHER.sealed("secret-code", unified_number=NUMBER), unified_number=NUMBER)


def test_a_key_file_is_made_once_for_its_owner_alone(tmp_path):
    file = tmp_path / "keys" / "codes.key"
    create_key(file)
    first = file.read_bytes()
    create_key(file)
    assert file.read_bytes() == first
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    assert CodeCipher.of_file(file).digest("x") == CodeCipher.of_key(first).digest("x")


def test_no_key_or_half_a_key(tmp_path):
    with pytest.raises(CodeKeyMissing):
        CodeCipher.of_file(tmp_path / "none")
    (tmp_path / "half").write_bytes(b"half")
    with pytest.raises(CodeKeyMissing):
        CodeCipher.of_file(tmp_path / "half")


def test_keys_do_not_show():
    assert repr(bytes(range(SIZE)))[2:20] not in repr(CIPHER)
