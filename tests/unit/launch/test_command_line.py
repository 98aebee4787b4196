"""The command line: help in both languages, errors as one line with a code."""

from pathlib import Path

import pytest

from juki.launch.command_line import COMMANDS, main


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
    "words", [["up"], ["status"], ["run", "registry"], ["clock", "show"], ["peer", "list"], ["migrate"]]
)
@pytest.mark.parametrize("order", [1, -1])
def test_a_home_without_a_city(
    words: list[str], order: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """``--home`` is understood before and after the command."""
    place = ["--home", str(tmp_path / "none")]
    assert main([*place, *words] if order == 1 else [*words, *place]) == 78
    assert capsys.readouterr().err.startswith("LCH-0201: ")
