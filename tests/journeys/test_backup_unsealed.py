"""A backup that nothing vouches for: what is refused, what is not done, and who may write in the home that comes of it."""

import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from juki.launch.backup import manifest as manifests
from juki.launch.backup.manifest import Manifest
from juki.launch.backup.parts import Part, parts, put
from juki.launch.backup.sealing import Opener, Sealer
from juki.launch.home import Home
from support.running import ROOT, juki

pytestmark = pytest.mark.city
AUTO = "postgresql.auto.conf"


@dataclass(frozen=True)
class Small:
    """A city of one inhabitant, founded by somebody whose files everybody may write, and its backup in the clear."""

    place: Path
    home: Home
    file: Path

    def forged(
        self, changed: Mapping[str, bytes], *, settings: str = "", production: bool | None = None
    ) -> Path:
        """Another backup: parts in the place of its own, lines for the server's settings, another manifest."""
        target = self.place / "forged.juki"
        with self.file.open("rb") as source, target.open("wb") as sink:
            opener = Opener(source, key=None, name="f")
            sealer = Sealer(sink, key=None, version=opener.header.version, made_at=opener.header.made_at)
            found: dict[str, Part] = {}
            for name, pieces in parts(opener, file="f"):
                content = b"".join(pieces)
                if name == manifests.NAME:
                    manifest = msgspec.json.decode(content, type=Manifest)
                    continue
                if name == manifests.CLUSTER and settings:
                    content = ordered(content, settings)
                if name not in changed:
                    found[name] = put(sealer, name, halves(content))
            for name, content in changed.items():
                found[name] = put(sealer, name, [content])
            manifest = msgspec.structs.replace(manifest, parts=found)
            if production is not None:
                manifest = msgspec.structs.replace(manifest, production=production)
            put(sealer, manifests.NAME, [msgspec.json.encode(manifest)])
            sealer.close()
        return target


def halves(content: bytes) -> Iterator[bytes]:
    for at in range(0, len(content), 1 << 20):
        yield content[at : at + (1 << 20)]


def ordered(archive: bytes, settings: str) -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(archive)) as given, tarfile.open(fileobj=sink, mode="w") as target:
        for member in given:
            if member.name != AUTO:
                target.addfile(member, given.extractfile(member) if member.isreg() else None)
        member = tarfile.TarInfo(AUTO)
        member.size = len(settings.encode())
        target.addfile(member, io.BytesIO(settings.encode()))
    return sink.getvalue()


def careless(home: Path, *words: str) -> str:
    """``juki`` of somebody with umask 000; what it prints."""
    command = [sys.executable, "-m", "juki.launch", *words, "--home", str(home)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, umask=0, cwd=ROOT, timeout=300,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def open_to_others(root: Path) -> list[Path]:
    return [one for one in [root, *root.rglob("*")] if not one.is_symlink() and one.stat().st_mode & 0o022]


@pytest.fixture(scope="module")
def small() -> Iterator[Small]:
    place = Path(tempfile.mkdtemp(prefix="juki-unsealed-"))
    place.chmod(0o755)
    # Nobody has made the directories above the home: the server's own user has to pass them.
    found = Small(place, Home(place / "not" / "yet" / "home"), place / "city.juki")
    try:
        careless(found.home.root, "init", "--residents", "1")
        juki(found.home.root, "backup", "--new-key", str(place / "key"))
        careless(found.home.root, "backup", str(found.file))
        yield found
    finally:
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def mark(small: Small) -> Iterator[Path]:
    """A folder in which anybody may leave a mark."""
    folder = small.place / "marks"
    folder.mkdir()
    folder.chmod(0o777)
    yield folder / "mark"
    shutil.rmtree(folder)


@pytest.fixture
def other(small: Small) -> Iterator[Path]:
    """Where a home may be made."""
    yield small.place / "other"
    shutil.rmtree(small.place / "other", ignore_errors=True)


def test_nobody_else_may_write_in_a_home_under_any_umask(small: Small):
    assert small.home.founded_file.exists()
    assert open_to_others(small.home.root) == []
    for name in ("clock.json", "ports.json", "founded.json", "city.toml"):
        assert (small.home.root / name).stat().st_mode & 0o777 == 0o600


def test_a_home_that_came_back_is_whole_and_closed(small: Small, other: Path):
    assert "NOT SEALED" in careless(other, "restore", str(small.file), "--unsealed")
    assert open_to_others(other) == []
    assert (other / "restored.json").stat().st_mode & 0o777 == 0o600
    assert not (other / "dumps").exists()
    assert not (other / "restoring").exists()


def test_dumps_come_back_as_well(small: Small, other: Path):
    file = small.place / "portable.juki"
    juki(small.home.root, "backup", str(file), "--portable")
    careless(other, "restore", str(file), "--unsealed")
    assert not (other / "restoring").exists()
    assert not (other / "dumps").exists()


@pytest.mark.parametrize("command", ["drill", "restore"])
def test_what_a_forged_copy_orders_is_not_done(small: Small, command: str, mark: Path, other: Path):
    settings = (
        f"archive_mode = on\narchive_command = 'touch {mark}'\nrestore_command = 'touch {mark}; false'\n"
    )
    file = small.forged({}, settings=settings)
    juki(other, command, str(file), "--unsealed")
    assert not mark.exists()


@pytest.mark.parametrize("command", ["drill", "restore"])
def test_what_is_refused(small: Small, command: str, other: Path):
    def refusal(file: Path, *words: str) -> str:
        done = juki(other, command, str(file), *words, check=False)
        assert done.returncode == 78
        assert not other.exists() or not any(one.is_file() for one in other.glob("*"))
        return done.stderr.partition(":")[0]

    assert refusal(small.file) == "LCH-0820"
    assert refusal(small.file, "--key", str(small.place / "key")) == "LCH-0819"
    assert refusal(small.file, "--key", str(small.place / "key"), "--unsealed") == "LCH-0819"
    assert refusal(small.forged({}, production=True), "--unsealed") == "LCH-0821"
    earnest = {"home/city.toml": b"production = true\n"}
    assert refusal(small.forged(earnest), "--unsealed") == "LCH-0821"
    assert refusal(small.forged({"home/systems/kiosk.json": b"{}"}), "--unsealed") == "LCH-0822"
    assert refusal(small.forged({"home/postgres/data/x": b"{}"}), "--unsealed") == "LCH-0822"


def test_a_restore_says_which_programs_the_city_names(small: Small, other: Path):
    city = small.home.city_file.read_bytes() + b'\n[programs]\nkiosk = "juki.systems.kiosk.settings"\n'
    done = juki(other, "restore", str(small.forged({"home/city.toml": city})), "--unsealed")
    assert "kiosk は juki.systems.kiosk.settings を実行します" in done.stdout
