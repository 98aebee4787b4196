"""Parts and manifest: what the digests and names of a backup refuse, sealed or not."""

import hashlib
import io
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

import juki
from juki.launch.backup import manifest as manifests
from juki.launch.backup.errors import Altered, NotABackup, ReleaseDiffers
from juki.launch.backup.examining import examine
from juki.launch.backup.key import Key
from juki.launch.backup.manifest import Manifest
from juki.launch.backup.parts import Part, is_below, parts, put
from juki.launch.backup.sealing import Opener, Sealer

KEY = Key(secrets.token_bytes(32))
NOW = datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC)
CONTENT = {"home/city.toml": b"seed = 1\n", "cluster.tar": b"x" * 2_500_000, "home/authority/issued": b""}


def described(found: dict[str, Part], *, version: str = juki.__version__) -> Manifest:
    return Manifest(
        format=1, version=version, municipality="132292", production=False, made_at=NOW, city_time=NOW, way="cluster",
        postgres="18", still=True, positions={}, parts=found,
    )  # fmt: skip


def part(content: bytes) -> Part:
    return Part(len(content), hashlib.sha256(content).hexdigest())


def written(
    file: Path,
    content: Iterable[tuple[str, bytes]],
    *,
    key: Key | None = KEY,
    version: str = juki.__version__,
) -> Path:
    sink = io.BytesIO()
    sealer = Sealer(sink, key=key, version=version, made_at=NOW.isoformat())
    for name, piece in content:
        put(sealer, name, [piece[:7], piece[7:]])
    sealer.close()
    file.write_bytes(sink.getvalue())
    return file


def whole(found: dict[str, bytes] = CONTENT) -> list[tuple[str, bytes]]:
    manifest = described({name: part(content) for name, content in found.items()})
    return [*found.items(), (manifests.NAME, msgspec.json.encode(manifest))]


@pytest.mark.parametrize("key", [KEY, None], ids=["sealed", "plain"])
def test_a_whole_backup(tmp_path: Path, key: Key | None):
    file = written(tmp_path / "f", whole(), key=key)
    assert set(examine(file, key=key).parts) == set(CONTENT)
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
        examine(written(tmp_path / "f", content, key=key), key=key)


def test_every_byte_of_a_plain_backup_counts(tmp_path: Path):
    small = whole({"home/city.toml": b"seed = 1\n"})
    file = written(tmp_path / "f", small, key=None)
    content = file.read_bytes()
    start = content.index(b"\n", 14) + 1
    for at in range(start, start + 60):
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(Altered):
            examine(file, key=None)
    for cut in range(start, len(content)):
        file.write_bytes(content[:cut])
        with pytest.raises(Altered):
            examine(file, key=None)


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
