"""The register tells some loaded households to the real systems: they must write what the load wrote.

Everything is carried by the post and applied by each system's own handlers, in a database that starts empty.
"""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from psycopg.types.json import Jsonb

from juki.kernel.settings import current
from juki.kernel.work import Actor, one_act
from juki.launch.home import Home
from juki.launch.keys import SEALED
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.movement import Household, Movement, Outcome, Scene, Written
from juki.systems.registry.domain.resident import Resident
from juki.systems.registry.records.models import ResidentVersion
from juki.systems.registry.services import announcing
from juki.systems.registry.services.rows import columns, head_columns, resident_of
from juki.vault import given
from juki.vault.columns import PURPOSE
from support.loopback import Wire
from support.sealed import plain

from .conftest import LoadedCity

SAMPLE = """with v as (select * from registry_resident_version)
 select distinct household_number from (
  (select household_number from v where kind = '2' and card_number <> '' order by 1 limit 2) union
  (select household_number from v where alias <> '' order by 1 limit 1) union
  (select household_number from v where category = 'special_permanent' order by 1 limit 1) union
  (select household_number from v where former_country <> '' order by 1 limit 2) union
  (select household_number from v where birth_form <> 'D' order by 1 limit 2) union
  (select household_number from registry_household where head_number is null order by 1 limit 1) union
  (select household_number from v where relationship_2 <> '' order by 1 limit 1) union
  (select household_number from v where address_building <> '' and notified_on is null order by 1 limit 2) union
  (select household_number from v where settled > became_resident order by 1 limit 1)) as chosen order by 1"""

ANEW = {
    # given anew by every run
    "id", "person_id", "trace", "request_number", "number", "entry",
    # moments of the machine, and the legal day on which the test runs
    "recorded_at", "received_at", "machine_time", "taken_at", "legal_day",
    # the load knows since when a person lived here, an entry only its own day
    "code_used_since",
    # the post has no terminal of its own making
    "terminal", "operator",
}  # fmt: skip

TABLES = {
    "jukinet_identification": ("jukinet", "resident_code"),
    "jukinet_identification_version": ("jukinet", "resident_code"),
    "prefecture_identification": ("outside", "resident_code"),
    "nation_person": ("outside", "resident_code"),
    "nation_registration": ("outside", "resident_code"),
    "kiosk_household": ("kiosk", "household_number"),
    "kiosk_person": ("kiosk", "addressee_number"),
    "addressee_addressee": ("addressee", "addressee_number"),
    "addressee_version": ("addressee", "addressee_number"),
    "unified_person": ("unified", "individual_number"),
    "unified_version": ("unified", "addressee_number"),
    "unified_link": ("unified", "addressee_number"),
    "business_resident": ("outside", "target || addressee_number"),
}

REGISTER = ("registry_event", "registry_household_version", "registry_household", "registry_resident",
            "registry_resident_version", "registry_data_use")  # fmt: skip


@pytest.fixture
def told(db: None, wire: Wire, loaded: LoadedCity) -> list[str]:
    """Announce the sample from a register that has it; the households that were told."""
    numbers = [row["household_number"] for row in loaded.rows("registry", SAMPLE)]
    for table in REGISTER:
        chosen = (
            "" if table in {"registry_event", "registry_data_use"} else "where household_number = any(%s)"
        )
        rows = loaded.rows("registry", f"select * from {table} {chosen}", *([numbers] if chosen else []))
        _copy(table, rows)
    actor = Actor(who="job:load", right="init", terminal="init")
    for number in numbers:
        rows = ResidentVersion.objects.filter(household_number=number).order_by("position")
        members = [resident_of(row) for row in rows]
        with one_act(actor, reason="init", times=loaded.home.clock().now()) as act:
            announcing.announce_outcome(
                act, *_entry(number, members), told=_former(members), operator=actor.who, terminal=actor.terminal
            )  # fmt: skip
    wire.settle()
    return numbers


