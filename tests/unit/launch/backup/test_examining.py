"""Parts and manifest: what the digests and names of a backup refuse, sealed or not."""

import io
from pathlib import Path

import pytest

from juki.launch.backup import manifest as manifests
from juki.launch.backup.errors import (
    Altered,
    NotABackup,
    NotOfABackup,
    NotSealed,
    ReleaseDiffers,
    UnsealedInEarnest,
    UnsealedUnasked,
)
from juki.launch.backup.examining import examine
from juki.launch.backup.key import Key
from juki.launch.backup.parts import is_below, parts, put
from juki.launch.backup.sealing import Opener
from support.backup_files import CONTENT, KEY, whole, written


@pytest.mark.parametrize("key", [KEY, None], ids=["sealed", "plain"])
def test_a_whole_backup(tmp_path: Path, key: Key | None):
    file = written(tmp_path / "f", whole(), key=key)
    assert set(examine(file, key=key, unsealed=key is None).parts) == set(CONTENT)
    with file.open("rb") as stream:
        found = {
            name: b"".join(pieces) for name, pieces in parts(Opener(stream, key=key, name="f"), file="f")
        }
    assert {name: found[name] for name in CONTENT} == CONTENT


def test_a_part_may_be_passed_over(tmp_path: Path):
    file = written(tmp_path / "f", whole())
    with file.open("rb") as stream:
        names = [name for name, _ in parts(Opener(stream, key=KEY, name="f"), file="f")]
    assert names == [*CONTENT, manifests.NAME]


MANIFEST = whole()[-1]
WRONG = {
    "no manifest": list(CONTENT.items()),
    "nothing": [],
    "a part is missing": whole()[1:],
    "a part too many": [("home/more", b""), *whole()],
    "a part twice": [("cluster.tar", b"x" * 2_500_000), *whole()],
    "something behind the manifest": [*whole(), ("home/more", b"")],
    "two manifests": [*whole(), MANIFEST],
    "other content": [("home/city.toml", b"seed = 2\n"), *whole()[1:]],
    "no such manifest": [*CONTENT.items(), (manifests.NAME, b"{}")],
    "no json": [*CONTENT.items(), (manifests.NAME, b"\xff")],
}


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("key", [KEY, None], ids=["sealed", "plain"])
def test_what_the_manifest_does_not_say(tmp_path: Path, content: list[tuple[str, bytes]], key: Key | None):
    with pytest.raises(Altered):
        examine(written(tmp_path / "f", content, key=key), key=key, unsealed=key is None)


def test_every_byte_of_a_plain_backup_counts(tmp_path: Path):
    small = whole({"home/city.toml": b"seed = 1\n"})
    file = written(tmp_path / "f", small, key=None)
    content = file.read_bytes()
    start = content.index(b"\n", 14) + 1
    for at in range(start, start + 60):
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(Altered):
            examine(file, key=None, unsealed=True)
    for cut in range(start, len(content)):
        file.write_bytes(content[:cut])
        with pytest.raises(Altered):
            examine(file, key=None, unsealed=True)


def test_a_file_without_a_seal_is_taken_only_when_asked_for_and_never_under_a_key(tmp_path: Path):
    file = written(tmp_path / "f", whole(), key=None)
    with pytest.raises(UnsealedUnasked):
        examine(file, key=None)
    for unsealed in (False, True):
        with pytest.raises(NotSealed):
            examine(file, key=KEY, unsealed=unsealed)
    assert not examine(file, key=None, unsealed=True).production


def test_a_city_in_earnest_is_not_taken_without_a_seal(tmp_path: Path):
    content = whole(production=True)
    with pytest.raises(UnsealedInEarnest):
        examine(written(tmp_path / "f", content, key=None), key=None, unsealed=True)
    assert examine(written(tmp_path / "f", content), key=KEY).production


@pytest.mark.parametrize(
    "name",
    [
        "home/systems/kiosk.json",
        "home/postgres/data/PG_VERSION",
        "home/pg/18/bin/postgres",
        "home/run/supervisor.lock",
        "home/restoring/kiosk",
        "home/before-20261124T000000Z/city.toml",
        "home/secrets/.kiosk",
        "dumps/nobody",
        "kiosk",
        "else/city.toml",
    ],
)
@pytest.mark.parametrize("key", [KEY, None], ids=["sealed", "plain"])
def test_parts_that_no_backup_has(tmp_path: Path, name: str, key: Key | None):
    file = written(tmp_path / "f", whole({**CONTENT, name: b"x"}), key=key)
    with pytest.raises(NotOfABackup) as refused:
        examine(file, key=key, unsealed=key is None)
    assert name in str(refused.value)


def test_another_release_is_said_before_the_content_is_read(tmp_path: Path):
    with pytest.raises(ReleaseDiffers):
        examine(written(tmp_path / "f", [], version="0.0.1"), key=KEY)


def test_what_is_not_there(tmp_path: Path):
    for name in ("none", "."):
        with pytest.raises(NotABackup):
            examine(tmp_path / name, key=KEY)


@pytest.mark.parametrize("name", ["", "/x", "../x", "a/../b", "a//b", "./a", "a/.", "a\0b", "x" * 1001])
def test_names_that_lead_elsewhere(name: str, tmp_path: Path):
    assert not is_below(name)
    with pytest.raises(ValueError, match=r".*"):
        put(io.BytesIO(), name, [])


@pytest.mark.parametrize("name", ["a", "home/clients/clerk.key", "home/clients/窓口.key", "home/..a"])
def test_names_that_stay(name: str):
    assert is_below(name)
