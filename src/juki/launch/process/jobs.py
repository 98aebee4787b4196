"""Scheduled work: ``JOBS`` in the ``jobs`` package beside a program's settings, and of the modules that its Django settings
name in ``JUKI_JOBS``; each job in a thread of its own.

``JOBS`` is a sequence of ``(name, seconds between runs, function)``; the function gets both clocks' present moment.
Of several processes of one system only one runs a job at a time, by a lock in the system's database.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

import psycopg
from django.conf import settings as django
from django.db import connection

from juki.kernel.clock import Clock, Times
from juki.kernel.settings import current

logger = logging.getLogger(__name__)
SOON = 2.0
"""Seconds after the start until a job runs first: the other processes are up by then."""


class Job(NamedTuple):
    """Work that recurs every ``seconds``."""

    name: str
    seconds: float
    function: Callable[[Times], object]


def jobs_beside(settings_module: str) -> list[Job]:
    """The jobs of a program; none when it has no ``jobs`` package."""
    place = f"{settings_module.rpartition('.')[0]}.jobs"
    if find_spec(place) is None:
        return []
    return [Job(*entry) for entry in import_module(place).JOBS]


def house_jobs() -> list[Job]:
    """The jobs that every house has, by its Django settings."""
    return [Job(*entry) for name in getattr(django, "JUKI_JOBS", ()) for entry in import_module(name).JOBS]


class Schedule:
    """Runs jobs until stopped. A job that fails is logged by type and place, and runs again at its next time."""

    def __init__(self, jobs: Sequence[Job], clock: Clock) -> None:
        self._clock = clock
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._repeat, args=[job], name=f"job-{job.name}", daemon=True)
            for job in jobs
        ]

    def start(self) -> None:
        """Start all."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop after the present runs."""
        self._stopped.set()
        for thread in self._threads:
            thread.join(timeout=5)

    def _repeat(self, job: Job) -> None:
        pause = min(SOON, job.seconds)
        while not self._stopped.wait(pause):
            pause = job.seconds
            try:
                run_alone(job, self._clock)
            except Exception:  # a schedule outlives whatever a job raises
                logger.exception("job %s", job.name)
            finally:
                connection.close()


def run_alone(job: Job, clock: Clock) -> bool:
    """Run ``job`` unless another process of this system is running it; whether it ran."""
    # A connection of its own: the job may give its pooled one back, and the lock would stay on that.
    with psycopg.connect(current().dsn, autocommit=True) as guard:
        row = guard.execute(
            "select pg_try_advisory_lock(hashtextextended(%s, 0))", [f"job {job.name}"]
        ).fetchone()
        if row != (True,):
            return False
        job.function(clock.now())
        return True
