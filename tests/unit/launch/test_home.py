"""The home: what city.toml may say, and who may look inside."""

import os
from pathlib import Path

import pytest

from juki.launch.errors import CityDiffers, CityUnreadable, NotFounded, ResidentsOutOfRange
from juki.launch.home import PRIVATE, City, Home, home_of


def test_the_first_init_writes_city_toml_and_later_ones_keep_it(tmp_path: Path):
    home = Home(tmp_path)
    assert home.settle_city(residents=50, seed=None) == City(residents=50)
    assert home.settle_city(residents=None, seed=None) == City(residents=50)
    with pytest.raises(CityDiffers, match="residents"):
        home.settle_city(residents=51, seed=None)
    with pytest.raises(CityDiffers, match="seed"):
        home.settle_city(residents=None, seed=9)


def test_an_option_fills_what_the_file_leaves_out(tmp_path: Path):
    home = Home(tmp_path)
    written = '# 県の例\nmunicipality = "132292"\n[databases.kiosk]\nowner = "o"\napp = "a"\n'
    home.city_file.write_text(written)
    home.city_file.chmod(0o640)
    assert home.settle_city(residents=40, seed=None).residents == 40
    assert home.city_file.read_text().endswith(written)
    assert home.city_file.stat().st_mode & 0o777 == 0o640
    again = home.settle_city(residents=None, seed=7)
    assert (again.residents, again.seed, again.databases) == (40, 7, {"kiosk": {"owner": "o", "app": "a"}})
    assert list(tmp_path.iterdir()) == [home.city_file]
    with pytest.raises(CityDiffers, match="residents は 40 で、オプションで指定された 41"):
        home.settle_city(residents=41, seed=None)


def test_what_the_operator_wrote_is_read(tmp_path: Path):
    home = Home(tmp_path)
    home.city_file.write_text(
        'production = true\nprocesses = ["kiosk"]\n[databases.kiosk]\nowner = "o"\napp = "a"\n'
    )
    city = home.settle_city(residents=None, seed=None)
    assert city.production
    assert city.processes == ("kiosk",)
    assert city.databases == {"kiosk": {"owner": "o", "app": "a"}}


@pytest.mark.parametrize("text", ["residents =", 'residents = "x"', "surplus = 1", 'processes = "kiosk"'])
def test_a_wrong_city_toml_is_refused(tmp_path: Path, text: str):
    (tmp_path / "city.toml").write_text(text)
    with pytest.raises(CityUnreadable):
        Home(tmp_path).city()


def test_nothing_below_is_open_to_others(tmp_path: Path):
    home = Home(tmp_path / "home")
    home.make()
    assert all((home.root / name).stat().st_mode & 0o777 == 0o700 for name in PRIVATE)
    assert home.root.stat().st_mode & 0o066 == 0


def test_a_home_is_not_finished_before_it_is_marked(tmp_path: Path):
    home = Home(tmp_path)
    home.settle_city(residents=1, seed=1)
    with pytest.raises(NotFounded):
        home.require_founded()
    home.mark_founded()
    assert home.require_founded().residents == 1


def test_where_a_home_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert home_of("a", {"JUKI_HOME": "/b"}).root == tmp_path / "a"
    assert home_of(None, {"JUKI_HOME": "/b"}).root == Path("/b")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert home_of(None, {}).root == tmp_path / "var"
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert home_of(None, {}).root == Path("/var/lib/juki")


@pytest.mark.parametrize("residents", [0, -5, 3_000_001])
def test_a_city_has_residents_and_not_too_many(tmp_path: Path, residents: int):
    home = Home(tmp_path)
    with pytest.raises(ResidentsOutOfRange):
        home.settle_city(residents=residents, seed=None)
    assert not home.city_file.exists()
    home.city_file.write_text(f"residents = {residents}\n")
    with pytest.raises(ResidentsOutOfRange):
        home.settle_city(residents=None, seed=None)


@pytest.mark.parametrize("residents", [1, 3_000_000])
def test_the_smallest_and_the_largest_city(tmp_path: Path, residents: int):
    assert Home(tmp_path).settle_city(residents=residents, seed=None).residents == residents
