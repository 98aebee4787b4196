"""What an evidence file may say, and what of it is not believed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from juki.assessment.catalogue import load
from juki.assessment.evidence import Evidence, Outcome, Trial
from juki.assessment.ledger import Ledger, assess
from juki.assessment.registers import Registers
from juki.assessment.sources import Sources
from juki.assessment.states import State
from support import small_ledger

WHEN = datetime(2026, 11, 24, 1, tzinfo=UTC)
NODE = "tests/test_there.py::test_x[1::2]"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A tree with one test file."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_there.py").touch()
    (tmp_path / "beside.py").touch()
    return tmp_path


def told(
    place: Path,
    *rows: str,
    systems: tuple[str, ...] = ("registry",),
    node: str = NODE,
    outcome: Outcome = "passed",
) -> Ledger:
    entry = Trial(nodeid=node, outcome=outcome, when=WHEN, seconds=0.1, rows=rows, systems=systems)
    found = Evidence(commit="c", product="p", tests="t", started=WHEN, finished=WHEN, entries=(entry,))
    return assess(
        load(small_ledger.write(place / "ledger")), evidence=found, registers=Registers(), today=date(2026, 11, 24),
        sources=Sources(product="p", tests="t"), repository=place,
    )  # fmt: skip


def state(ledger: Ledger, row: str = "S1.01") -> State:
    return next(line.state for line in ledger.lines if line.row.id == row)


def remarks(ledger: Ledger) -> list[str]:
    return [one.text for one in ledger.findings if one.kind == "evidence"]


def test_a_pass_of_the_rows_own_system_counts(repository: Path):
    ledger = told(repository, "S1.01", "STD:4.0.8/1")
    assert (state(ledger), remarks(ledger)) == (State.VERIFIED, [])


@pytest.mark.parametrize(
    ("rows", "more", "why"),
    [
        (["S1.01"], {"systems": ()}, "動かしていない"),
        (["S1.01"], {"systems": ("kiosk",)}, "kiosk"),
        (["S1.01", "S2.01"], {"systems": ("registry", "jukinet")}, "ASM-035"),
        (["S1.01", "STD:4.0.8"], {}, "ASM-033"),
        (["S1.01", "C:edu.training@1"], {}, "ASM-034"),
        (["S1.01"], {"node": "tests/test_gone.py::test_x"}, "ファイルがない"),
        (["S1.01"], {"node": "beside.py::test_x"}, "ファイルがない"),
        (["S1.01"], {"node": "tests/../beside.py::test_x"}, "ファイルがない"),
        (["S1.01"], {"node": "tests"}, "ファイルがない"),
    ],
)
def test_a_pass_that_no_test_could_have_given_is_a_finding(repository: Path, rows, more, why):
    ledger = told(repository, *rows, **more)
    assert state(ledger) is State.OPEN
    assert len(remarks(ledger)) == 1
    assert why in remarks(ledger)[0]


def test_a_row_that_is_not_in_the_catalogue_is_a_finding(repository: Path):
    ledger = told(repository, "S1.01", "S1.99")
    assert state(ledger) is State.VERIFIED
    assert remarks(ledger) == ["台帳にない行: S1.99"]
    assert len(remarks(told(repository, "S1.99"))) == 2


def test_a_failure_counts_whoever_tells_of_it(repository: Path):
    ledger = told(repository, "S1.01", systems=(), node="tests/test_gone.py::test_x", outcome="failed")
    assert state(ledger) is State.FAILED


def test_an_installation_without_tests_asks_for_no_files(tmp_path: Path):
    assert state(told(tmp_path, "S1.01", node="tests/test_gone.py::test_x")) is State.VERIFIED
