"""A load is all or nothing, happens once, and never where it should not."""

from pathlib import Path
from typing import Any

import pytest

from juki.launch import loading
from juki.launch.home import Home
from juki.launch.loading import databases
from juki.launch.loading.errors import AlreadyLoaded, NotAllHere, NotForProduction, PartlyLoaded

from .conftest import LoadedCity


def test_a_second_load_is_refused_and_changes_nothing(loaded: LoadedCity):
    before = loaded.rows("registry", "select * from audit_head")
    with pytest.raises(AlreadyLoaded) as refused:
        loading.load(loaded.home)
    assert refused.value.code == "LCH-0701"
    assert loaded.rows("registry", "select * from audit_head") == before


def test_a_failed_load_leaves_nothing_anywhere(loaded: LoadedCity):
    left = {system: count for system, count in loaded.left_by_failure.items() if count}
    assert left == {}


def test_some_databases_loaded_and_others_not_is_refused(loaded: LoadedCity, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(databases, "_is_marked", lambda connection: "kiosk" in connection.info.dbname)
    with pytest.raises(PartlyLoaded) as refused:
        loading.is_loaded(loaded.home)
    assert "kiosk" in str(refused.value)


def test_records_that_are_there_are_not_mixed_with_invented_ones(
    loaded: LoadedCity, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(databases, "_is_marked", lambda _connection: False)
    with pytest.raises(databases.NotEmpty) as refused:
        loading.load(loaded.home)
    assert refused.value.code == "LCH-0703"


@pytest.mark.parametrize(
    ("line", "error"), [("production = true", NotForProduction), ('processes = ["registry"]', NotAllHere)]
)
def test_only_a_whole_demonstration_is_loaded(tmp_path: Path, line: str, error: type[Any]):
    (tmp_path / "city.toml").write_text(line)
    with pytest.raises(error):
        loading.load(Home(tmp_path))
