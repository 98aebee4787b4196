"""Whose code ran: what counts as a system's function, and what a running city's audit log says."""

import sys
from pathlib import Path

import psycopg
import pytest

from juki.launch.home import Home
from support.executed import Calls, Served, system_of
from support.running import RunningCity

SOURCE = """
class Resident:
    ages = [age for age in range(3)]
    oldest = lambda self: max(self.ages)
    def age(self):
        return 1
def move_in():
    return 1
"""


def codes(place: str) -> dict:
    """All code objects of a module at ``place``, by name."""
    found, waiting = {}, [compile(SOURCE, place, "exec")]
    while waiting:
        code = waiting.pop()
        found[code.co_name] = code
        waiting += [one for one in code.co_consts if hasattr(one, "co_name")]
    return found


@pytest.mark.parametrize(
    ("place", "system"),
    [
        ("/x/src/juki/systems/registry/services/move_in.py", "registry"),
        ("/x/src/juki/systems/kiosk/api/urls.py", "kiosk"),
        ("/x/src/juki/office/services/sign_in.py", "office"),
        ("C:\\x\\juki\\systems\\unified\\codes.py", "unified"),
        ("/x/src/juki/kernel/work.py", None),
        ("/x/src/juki/outside/nws/rules.py", None),
        ("/x/tests/system/registry/test_move_in.py", None),
        ("/x/src/juki/systems/__init__.py", None),
    ],
)
def test_a_function_belongs_to_the_system_of_its_file(place: str, system: str | None):
    found = codes(place)
    assert system_of(found["move_in"]) == system
    assert system_of(found["age"]) == system


@pytest.mark.parametrize("name", ["<module>", "Resident", "<lambda>"])
def test_what_an_import_runs_is_nobodys_function(name: str):
    assert system_of(codes("/juki/systems/registry/x.py")[name]) is None


def test_calls_are_heard_only_while_recording():
    space: dict = {}
    exec(compile(SOURCE, "/juki/systems/registry/x.py", "exec"), space)
    before = Calls(["registry"])
    space["move_in"]()
    with before.recording():
        pass
    space["move_in"]()
    assert before.systems() == frozenset()
    with before.recording():
        space["move_in"]()
        assert sys.getprofile() is None, "one call is enough"
    assert before.systems() == {"registry"}


def test_another_systems_call_is_not_the_one_that_is_wanted():
    space: dict = {}
    exec(compile(SOURCE, "/juki/systems/registry/x.py", "exec"), space)
    calls = Calls(["kiosk"])
    with calls.recording():
        space["move_in"]()
    assert calls.systems() == frozenset()


class Watched(RunningCity):
    """A city whose audit logs are lists of who acted; None is a database that does not answer."""

    logs: dict[str, list[str] | None]

    def rows(self, system: str, query: str, *values: object) -> list[tuple]:
        log = self.logs[system]
        if log is None:
            raise psycopg.OperationalError
        if "audit_head" in query:
            return [(len(log),)]
        (before,) = values
        return [(1,) for who in log[before:] if not who.startswith("job:")]  # type: ignore[misc] # a number


@pytest.fixture
def city(tmp_path: Path) -> Watched:
    watched = Watched(Home(tmp_path))
    object.__setattr__(watched, "logs", {"registry": ["client:clerk"], "kiosk": []})
    return watched


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ([], set()),
        (["job:blocks"], set()),
        (["job:blocks", "peer:registry"], {"kiosk"}),
        (["nobody"], {"kiosk"}),
    ],
)
def test_a_system_served_when_somebody_elses_act_was_logged(city: Watched, who: list[str], seen: set[str]):
    watching = Served([city], ["registry", "kiosk"])
    city.logs["kiosk"] += who
    assert watching.systems() == seen


def test_a_database_that_is_down_shows_nothing(city: Watched):
    city.logs["registry"] = None
    watching = Served([city], ["registry", "kiosk"])
    assert watching.systems() == frozenset()
