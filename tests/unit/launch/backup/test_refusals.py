"""What is refused before anything is touched."""

from pathlib import Path

import pytest

from juki.launch.backup.errors import HomeNotEmpty, KeyNeeded, NotABackup, TargetThere
from juki.launch.backup.making import back_up
from juki.launch.backup.restoring import require_place, restore
from juki.launch.errors import NotFounded
from juki.launch.founding.steps import Progress
from juki.launch.home import Home

SILENT = Progress(lambda _: None)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A finished city, as far as files tell."""
    found = Home(tmp_path / "home")
    found.make()
    found.city_file.write_text("production = true\n")
    found.mark_founded()
    return found


def test_a_city_in_earnest_is_not_copied_in_the_clear(home: Home, tmp_path: Path):
    with pytest.raises(KeyNeeded):
        back_up(home, tmp_path / "f", key=None, portable=False, progress=SILENT)
    assert not (tmp_path / "f").exists()


def test_a_file_that_is_there_is_not_written_over(home: Home, tmp_path: Path):
    home.city_file.write_text("production = false\n")
    (tmp_path / "f").write_text("mine")
    with pytest.raises(TargetThere):
        back_up(home, tmp_path / "f", key=None, portable=False, progress=SILENT)
    assert (tmp_path / "f").read_text() == "mine"


def test_where_there_is_no_city(tmp_path: Path):
    with pytest.raises(NotFounded):
        back_up(Home(tmp_path), tmp_path / "f", key=None, portable=False, progress=SILENT)


def test_a_home_with_anything_in_it_stays(home: Home, tmp_path: Path):
    before = sorted(home.root.rglob("*"))
    with pytest.raises(HomeNotEmpty):
        restore(home, tmp_path / "f", key=None, over=False, progress=SILENT)
    with pytest.raises(NotABackup):
        restore(home, tmp_path / "f", key=None, over=True, progress=SILENT)
    assert sorted(home.root.rglob("*")) == before


def test_what_an_empty_home_may_hold(tmp_path: Path):
    require_place(Home(tmp_path / "none"), over=False)
    home = Home(tmp_path / "home")
    home.make()
    for name in ("restoring/city.toml", "pg/18/bin", "run/supervisor.lock", "lost+found/x"):
        (home.root / name).mkdir(parents=True)
    require_place(home, over=False)
    (home.root / "secrets" / "one").touch()
    with pytest.raises(HomeNotEmpty):
        require_place(home, over=False)
