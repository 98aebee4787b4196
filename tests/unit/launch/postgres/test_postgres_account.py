import os
import stat
from pathlib import Path

import pytest

from juki.launch.postgres.account import Account
from juki.launch.postgres.errors import DirectoryClosed
from juki.launch.postgres.secret import read_secret, write_secret

NOBODY = Account(name="somebody", uid=os.geteuid() + 12345, gid=os.getegid() + 12345)


@pytest.fixture
def open_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A directory whose parents (pytest's own are closed) are not looked at."""
    monkeypatch.setattr("juki.launch.postgres.account._upwards", lambda directory: [directory])
    place = tmp_path / "open"
    place.mkdir(mode=0o755)
    return place


class TestAccount:
    @pytest.mark.parametrize(
        ("mode", "expected"), [(0o755, True), (0o711, True), (0o744, False), (0o700, False)]
    )
    def test_may_enter_what_lets_others_in(self, open_directory: Path, mode: int, expected: bool):
        open_directory.chmod(mode)
        assert NOBODY.can_enter(open_directory) is expected

    def test_may_read_only_what_is_open_to_it(self, open_directory: Path):
        file = open_directory / "postgres"
        file.touch(0o644)
        assert NOBODY.can_read(file)
        file.chmod(0o640)
        assert not NOBODY.can_read(file)

    def test_looks_at_every_directory_above(self, tmp_path: Path):
        closed = tmp_path / "closed"
        (closed / "inside").mkdir(parents=True)
        closed.chmod(0o700)
        assert not NOBODY.can_enter(closed / "inside")

    def test_runs_children_as_itself_without_our_groups(self):
        assert NOBODY.credentials == {"user": NOBODY.uid, "group": NOBODY.gid, "extra_groups": []}
        ourselves = Account(name="us", uid=os.geteuid(), gid=os.getegid())
        assert set(ourselves.credentials.values()) == {None}

    def test_names_the_directory_that_is_closed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(Account, "own", lambda self, path: None)
        tmp_path.chmod(0o700)
        with pytest.raises(DirectoryClosed, match=r"LCH-104.*home"):
            NOBODY.make_directory(tmp_path / "home")


class TestSecret:
    def test_is_read_by_nobody_else(self, tmp_path: Path):
        file = tmp_path / "secrets" / "registry.app"
        write_secret(file, "first")
        write_secret(file, "second")
        assert read_secret(file) == "second"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert os.listdir(file.parent) == ["registry.app"]

    def test_may_be_missing(self, tmp_path: Path):
        assert read_secret(tmp_path / "none") is None
