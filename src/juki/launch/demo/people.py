"""Invented people who live elsewhere and may move in, as the request bodies that record it."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import msgspec
import psycopg

from juki.kernel.clock import JAPAN
from juki.kernel.errors import JukiError
from juki.launch.demo import forms
from juki.launch.demo.counter import CAME
from juki.launch.errors import DatabaseDown, NoInventedPeople
from juki.launch.home import City, Home
from juki.launch.keys import store_of
from juki.launch.loading.databases import ACTION
from juki.launch.loading.people import movers_of
from juki.launch.postgres.dsn import Role, dsn_for
from juki.launch.synthetic import places
from juki.launch.synthetic.chance import stream
from juki.launch.synthetic.facts import Address, Household, Person
from juki.launch.synthetic.movers import movers
from juki.systems.registry.domain.resident import State
from juki.vault.ciphers import ColumnCipher
from juki.vault.columns import PURPOSE as NUMBER

KNOWN_BY = "outside"
"""The process whose database knows people elsewhere: asked on which day they were invented."""
REGISTER = "registry"
"""The process whose database knows who lives here."""
REASON = "TENNYU"
_PURPOSE = 6
_MOVED_DAYS_AGO = 2


class NobodyLeft(JukiError):
    """Everybody who could move in lives here already."""

    code = "LCH-0605"
    text = (
        "転入できる架空の人が残っていません。全員が既にこの市の住民です。"
        "続けて試すときは、別の JUKI_HOME に script/juki init で新しい市を作ってください。"
    )


class Newcomers(msgspec.Struct, frozen=True):
    """A household: the body of its 受付, and the form that a clerk enters into that application."""

    receipt: dict[str, Any]
    move_in: dict[str, Any]


def newcomers(home: Home, count: int) -> list[Newcomers]:
    """The first ``count`` households that a plain 転入届 can record: a head, family registers, certain birth dates.

    Those of whom anybody lives here are left out.

    Raises:
        NoInventedPeople: the city was not filled with invented people.
        NobodyLeft: everybody lives here already.
        DatabaseDown: the city is not up.
    """
    city = home.city()
    moved_on = home.clock().now().legal_day - timedelta(days=_MOVED_DAYS_AGO)
    with closing(elsewhere(home)) as households:
        found = list(islice(households, count))
    if count and not found:
        raise NobodyLeft
    return [bodies(household, goal(city, household), moved_on) for household in found]


def elsewhere(home: Home) -> Generator[Household]:
    """Those of ``candidates`` of whom nobody lives here, as the register says when each is asked for.

    Raises:
        NoInventedPeople: the city was not filled with invented people.
        DatabaseDown: the city is not up.
    """
    city, invented_on = home.city(), loaded_on(home)
    try:
        register = psycopg.connect(
            dsn_for(REGISTER, Role.APP, home=home.root), connect_timeout=2, autocommit=True
        )
    except psycopg.OperationalError:
        raise DatabaseDown(system=REGISTER) from None
    numbers = store_of(home).column(REGISTER, NUMBER)
    with register:
        register.read_only = True
        for household in candidates(city, invented_on):
            if not lives_here(register, household.members, numbers):
                yield household


def lives_here(register: psycopg.Connection[Any], members: Sequence[Person], cipher: ColumnCipher) -> bool:
    """Whether any of ``members`` is a current resident by 個人番号 (sealed by ``cipher``) or 住民票コード."""
    query = """
        select exists (
            select from registry_resident
            where state = %s and (individual_number = any(%s) or resident_code = any(%s))
        )
    """
    numbers = [one for person in members for one in cipher.every(person.individual_number)]
    codes = [person.resident_code for person in members]
    row = register.execute(query, [str(State.RESIDENT), numbers, codes]).fetchone()
    return row is not None and bool(row[0])


def loaded_on(home: Home) -> date:
    """The legal day on which the people of ``home`` were invented: their ages and addresses follow from it.

    Raises:
        NoInventedPeople: they never were.
        DatabaseDown: the city is not up.
    """
    query = "select city_time from audit_entry where action = %s order by number limit 1"
    try:
        with psycopg.connect(dsn_for(KNOWN_BY, Role.APP, home=home.root), connect_timeout=2) as app:
            row = app.execute(query, [ACTION]).fetchone()
    except psycopg.OperationalError:
        raise DatabaseDown(system=KNOWN_BY) from None
    if row is None:
        raise NoInventedPeople(home=str(home.root))
    moment: datetime = row[0]
    return moment.astimezone(JAPAN).date()


def candidates(city: City, invented_on: date) -> Iterator[Household]:
    """Households elsewhere whose every member a plain form can describe; the demonstration's cast comes first."""
    for household in movers(city.seed, movers_of(city), invented_on, city.municipality):
        plain = all(person.register and not person.birth_text for person in household.members)
        if plain and household.head and not household.institution:
            yield household


def goal(city: City, household: Household) -> Address:
    """An invented address in the city; the same household always moves to the same one."""
    rng = stream(seed=city.seed, purpose=_PURPOSE, index=household.serial)
    town = places.town_wheel(city.municipality).pick(rng)
    return places.address(rng, places.municipality(city.municipality), town)


def bodies(household: Household, goes_to: Address, moved_on: date) -> Newcomers:
    """What is posted first, and the ``form`` of the entry after it."""
    return Newcomers(
        receipt={"came": CAME},
        move_in=forms.move_in(household, goes_to, moved_on=moved_on.isoformat(), reason=REASON),
    )
