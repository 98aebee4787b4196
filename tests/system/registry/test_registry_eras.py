"""A new 元号 is one more row of the table that is set: no program is changed."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from juki.kernel.values import era
from juki.screens import rendering
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import Country
from support.counter_forms import text
from support.staff import Counter

ROW = '\n[[era]]\ncode = 6\nname = "新和"\nletter = "X"\nfirst_day = 2031-05-01\n'
ASKED = """
from datetime import date
from juki.kernel.values.legal_date import LegalDate
from juki.systems.registry.services.applications.comparing import JAPANESE_ERAS
print(JAPANESE_ERAS.write_day(date(2031, 4, 30)), LegalDate.from_day(date(2031, 5, 1)).text,
      LegalDate.parse("新和2年1月1日").internal)
"""


@pytest.fixture
def table(tmp_path):
    """The table as a city keeps it once the new era is announced."""
    shipped = Path(era.__file__).with_name("eras.toml").read_text(encoding="utf-8")
    file = tmp_path / "eras.toml"
    file.write_text(f"{shipped}last_day = 2031-04-30\n{ROW}", encoding="utf-8")
    return file


@pytest.fixture
def set_table(table):
    before = era.JAPANESE_ERAS.eras
    object.__setattr__(era.JAPANESE_ERAS, "eras", era.read_table(table).eras)
    rendering.eras.cache_clear()
    yield
    object.__setattr__(era.JAPANESE_ERAS, "eras", before)
    rendering.eras.cache_clear()


@pytest.mark.proves("STD:1.1.9/3", "STD:1.3.6/1", "STD:1.3.6/2")
def test_a_new_era_is_a_setting(db, table, set_table):
    environment = {**os.environ, "JUKI_ERAS": str(table), "PYTHONIOENCODING": "utf-8"}
    said = subprocess.run([sys.executable, "-c", ASKED], env=environment, capture_output=True, check=True)
    assert said.stdout.decode().split() == ["令和13年4月30日", "新和元年5月1日", "2032-01-01"]
    with Counter("registry", "juki.systems.registry.web") as counter:
        counter.sign_in("clerk.test", Permission.SEE_MASTER, Permission.KEEP_MASTER)
        fields = {"code": "ZZZ", "name": "架空国", "valid_until": "新和2年1月1日", "key": uuid4()}
        reply = counter.post("/masters/countries", fields)
        assert reply.status_code == 303, text(reply)
        page = text(counter.get("/masters/countries"))
    assert str(Country.objects.get().valid_until) == "2032-01-01"
    assert "新和2年1月1日" in page
    assert "5R令和 6X新和" in page


def test_before_it_is_set_nobody_can_write_it(db):
    with Counter("registry", "juki.systems.registry.web") as counter:
        counter.sign_in("clerk.test", Permission.SEE_MASTER, Permission.KEEP_MASTER)
        fields = {"code": "ZZZ", "name": "架空国", "valid_until": "新和2年1月1日", "key": uuid4()}
        assert "REG-0633" in text(counter.post("/masters/countries", fields))
