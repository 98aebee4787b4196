"""``juki open-output``: a sealed file is opened for its owner alone, and nothing is left when it is refused."""

import io
from argparse import Namespace
from pathlib import Path

import pytest

from juki.launch.commands import open_output
from juki.launch.errors import OutputTaken
from juki.launch.home import Home
from juki.oversight.output.errors import NotAnOutput, NotOpened
from juki.oversight.output.services import sealing

WORD = "長い合言葉 passphrase"


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sealing, "COST", 2**4)
    target = io.BytesIO()
    sealing.seal(
        io.BytesIO(b"content"), target, system="registry", number=3, name="../一覧.csv", passphrase=WORD
    )
    (tmp_path / "word").write_text(WORD + "\n", encoding="utf-8")
    file = tmp_path / "x.juki"
    file.write_bytes(target.getvalue())
    return file


def run(file: Path, **options: object) -> int:
    given = {"file": file, "into": None, "passphrase_file": file.parent / "word", **options}
    return open_output.execute(Home(file.parent), Namespace(**given))


def test_it_is_opened_beside_the_file_for_its_owner_alone(sealed: Path):
    assert run(sealed) == 0
    opened = sealed.parent / "一覧.csv"  # never where a name in the header leads
    assert (opened.read_bytes(), opened.stat().st_mode & 0o777) == (b"content", 0o600)
    with pytest.raises(OutputTaken):
        run(sealed)
    assert opened.read_bytes() == b"content"


def test_a_refused_file_leaves_nothing(sealed: Path):
    (sealed.parent / "word").write_text("違う合言葉です", encoding="utf-8")
    with pytest.raises(NotOpened):
        run(sealed, into=sealed.parent / "y")
    sealed.write_bytes(b"PK")
    for options in ({}, {"passphrase_file": sealed.parent / "none"}):
        with pytest.raises(NotAnOutput):
            run(sealed, into=sealed.parent / "y", **options)
    with pytest.raises(NotAnOutput):
        run(sealed.parent / "nothing")
    assert not (sealed.parent / "y").exists()
