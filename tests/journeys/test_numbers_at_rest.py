"""No system's database shows anybody's 個人番号 to whoever reads its files: every column of every table is looked at."""

import re
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from juki.launch.postgres.dsn import Role, dsn_for
from support.moving import Movers, now
from support.running import RunningCity

pytestmark = pytest.mark.city

SYSTEMS = ("registry", "jukinet", "kiosk", "unified", "intermediary", "addressee", "office")
_TWELVE = re.compile("(?<![0-9])[0-9]{12}(?![0-9])")
_COLUMNS = """select c.relname, a.attname, format_type(a.atttypid, null) from pg_attribute a join pg_class c on c.oid = a.attrelid
 where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by 1, 2"""


@pytest.fixture(scope="module")
def told(running: RunningCity, movers: Movers) -> RunningCity:
    """A city in which one household has moved in everywhere, and another is typed in and waits for its approval."""
    notification, since = movers.notification(movers.next()), now()
    assert movers.post(notification).status == 201
    movers.arrived(notification, since=since)
    movers.notification(movers.next())
    return running


@pytest.mark.parametrize("system", SYSTEMS)
def test_nobodys_number_is_readable(told: RunningCity, system: str):
    known = {
        number
        for table in ("nation_person", "prefecture_identification")
        for (number,) in told.rows("outside", f"select individual_number from {table}")
    }
    assert len(known) > 1000
    found = {place for place, text in _everything(told, system) if known.intersection(_TWELVE.findall(text))}
    assert found == set()


def test_the_look_sees_a_number_that_is_there(told: RunningCity):
    known = {number for (number,) in told.rows("outside", "select individual_number from nation_person")}
    found = {
        place for place, text in _everything(told, "outside") if known.intersection(_TWELVE.findall(text))
    }
    assert "nation_person.individual_number" in found


def _everything(city: RunningCity, system: str) -> Iterator[tuple[str, str]]:
    """Every value of every column as text, bytes as what they would be if they were text."""
    with psycopg.connect(dsn_for(system, Role.OWNER, home=city.home.root)) as owner:
        for table, column, kind in owner.execute(_COLUMNS).fetchall():
            value = sql.SQL("{}" if kind == "bytea" else "{}::text").format(sql.Identifier(column))
            for (one,) in owner.execute(sql.SQL("select {} from {}").format(value, sql.Identifier(table))):
                if one is not None:
                    yield (
                        f"{table}.{column}",
                        bytes(one).decode("utf-8", "replace") if kind == "bytea" else one,
                    )
