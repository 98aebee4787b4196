"""A file that is there whole or not at all."""

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from juki.launch.backup import target
from juki.launch.backup.errors import NotWritten, TargetThere
from juki.launch.backup.target import place_for, written_whole

NOW = datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC)


def test_a_file_gets_its_name_when_it_is_complete(tmp_path: Path):
    file = tmp_path / "f"
    with written_whole(file) as stream:
        stream.write(b"x")
        assert not file.exists()
    assert file.read_bytes() == b"x"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt, RuntimeError, OSError(errno.ENOSPC, "No space left on device")]
)
def test_nothing_is_left_of_what_was_broken_off(tmp_path: Path, error: BaseException):
    with pytest.raises((KeyboardInterrupt, RuntimeError, NotWritten)), written_whole(tmp_path / "f"):
        raise error
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk(tmp_path: Path):
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    with pytest.raises(NotWritten) as refused, written_whole(tmp_path / "f") as stream:  # noqa: PT012
        os.dup2(os.open("/dev/full", os.O_WRONLY), stream.fileno())
        stream.write(b"x" * 10_000_000)
    assert "No space left" in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_what_came_meanwhile_is_not_written_over(tmp_path: Path):
    file = tmp_path / "f"
    with pytest.raises(TargetThere), written_whole(file) as stream:  # noqa: PT012
        stream.write(b"x")
        file.write_bytes(b"other")
    assert file.read_bytes() == b"other"
    assert list(tmp_path.iterdir()) == [file]


def test_a_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "")

    monkeypatch.setattr(target.os, "link", refuse)
    with written_whole(tmp_path / "f") as stream:
        stream.write(b"x")
    assert [one.name for one in tmp_path.iterdir()] == ["f"]
    with pytest.raises(TargetThere), written_whole(tmp_path / "f") as stream:
        stream.write(b"y")
    assert (tmp_path / "f").read_bytes() == b"x"


def test_no_such_folder(tmp_path: Path):
    with pytest.raises(NotWritten), written_whole(tmp_path / "no" / "f"):
        pass


def test_a_folder_gets_a_name_with_code_and_moment(tmp_path: Path):
    file = place_for(tmp_path, municipality="132292", made_at=NOW)
    assert file == tmp_path / "juki-132292-20261124T010203Z.juki"
    assert place_for(tmp_path / "f", municipality="132292", made_at=NOW) == tmp_path / "f"
    file.touch()
    for place in (tmp_path, file):
        with pytest.raises(TargetThere):
            place_for(place, municipality="132292", made_at=NOW)
