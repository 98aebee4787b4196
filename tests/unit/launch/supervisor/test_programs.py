"""What a child of the supervisor is told."""

from pathlib import Path

from juki.launch.home import Home
from juki.launch.supervisor.programs import environment


def test_the_citys_own_eras_are_told_to_every_process(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("JUKI_ERAS", "/elsewhere")
    home = Home(tmp_path)
    assert "JUKI_ERAS" not in environment(home)
    home.eras_file.write_text("", encoding="utf-8")
    assert environment(home)["JUKI_ERAS"] == str(tmp_path / "eras.toml")
