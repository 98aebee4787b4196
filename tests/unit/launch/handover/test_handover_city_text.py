"""city.toml as we write it says what was meant, whatever an operator put into it."""

import stat
import tomllib
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from juki.launch.handover.city_text import text_of, write_city
from juki.launch.home import City, Home

SIGNS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
TABLES = st.dictionaries(SIGNS, SIGNS, max_size=3)
CITIES = st.builds(
    City, municipality=SIGNS, production=st.booleans(), seed=st.integers(0, 2**40), residents=st.integers(1, 3_000_000),
    processes=st.lists(SIGNS, max_size=3).map(tuple), programs=TABLES,
    databases=st.dictionaries(SIGNS, st.dictionaries(SIGNS, SIGNS, min_size=1, max_size=2), max_size=2),
    origins=TABLES, provider=TABLES, listen=SIGNS, elsewhere=TABLES,
)  # fmt: skip


@given(CITIES)
def test_what_is_written_is_read(city: City):
    assert msgspec.convert(tomllib.loads(text_of(city)), City) == city


def test_the_file_is_replaced_and_nobody_elses(tmp_path: Path):
    home = Home(tmp_path)
    home.settle_city(residents=50, seed=None)
    city = City(residents=50, databases={"kiosk": {"owner": "o", "app": "a"}})
    write_city(home, city)
    assert home.city() == city
    assert stat.S_IMODE(home.city_file.stat().st_mode) == 0o600
    assert {file.name for file in tmp_path.iterdir()} == {"city.toml"}