def _entry(number: str, members: list[Resident]) -> tuple[Outcome, Scene, Movement]:
    """The household as if all of it had been entered in one act."""
    household = Household(number=number, members=tuple(one.addressee_number for one in members))
    versions = tuple(Written(resident=one, before=None) for one in members)
    event = members[0].event
    movement = Movement(
        reason=REASONS[event.reason], day=event.day, basis=event.basis, notified_on=event.notified_on,
        processed_on=event.day.internal, persons=(),
    )  # fmt: skip
    return Outcome(versions=versions, households=(household,)), Scene(residents={}, households={}), movement


def _former(members: list[Resident]) -> dict[str, str]:
    """Each member's former municipality by 住民票コード: sample residents were registered where they say."""
    places = {one.resident_code: one.former.address.municipality if one.former else None for one in members}
    return {code: place.digits if place else "" for code, place in places.items()}


def _copy(table: str, rows: list[dict[str, Any]]) -> None:
    if "registry" in SEALED and PURPOSE in rows[0] and table != "registry_data_use":
        cipher = given.store().column("registry", PURPOSE)
        rows = [{**row, PURPOSE: cipher.seal(row[PURPOSE])} for row in rows]
    names = ", ".join(f'"{name}"' for name in rows[0])
    places = ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"insert into {table} ({names}) values ({places})",
            [[Jsonb(value) if isinstance(value, dict) else value for value in row.values()] for row in rows],
        )


def _here(query: str, system: str = "registry") -> list[dict[str, Any]]:
    """Rows of the test's own database, with what ``system`` has encrypted opened."""
    home = Home(Path(current().home))
    with connection.cursor() as cursor:
        cursor.execute(query)
        names = [column.name for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [{name: plain(home, system, value) for name, value in row.items()} for row in found]


def _bare(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ANEW}


def test_the_systems_own_handlers_write_what_was_loaded(told: list[str], loaded: LoadedCity):
    assert _here("select owner, sender, name, code, why from links_inbox where state = 'parked'") == []
    for table, (system, key) in TABLES.items():
        query = f"select {key} as the_key, t.* from {table} t"
        by_handlers = {row["the_key"]: _bare(row) for row in _here(query, system)}
        by_load = {row["the_key"]: _bare(row) for row in loaded.rows(system, query)}
        assert len(by_handlers) >= len(told), table
        for one, row in by_handlers.items():
            assert row == by_load[one], table


def test_copies_and_codes_are_as_loaded(told: list[str], loaded: LoadedCity):
    links = "select number, addressee_number from unified_link l join unified_person p on p.id = l.person_id"
    copies = (
        "select unified_number, is_head, head_name, relationship, layout, valid_from from intermediary_copy"
    )
    here = _copies_of(_here(links), _here(copies))
    there = _copies_of(loaded.rows("unified", links), loaded.rows("intermediary", copies))
    assert here
    assert all(there[number] == copy for number, copy in here.items())
    states = {row["state"] for row in _here("select state from intermediary_acquisition")}
    assert states == {"bound"}
    assert {row["code_state"] for row in loaded.rows("unified", "select code_state from unified_person")} == {
        row["code_state"] for row in _here("select code_state from unified_person")
    }


def _copies_of(links: list[dict[str, Any]], copies: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    holders = {row["number"]: row["addressee_number"] for row in links}
    return {
        holders[row["unified_number"]]: {
            name: value for name, value in row.items() if name != "unified_number"
        }
        for row in copies
    }


def test_the_register_would_write_the_rows_itself(loaded: LoadedCity):
    with loaded.at("registry"):
        rows = list(ResidentVersion.objects.all())
    heads = {
        row["addressee_number"]: row for row in loaded.rows("registry", "select * from registry_resident")
    }
    for row in rows:
        resident = resident_of(row)
        assert columns(resident) == {name: getattr(row, name) for name in columns(resident)}
        assert head_columns(resident).items() <= heads[resident.addressee_number].items()
