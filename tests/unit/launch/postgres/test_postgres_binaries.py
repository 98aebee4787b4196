import logging
import os
import subprocess
from pathlib import Path

import pytest

from juki.launch.postgres.account import Account
from juki.launch.postgres.binaries import find_binaries
from juki.launch.postgres.errors import BinariesMissing, DirectoryClosed, VersionUnsupported

OURSELVES = Account(name="us", uid=os.geteuid(), gid=os.getegid())
STRANGER = Account(name="somebody", uid=os.geteuid() + 12345, gid=os.getegid() + 12345)


def fake(directory: Path, banner: str):
    directory.mkdir()
    for name in ("postgres", "initdb"):
        (directory / name).write_text(f"#!/bin/sh\necho '{banner}'\n")
        (directory / name).chmod(0o755)
    return {"JUKI_PG_BIN": str(directory)}


class TestFindBinaries:
    @pytest.mark.parametrize(
        ("banner", "version", "major"),
        [
            ("postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)", "15.20", 15),
            ("postgres (PostgreSQL) 18.6", "18.6", 18),
        ],
    )
    def test_takes_any_directory(self, tmp_path: Path, banner: str, version: str, major: int):
        found = find_binaries(home=tmp_path, account=OURSELVES, environ=fake(tmp_path / "bin", banner))
        assert (found.directory, found.version, found.major) == (tmp_path / "bin", version, major)

    @pytest.mark.parametrize("banner", ["postgres (PostgreSQL) 14.9", "postgres (PostgreSQL) 19beta1", "?"])
    def test_refuses_other_releases(self, tmp_path: Path, banner: str):
        with pytest.raises(VersionUnsupported, match="LCH-102"):
            find_binaries(home=tmp_path, account=OURSELVES, environ=fake(tmp_path / "bin", banner))

    def test_says_where_nothing_was_found(self, tmp_path: Path):
        with pytest.raises(BinariesMissing, match=str(tmp_path)):
            find_binaries(home=tmp_path, account=OURSELVES, environ={"JUKI_PG_BIN": str(tmp_path)})

    def test_does_not_copy_what_the_operator_chose(self, tmp_path: Path):
        environ = fake(tmp_path / "bin", "postgres (PostgreSQL) 18.6")
        (tmp_path / "bin").chmod(0o700)
        with pytest.raises(DirectoryClosed, match="somebody"):
            find_binaries(home=tmp_path, account=STRANGER, environ=environ)

    def test_copies_the_wheel_once_for_a_user_who_cannot_reach_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ):
        monkeypatch.setattr("juki.launch.postgres.account._upwards", lambda directory: [directory])
        monkeypatch.setattr(Account, "own", lambda self, path: None)
        monkeypatch.setattr(
            Account, "can_read", lambda self, path: tmp_path in path.parents and path.stat().st_mode & 4 > 0
        )
        tmp_path.chmod(0o755)
        caplog.set_level(logging.INFO)
        found = find_binaries(home=tmp_path, account=STRANGER, environ={})
        assert found.directory.is_relative_to(tmp_path / "pg" / found.version)
        assert len(caplog.records) == 1
        # initdb is a client program: it runs only if libpq came along at the right place.
        said = subprocess.run(
            [found.program("initdb"), "--version"], check=True, capture_output=True, text=True
        )
        assert found.version in said.stdout
        assert find_binaries(home=tmp_path, account=STRANGER, environ={}) == found
        assert len(caplog.records) == 1
