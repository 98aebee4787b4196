"""``juki init`` refuses what cannot work before it makes anything."""

from pathlib import Path

import pytest

from juki.launch.command_line import main

FAR = "host=db.city.example dbname=d user=u"
SAFE = f"{FAR} sslmode=verify-full"


@pytest.mark.parametrize(
    ("owner", "app", "code"),
    [
        (SAFE, "", "LCH-111"),
        (SAFE, "dbname=d user=u", "LCH-112"),
        (f"{FAR} sslmode=require", SAFE, "LCH-113"),
        (SAFE, FAR, "LCH-113"),
    ],
)
def test_an_unusable_external_database_is_refused_before_keys_are_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], owner: str, app: str, code: str
):
    city = tmp_path / "city.toml"
    city.write_text(f'[databases.addressee]\nowner = "{owner}"\n' + (f'app = "{app}"\n' if app else ""))
    assert main(["init", "--home", str(tmp_path)]) == 78
    assert code in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [city]


def test_connection_strings_of_the_environment_are_checked_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("JUKI_DSN_KIOSK_OWNER", SAFE)
    assert main(["init", "--home", str(tmp_path / "new")]) == 78
    assert "LCH-111" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_city_toml_that_does_not_read_is_refused_by_its_name(tmp_path: Path, capsys):
    (tmp_path / "city.toml").write_text("[databases")
    assert main(["init", "--home", str(tmp_path)]) == 78
    assert "LCH-0203" in capsys.readouterr().err
