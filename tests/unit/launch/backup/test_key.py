"""Key files."""

from pathlib import Path

import pytest

from juki.launch.backup.errors import KeyInsideHome, KeyThere, KeyUnreadable, NotWritten
from juki.launch.backup.key import MARK, new_key, read_key


def test_a_key_is_read_as_it_was_made_and_only_by_its_owner(tmp_path: Path):
    file = tmp_path / "key"
    made = new_key(file, home=tmp_path / "home")
    assert read_key(file) == made
    assert file.stat().st_mode & 0o777 == 0o600
    assert made.secret.hex() not in repr(made)
    assert new_key(tmp_path / "other", home=tmp_path / "home").number != made.number


def test_a_key_is_not_written_over_another(tmp_path: Path):
    before = new_key(tmp_path / "key", home=tmp_path / "home")
    with pytest.raises(KeyThere):
        new_key(tmp_path / "key", home=tmp_path / "home")
    assert read_key(tmp_path / "key") == before


def test_a_key_inside_the_home_would_be_lost_with_it(tmp_path: Path):
    with pytest.raises(KeyInsideHome):
        new_key(tmp_path / "secrets" / "key", home=tmp_path)


def test_a_place_that_is_not_there(tmp_path: Path):
    with pytest.raises(NotWritten):
        new_key(tmp_path / "no" / "key", home=tmp_path / "home")


@pytest.mark.parametrize(
    "text", ["", "x", f"{MARK} ", f"{MARK} AAAA", f"{MARK} ?", "juki-backup-key-2 " + "A" * 43 + "=", "鍵"]
)
def test_what_is_no_key(tmp_path: Path, text: str):
    file = tmp_path / "key"
    file.write_text(text)
    file.chmod(0o600)
    with pytest.raises(KeyUnreadable):
        read_key(file)


def test_a_key_that_others_may_read_and_one_that_is_not_there(tmp_path: Path):
    new_key(tmp_path / "key", home=tmp_path / "home")
    (tmp_path / "key").chmod(0o640)
    for name in ("key", "none"):
        with pytest.raises(KeyUnreadable):
            read_key(tmp_path / name)
