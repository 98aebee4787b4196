"""The pytest side of the ledger: ``@pytest.mark.proves("S1.01", …)`` and ``--evidence FILE``.

At collection a mark is held against the catalogue; while a marked test runs, it is seen whose code ran; a test that
passes without running code of a system that its rows have in common fails. With ``--evidence`` the run leaves one
entry per marked test in FILE, beside those of earlier runs on the same sources. Worker processes send what they saw
as ``user_properties``.
"""

from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from juki.assessment import catalogue, evidence
from juki.assessment.binding import systems_proved
from juki.assessment.catalogue import Catalogue
from juki.assessment.errors import EvidenceUnreadable
from juki.assessment.evidence import Evidence, Outcome, Trial
from juki.assessment.sources import commit_of, sources_of
from juki.kernel.errors import JukiError
from support.executed import Calls, Served
from support.running import RunningCity

ROWS, SYSTEMS = "proves", "exercised"


class Claim(NamedTuple):
    """What a marked test claims: rows, and the systems of which one has to run in it."""

    rows: tuple[str, ...]
    systems: frozenset[str]


CLAIM = pytest.StashKey[Claim]()
CALLS = pytest.StashKey[Calls]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--evidence FILE``, and ``--ledger FOLDER`` for a catalogue of one's own."""
    group = parser.getgroup("ledger")
    # Strings: options travel to worker processes, which know no other types.
    group.addoption("--evidence", metavar="FILE", help="write what marked tests prove to FILE")
    group.addoption("--ledger", metavar="FOLDER", default=str(catalogue.FOLDER), help="the catalogue of rows")


def pytest_configure(config: pytest.Config) -> None:
    """Only the process that hears of all tests writes the file."""
    config.addinivalue_line("markers", "proves(*rows): ledger rows that this test proves")
    file = config.getoption("--evidence")
    if file and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Writer(Path(file).resolve(), config.rootpath), "ledger-writer")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Hold every mark against the catalogue.

    Raises:
        pytest.UsageError: a mark names no row, an unknown or unprovable one, or rows of different systems.
    """
    for item in items:
        marks = list(item.iter_markers("proves"))
        if not marks:
            continue
        rows = tuple(dict.fromkeys(str(row) for mark in marks for row in mark.args))
        try:
            item.stash[CLAIM] = Claim(rows, systems_proved(_ledger(config.getoption("--ledger")), rows))
        except JukiError as error:
            why = f"{item.nodeid}: {error}"
            if not hasattr(config, "workerinput"):
                raise pytest.UsageError(why) from None
            _report(item, why)
            items.clear()
            return
        item.user_properties.append((ROWS, list(rows)))


def _report(item: pytest.Item, why: str) -> None:
    """A usage error of a worker process would reach nobody: what it reports of its collection does."""
    report = pytest.CollectReport(nodeid=item.nodeid, outcome="failed", longrepr=why, result=None)
    item.config.hook.pytest_collectreport(report=report)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A listener that a fixture of the test starts in a thread of its own is to be heard."""
    if CLAIM in item.stash and not _needs_city(item):
        item.stash[CALLS] = Calls(item.stash[CLAIM].systems)
        item.stash[CALLS].arm()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """A set-up that failed leaves nobody listening."""
    if CALLS in item.stash:
        item.stash[CALLS].disarm()
    return (yield)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """See what runs; a success without its system is none."""
    claim = item.stash.get(CLAIM, None)
    if claim is None:
        return (yield)
    if _needs_city(item):
        served = Served(_cities(item), claim.systems)
        result = yield
        seen = served.systems()
    else:
        calls = item.stash[CALLS]
        with calls.recording():
            result = yield
        seen = calls.systems()
    item.user_properties.append((SYSTEMS, sorted(seen)))
    if not seen & claim.systems:
        pytest.fail(_idle(claim, seen, city=_needs_city(item)), pytrace=False)
    return result


def _idle(claim: Claim, seen: frozenset[str], *, city: bool) -> str:
    wanted = " / ".join(sorted(claim.systems))
    ran = ", ".join(sorted(seen)) or "なし / none"
    how = (
        "市のプロセスを呼び、その監査ログに行が残る試験にしてください / "
        "the test must use a running city and call that system's process"
        if city
        else "試験の本体からそのシステムの関数を呼んでください / call a function of that system in the test's body"
    )
    return (
        f"{', '.join(claim.rows)}: {wanted} のコードを動かさずに成功したので、証明になりません"
        f"(動いたもの: {ran})。{how}"
    )


def _needs_city(item: pytest.Item) -> bool:
    return item.get_closest_marker("city") is not None


def _cities(item: pytest.Item) -> Iterator[RunningCity]:
    values = getattr(item, "funcargs", {}).values()
    return (value for value in values if isinstance(value, RunningCity))


@cache
def _ledger(folder: str) -> Catalogue:
    return catalogue.load(Path(folder))


class Writer:
    """Hears every report and writes the evidence file at the end."""

    def __init__(self, file: Path, repository: Path) -> None:
        self._file = file
        self._repository = repository
        self._sources = sources_of(repository)
        self._started = datetime.now(UTC)
        self._before = self._earlier()
        self._changed = False
        self._entries: dict[str, Trial] = {}
        known = self._before.entries if self._before else ()
        self._known_rows = {entry.nodeid: entry.rows for entry in known}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the worst of a test's phases; only the call itself can make it pass."""
        properties: dict[str, Any] = dict(report.user_properties)
        # A worker that died reports its test without properties: an earlier run may know its rows.
        rows = tuple(properties.get(ROWS, self._known_rows.get(report.nodeid, ())))
        outcome = outcome_of(report)
        if not rows or outcome is None:
            return
        entry = self._entries.get(report.nodeid)
        if entry and entry.outcome == "failed":
            return
        self._entries[report.nodeid] = Trial(
            nodeid=report.nodeid, outcome=outcome, when=datetime.now(UTC), seconds=round(report.duration, 3),
            rows=rows, systems=tuple(properties.get(SYSTEMS, ())),
        )  # fmt: skip

    def pytest_sessionfinish(self) -> None:
        """Write the file; sources that changed under the run prove nothing about either version."""
        self._changed = self._sources != sources_of(self._repository)
        if not self._entries or self._changed:
            return
        now = Evidence(
            commit=commit_of(self._repository), product=self._sources.product, tests=self._sources.tests, started=self._started,
            finished=datetime.now(UTC), entries=tuple(self._entries[name] for name in sorted(self._entries)),
        )  # fmt: skip
        evidence.write(self._file, evidence.merged(self._before, now))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what became of it."""
        line = f"証跡 / evidence: {len(self._entries)} → {self._file}"
        if self._changed:
            line = "証跡を書きませんでした: 実行中にソースが変わりました / no evidence: sources changed during the run"
        terminalreporter.write_line(line)

    def _earlier(self) -> Evidence | None:
        try:
            return evidence.read(self._file)
        except EvidenceUnreadable:
            return None


def outcome_of(report: pytest.TestReport) -> Outcome | None:
    """What a phase says of the test: nothing when a set-up or tear-down merely went well."""
    expected = hasattr(report, "wasxfail")
    if report.skipped:
        return "xfailed" if expected else "skipped"
    if report.failed:
        return "failed"
    if report.when != "call":
        return None
    return "xpassed" if expected else "passed"
