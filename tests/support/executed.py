"""Seeing which system's code ran: in this process by its function calls, in a running city by its audit log."""

import inspect
import re
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any

import psycopg

from support.running import RunningCity

_PLACE = re.compile(r"[/\\]juki[/\\](?:systems[/\\](?P<system>[a-z]+)|(?P<office>office))[/\\]")


def system_of(code: CodeType) -> str | None:
    """The system a function belongs to; None for everybody else's, and for what only an import runs.

    Module and class bodies are no functions; lambdas and comprehensions may stand in them.
    """
    if not code.co_flags & inspect.CO_OPTIMIZED or code.co_name.startswith("<"):
        return None
    place = _PLACE.search(code.co_filename)
    return (place["system"] or place["office"]) if place else None


class Calls:
    """Whether a function of one of the ``wanted`` systems is called while recording, in any thread begun since
    :meth:`arm`. The first such call ends the listening, which costs a test most of its speed.
    """

    def __init__(self, wanted: Iterable[str]) -> None:
        self._wanted = frozenset(wanted)
        self._known: dict[int, CodeType] = {}  # by identity: a code object's own hash walks all its constants
        self._seen: set[str] = set()
        self._recording = False

    def arm(self) -> None:
        """Let threads that begin from now on be heard as soon as recording starts."""
        threading.setprofile(self._heard)

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Hear this thread, and the armed ones, for as long as the block runs."""
        self._recording = True
        self.arm()
        sys.setprofile(self._heard)
        try:
            yield
        finally:
            sys.setprofile(None)
            self.disarm()

    def disarm(self) -> None:
        """Hear nobody any more."""
        threading.setprofile(None)
        self._recording = False

    def systems(self) -> frozenset[str]:
        """The wanted systems of which a function was called, up to the first call."""
        return frozenset(self._seen)

    def _heard(self, frame: FrameType, event: str, _argument: Any) -> None:
        if self._seen:
            sys.setprofile(None)  # in whichever thread this is
        if self._seen or event != "call" or not self._recording:
            return
        code = frame.f_code
        if id(code) not in self._known:
            self._known[id(code)] = code
            system = system_of(code)
            if system in self._wanted and system:
                self._seen.add(system)
                sys.setprofile(None)


class Served:
    """What the systems of running cities did for somebody, by the audit log in each system's own database.

    A process that serves a call leaves at least one row there, also when it refuses; so does one that takes a
    message of a peer. Rows of its own jobs do not count: those come of themselves.
    """

    def __init__(self, cities: Iterable[RunningCity], systems: Iterable[str]) -> None:
        self._cities = tuple(cities)
        self._systems = tuple(systems)
        self._before = {
            (index, system): _head(city, system)
            for index, city in enumerate(self._cities)
            for system in self._systems
        }

    def systems(self) -> frozenset[str]:
        """The systems whose log has grown since, by somebody's call."""
        return frozenset(
            system
            for (index, system), before in self._before.items()
            if _called_since(self._cities[index], system, before)
        )


def _head(city: RunningCity, system: str) -> int:
    rows = _rows(city, system, "select number from audit_head where id = 1")
    return int(rows[0][0]) if rows else 0


def _called_since(city: RunningCity, system: str, before: int) -> bool:
    query = "select 1 from audit_entry where number > %s and who not like 'job:%%' limit 1"
    return bool(_rows(city, system, query, before))


def _rows(city: RunningCity, system: str, query: str, *values: object) -> list[tuple]:
    try:
        return city.rows(system, query, *values)
    except psycopg.OperationalError:  # the test took the city down: then nothing is seen
        return []
