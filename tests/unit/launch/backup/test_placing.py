"""What is put in place of a backup's parts, and what is not."""

from pathlib import Path

import pytest

from juki.launch.backup.errors import Altered, UnsealedInEarnest
from juki.launch.backup.examining import examine
from juki.launch.backup.key import Key
from juki.launch.backup.placing import SCRATCH, place
from juki.launch.backup.restoring import programs_of
from juki.launch.home import Home
from support.backup_files import KEY, whole, written

CITY = b"seed = 1\n"


def placed(tmp_path: Path, content: dict[str, bytes], *, key: Key | None = KEY) -> Home:
    file = written(tmp_path / "f", whole(content), key=key)
    staging = Home(tmp_path / "staging")
    place(file, examine(file, key=key, unsealed=key is None), key=key, staging=staging)
    return staging


def test_no_folder_for_dumps_where_there_are_none(tmp_path: Path):
    staging = placed(tmp_path, {"home/city.toml": CITY, "home/dumps/mine": b"x"})
    assert (staging.root / "dumps" / "mine").read_bytes() == b"x"
    assert not (staging.root / SCRATCH).exists()


def test_dumps_wait_where_no_file_of_the_home_is(tmp_path: Path):
    staging = placed(tmp_path, {"home/city.toml": CITY, "dumps/kiosk": b"x"})
    assert (staging.root / SCRATCH / "kiosk").read_bytes() == b"x"


@pytest.mark.parametrize("names", [["home/secrets"], ["home/a", "home/a/b"]])
def test_a_file_where_a_folder_is(tmp_path: Path, names: list[str]):
    with pytest.raises(Altered):
        placed(tmp_path, {"home/city.toml": CITY, **dict.fromkeys(names, b"x")})


def test_a_city_that_says_it_is_in_earnest_needs_a_seal(tmp_path: Path):
    content = {"home/city.toml": b"production = true\n"}
    (tmp_path / "plain").mkdir()
    with pytest.raises(UnsealedInEarnest):
        placed(tmp_path / "plain", content, key=None)
    assert placed(tmp_path, content).city().production


def test_programs_of_the_city_are_said(tmp_path: Path):
    assert programs_of(placed(tmp_path, {"home/city.toml": CITY})) == []
    (tmp_path / "other").mkdir()
    (line,) = programs_of(
        placed(tmp_path / "other", {"home/city.toml": b'programs.kiosk = "somebody.settings"\n'})
    )
    assert "kiosk" in line
    assert "somebody.settings" in line
