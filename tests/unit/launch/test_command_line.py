"""The command line: help in both languages, errors as one line with a code."""

import os
import signal
from pathlib import Path

import pytest

from juki.launch.command_line import COMMANDS, main
from juki.launch.commands import status


def test_every_command_has_help_in_both_languages(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in COMMANDS)
    assert all(" / " in text for text in COMMANDS.values())


@pytest.mark.parametrize("words", [[], ["nonsense"], ["up", "--nonsense"], ["init", "--residents", "x"]])
def test_what_nobody_knows(words: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["up"],
        ["down"],
        ["people"],
        ["status"],
        ["run", "registry"],
        ["clock", "show"],
        ["peer", "list"],
        ["migrate"],
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_a_home_without_a_city(
    words: list[str], order: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """``--home`` is understood before and after the command."""
    place = ["--home", str(tmp_path / "none")]
    assert main([*place, *words] if order == 1 else [*words, *place]) == 78
    assert capsys.readouterr().err.startswith("LCH-0201: ")


@pytest.mark.parametrize("command", ["init", "demo"])
@pytest.mark.parametrize("residents", ["0", "-1", "3000001"])
def test_a_city_of_no_size_is_refused_before_anything_is_touched(
    command: str, residents: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    former = tmp_path / "demo" / "former"
    former.mkdir(parents=True)
    assert main([command, "--residents", residents, "--home", str(tmp_path)]) == 78
    shown = capsys.readouterr()
    assert shown.err.startswith("LCH-0208: ")
    assert shown.out == ""
    assert list(tmp_path.iterdir()) == [former.parent]
    assert former.exists()


def test_a_finished_home_is_refused_before_anything_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "founded.json").touch()
    assert main(["init", "--home", str(tmp_path)]) == 78
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("LCH-0202: ")


def interrupted(*_: object) -> int:
    raise KeyboardInterrupt


def terminated(*_: object) -> int:
    os.kill(os.getpid(), signal.SIGTERM)
    signal.pause()
    return 0


@pytest.mark.parametrize(
    ("work", "code", "line"),
    [(interrupted, 130, "中断しました / interrupted\n"), (terminated, 143, "terminated\n")],
)
def test_an_end_from_outside_is_one_line(
    work: object, code: int, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(status, "execute", work)
    before = signal.getsignal(signal.SIGTERM)
    assert main(["status"]) == code
    assert capsys.readouterr().err.endswith(line)
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize(("words", "code"), [([], "LCH-0511"), (["-1d"], "KRN-0002"), (["soon"], "LCH-0504")])
def test_the_clock_says_what_was_wrong(
    words: list[str], code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "founded.json").touch()
    (tmp_path / "city.toml").touch()
    assert main(["clock", "advance", *words, "--home", str(tmp_path)]) == 78
    assert capsys.readouterr().err.startswith(f"{code}: ")


def test_help_of_the_clock_behind_its_action(capsys: pytest.CaptureFixture[str]):
    assert main(["clock", "advance", "--help"]) == 0
    assert "advance 2h30m" in capsys.readouterr().out
