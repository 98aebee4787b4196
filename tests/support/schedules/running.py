"""One schedule from its seed to the oracle's word."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import psycopg
import pytest
from django.db import connection
from django.test import override_settings

from juki.kernel.access.models import AccessGrant
from support.schedules import clock, doom, oracle, stations, tables, wire
from support.schedules.plan import Step, plan
from support.schedules.register import PERMISSION
from support.schedules.world import World

TIDY = 25
"""After so many schedules dead rows are cleared away as well."""


@dataclass(frozen=True)
class Outcome:
    """What a schedule came to; ``wrong`` is empty when nothing was lost, doubled or out of order."""

    seed: int
    wrong: list[str]
    acts: int
    messages: int
    calls: int
    deaths: dict[str, int]
    restored: bool
    out_of_space: int


def run(
    owner: psycopg.Connection, seed: int, *, faults: bool = True, steps: list[Step] | None = None
) -> Outcome:
    """Run the schedule of ``seed`` (or ``steps``) on empty tables; how the stations ended never raises."""
    tables.empty(owner, whole=seed % TIDY == 0)
    with _world(seed) as world:
        AccessGrant.objects.create(
            system="test", client="clerk", permission=PERMISSION, valid_from=date(2020, 1, 1)
        )
        try:
            world.run(steps or plan(seed, faults=faults))
            wrong = oracle.judge(world)
        except AssertionError as error:
            wrong = [*world.wrong, str(error)]
        ((messages,),) = tables.rows("select count(*) from links_inbox")
        return Outcome(
            seed, wrong, len(world.done), messages, world.wire.calls, world.doom.deaths, bool(world.before_restore),
            world.refused_for_want_of_space,
        )  # fmt: skip


@contextmanager
def _world(seed: int) -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch, override_settings(ROOT_URLCONF="support.schedules.register"):
        connection.ensure_connection()
        dying = doom.install(patch)
        yield World(
            seed=seed, doom=dying, clock=clock.install(patch, seed), wire=wire.install(patch, dying, seed),
            refusals=stations.install(patch),
        )  # fmt: skip
    connection.close()
