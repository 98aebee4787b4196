"""Loading the synthetic city of a home: all databases together or none."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from psycopg import Connection

from juki.launch.home import City, Home
from juki.launch.keys import SEALED, store_of
from juki.launch.loading import addresses, databases
from juki.launch.loading.errors import NotAllHere, NotForProduction
from juki.launch.loading.filling import Filling, Report
from juki.launch.loading.meter import Meter
from juki.launch.loading.people import movers_of
from juki.launch.loading.pipe import Pipe
from juki.launch.loading.stamp import Stamp
from juki.vault.columns import PURPOSE as NUMBER


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded, and how long it took."""

    residents: int
    households: int
    movers: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Residents a second, into all databases."""
        return self.residents / self.seconds


def is_loaded(home: Home) -> bool:
    """Whether all databases of ``home`` were loaded.

    Raises:
        PartlyLoaded: some of them only.
        DatabaseDown: one does not answer.
    """
    with databases.opened(home) as connections:
        return bool(databases.look(connections).loaded)


def load(home: Home, *, progress: Report | None = None) -> Loaded:
    """Fill the empty databases of ``home`` with its synthetic city, as of the city clock's legal day.

    Without ``progress`` it shows on standard output how far it is.

    Raises:
        NotForProduction, NotAllHere: not this home.
        AlreadyLoaded, PartlyLoaded, NotEmpty: not these databases.
        RecordsDisagree: the register's own check found something; nothing was kept.
        DatabaseDown, DsnMissing: a database does not answer, or was never made.
    """
    began = time.monotonic()
    city = home.city()
    _demand_whole_demonstration(city)
    stamp = Stamp(times=home.clock().now(), trace=uuid4())
    with databases.opened(home) as connections:
        databases.reserve(connections)
        addresses.write(connections["registry"], city.municipality, stamp)
        with piped(home, connections) as pipes:
            filling = Filling(home, city, stamp, pipes, progress or Meter())
            filling.run()
            databases.commit(pipes)
            databases.analyze(pipes)
    placing = filling.placing
    return Loaded(placing.people, placing.households, movers_of(city), time.monotonic() - began)


def _demand_whole_demonstration(city: City) -> None:
    if city.production:
        raise NotForProduction
    if city.processes:
        raise NotAllHere


@contextmanager
def piped(home: Home, connections: dict[str, Connection]) -> Iterator[dict[str, Pipe]]:
    """A pipe per database; their threads end with it.

    Raises:
        KeysMissing, KeysUnopened: the keys of a system's 個人番号 cannot be used.
    """
    store = store_of(home)
    pipes = {
        system: Pipe(system, connection, store.column(system, NUMBER).seal if system in SEALED else None)
        for system, connection in connections.items()
    }
    try:
        yield pipes
    finally:
        for pipe in pipes.values():
            pipe.close()
