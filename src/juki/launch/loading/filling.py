"""One pass over the synthetic city: every household goes to all systems, then what a city has once, then the checks."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from juki.launch.home import City, Home
from juki.launch.loading import (
    accounts,
    addressee,
    audit,
    business,
    directory,
    indexes,
    jukinet,
    kiosk,
    linkage,
    numbers,
    registry,
    singles,
    unified,
)
from juki.launch.loading.databases import analyze_tables
from juki.launch.loading.errors import RecordsDisagree
from juki.launch.loading.keys import secrets_of
from juki.launch.loading.people import Invented, People
from juki.launch.loading.pipe import Pipe
from juki.launch.loading.placed import Household
from juki.launch.loading.stamp import Stamp

Report = Callable[[int, int], None]
"""People loaded so far, and people in all."""

HOUSEHOLDS_AT_ONCE = 400
_TRIGGERED = ("registry_resident", "registry_resident_version")
TABLES = {
    "registry": ("registry_resident", "registry_resident_version", "registry_household", "registry_household_version",
                 "registry_update_number"),
    "jukinet": ("jukinet_identification", "jukinet_identification_version"),
    "kiosk": ("kiosk_household", "kiosk_person"),
    "unified": ("unified_person", "unified_version", "unified_link"),
    "intermediary": ("intermediary_acquisition", "intermediary_linkage_code", "intermediary_copy"),
    "addressee": ("addressee_addressee", "addressee_version"),
    "outside": ("prefecture_identification", "nation_person", "nation_registration", "nws_processing_number",
                "nws_code", "inquirer_code", "business_resident"),
}  # fmt: skip
"""Per database, the tables that get a row per person or household."""


class Filling:
    """Fills the databases behind ``pipes``; committing is for whoever opened them. ``placing`` knows what was given.

    ``people`` are the invented ones of the city unless others are given, whose register is filled already.
    """

    def __init__(
        self, home: Home, city: City, stamp: Stamp, pipes: dict[str, Pipe], progress: Report,
        *, people: People | None = None,
    ) -> None:  # fmt: skip
        self._city, self._stamp, self._pipes, self._progress = city, stamp, pipes, progress
        self._home, self._secrets = home, secrets_of(home)
        self._entries = business.approved()
        self._blocks = {system: pipe.block for system, pipe in pipes.items()}
        self._aside: dict[str, list[indexes.Index]] = {}
        self._people = people or Invented(city, stamp)
        self._detail = {} if people else {"seed": city.seed}
        self.placing = self._people.placing

    def run(self) -> None:
        """Everything but the commit.

        Raises:
            RecordsDisagree: the register's own check found something.
        """
        self._begin()
        for done in self._fed():
            for pipe in self._pipes.values():
                pipe.send()
            self._progress(done, self._people.total)
        for pipe in self._pipes.values():
            pipe.finish()
        self._make_indexes()
        self._end()

    def _begin(self) -> None:
        filled = [] if self._people.fills_register else ["registry"]
        self._aside = {
            system: indexes.set_aside(self._pipes[system].connection, tables)
            for system, tables in TABLES.items()
            if system not in filled
        }
        if self._people.fills_register:
            register = self._pipes["registry"].connection
            for table in _TRIGGERED:
                register.execute(f"alter table {table} disable trigger user")
            singles.write_event(register, self._stamp)

    def _make_indexes(self) -> None:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for done in [
                pool.submit(indexes.make, self._pipes[system].connection, aside)
                for system, aside in self._aside.items()
            ]:
                done.result()

    def _fed(self) -> Iterator[int]:
        """Put households into the blocks; now and then, and at the end, say how many people there were."""
        for place, household in enumerate(self._people.households(), start=1):
            self._add(household)
            if place % HOUSEHOLDS_AT_ONCE == 0:
                yield self.placing.people
        elsewhere = 0
        nation = self._blocks["outside"]
        for place, mover in enumerate(self._people.elsewhere(), start=1):
            jukinet.add_elsewhere(nation, mover, self._stamp)
            elsewhere += len(mover.members)
            if place % HOUSEHOLDS_AT_ONCE == 0:
                yield self.placing.people + elsewhere
        yield self.placing.people + elsewhere

    def _add(self, household: Household) -> None:
        blocks, stamp = self._blocks, self._stamp
        outside = blocks["outside"]
        if self._people.fills_register:
            registry.add(blocks["registry"], household, stamp)
        jukinet.add_city(blocks["jukinet"], household, stamp)
        kiosk.add(blocks["kiosk"], household, stamp)
        addressee.add(blocks["addressee"], household, stamp)
        numbered = household.numbered()
        unified.add(blocks["unified"], numbered, stamp)
        linkage.add(blocks["intermediary"], outside, numbered, stamp, self._secrets)
        jukinet.add_prefecture(outside, household, stamp)
        jukinet.add_nation(outside, household, stamp)
        business.add(outside, household, stamp, self._entries)

    def _end(self) -> None:
        at = {system: pipe.connection for system, pipe in self._pipes.items()}
        stamp, placing = self._stamp, self.placing
        numbers.hand_out(at["addressee"], at["registry"], placing, stamp)
        numbers.move_on(at["registry"], at["unified"], at["intermediary"], placing)
        singles.write_data_uses(at["registry"], stamp, self._entries)
        singles.write_feed_mark(at["kiosk"], stamp)
        singles.write_token_key(at["outside"], self._secrets)
        singles.write_permits(at["outside"], "nws_permit_entry")
        singles.write_permits(at["intermediary"], "intermediary_permit_entry")
        directory.write(at["office"], stamp)
        accounts.write(at["office"], stamp, self._home)
        if self._people.fills_register:
            self._check()
        counted = {"residents": placing.people, "households": placing.households, **self._detail}
        for connection in at.values():
            audit.record(connection, stamp, counted)

    def _check(self) -> None:
        register = self._pipes["registry"].connection
        analyze_tables(register, _TRIGGERED)
        for table in _TRIGGERED:
            register.execute(f"alter table {table} enable trigger user")
        found = register.execute(
            "select what, count(*) from registry_disagreements() group by what"
        ).fetchall()
        if found:
            raise RecordsDisagree(what=", ".join(f"{what}: {count}" for what, count in found))
