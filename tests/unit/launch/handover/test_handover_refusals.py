"""What is refused before anything is touched."""

from pathlib import Path

import msgspec
import pytest

import juki
from juki.kernel.errors import JukiError
from juki.launch.errors import NotFounded, TargetNotEmpty
from juki.launch.founding.steps import Progress
from juki.launch.handover.errors import (
    CopyDiffers,
    DatabaseStaysHere,
    NotHandedOver,
    NothingLeft,
    NothingToTake,
    NotTakenOver,
    NotToBeMoved,
    OtherRelease,
)
from juki.launch.handover.finishing import finish
from juki.launch.handover.giving import DUMP, NOTE, Note, hand_over
from juki.launch.handover.taking import take_over
from juki.launch.home import Home
from juki.launch.peers.errors import ListenUnreachable, ListenUnusable

EXTERNAL = (
    '[databases.kiosk]\nowner = "host=127.0.0.1 dbname=k user=o"\napp = "host=127.0.0.1 dbname=k user=a"\n'
)


def city(place: Path, text: str = "") -> Home:
    home = Home(place)
    home.make()
    home.city_file.write_text(text)
    home.mark_founded()
    return home


@pytest.mark.parametrize(
    ("text", "system", "to", "error"),
    [
        ("", "office", "127.0.0.2", NotToBeMoved),
        ("", "outside", "127.0.0.2", NotToBeMoved),
        ("", "nobody", "127.0.0.2", NotToBeMoved),
        ('processes = ["registry", "office"]', "kiosk", "127.0.0.2", NotToBeMoved),
        ('processes = ["kiosk"]', "kiosk", "127.0.0.2", NothingLeft),
        ("", "kiosk", "192.0.2.7", ListenUnreachable),
        ("", "kiosk", "kiosk.example", ListenUnusable),
        ("", "kiosk", "0.0.0.0", ListenUnusable),
        (f'listen = "192.0.2.1"\n{EXTERNAL}', "kiosk", "192.0.2.7", DatabaseStaysHere),
    ],
)
def test_a_handing_over_that_cannot_work(
    tmp_path: Path, text: str, system: str, to: str, error: type[JukiError]
):
    home = city(tmp_path / "home", text)
    with pytest.raises(error):
        hand_over(home, system, tmp_path / "new", to=to)
    assert not (tmp_path / "new").exists()
    assert home.city_file.read_text() == text


def test_never_over_somebodys_files(tmp_path: Path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "mine").touch()
    with pytest.raises(TargetNotEmpty):
        hand_over(city(tmp_path / "home"), "kiosk", tmp_path / "new", to="127.0.0.2")
    with pytest.raises(NotFounded):
        hand_over(Home(tmp_path / "none"), "kiosk", tmp_path / "other", to="127.0.0.2")


def test_finishing_needs_a_system_elsewhere_that_answers(tmp_path: Path):
    with pytest.raises(NotHandedOver):
        finish(city(tmp_path / "home"), "kiosk")
    away = 'processes = ["registry"]\nelsewhere = { kiosk = "127.0.0.2:1" }'
    with pytest.raises(NotTakenOver):
        finish(city(tmp_path / "away", away), "kiosk")


def test_only_what_was_handed_over_undamaged_and_by_this_release_is_taken(tmp_path: Path):
    home, quiet = Home(tmp_path), Progress(lambda _: None)
    with pytest.raises(NothingToTake):
        take_over(home, quiet)
    note = Note(system="kiosk", version=juki.__version__, digest="0" * 64)
    (tmp_path / NOTE).write_bytes(msgspec.json.encode(msgspec.structs.replace(note, version="0.0.0")))
    with pytest.raises(OtherRelease, match=r"0\.0\.0"):
        take_over(home, quiet)
    (tmp_path / NOTE).write_bytes(msgspec.json.encode(note))
    with pytest.raises(CopyDiffers):
        take_over(home, quiet)
    (tmp_path / DUMP).write_bytes(b"not what was written")
    with pytest.raises(CopyDiffers):
        take_over(home, quiet)
