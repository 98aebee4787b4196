"""``juki assess``: which promise is proved, by what, since when; and what is not.

The evidence is that of ``--evidence``, else of JUKI_EVIDENCE, else ``evidence/tests.json`` of an installed city, else
``.cache/evidence.json`` of this checkout, where ``script/test`` leaves it. No city need have been founded.
"""

import argparse
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from juki.assessment import catalogue, evidence, registers
from juki.assessment.catalogue import Catalogue
from juki.assessment.evidence import Evidence
from juki.assessment.findings import KINDS
from juki.assessment.ledger import Ledger, Line, assess
from juki.assessment.page import html_of
from juki.assessment.rows import SYSTEMS, Kind
from juki.assessment.sources import sources_of
from juki.assessment.states import State
from juki.kernel.clock import JAPAN
from juki.launch.errors import NotWritable
from juki.launch.home import REPOSITORY, Home
from juki.launch.screen import padded, say

OF_THIS_CHECKOUT = REPOSITORY / ".cache" / "evidence.json"
ALWAYS_LISTED = (State.FAILED, State.STALE)
MOST_STALE = 20
"""After any change of the sources every proof is stale: the first few tell enough."""
KIND_WIDTH, STATE_WIDTH = 26, 10
SHORT = {
    State.VERIFIED: "VERIFIED", State.SIMULATED: "SIMULATED", State.EVIDENCED: "EVIDENCED", State.DECLARED: "DECLARED",
    State.OPEN: "OPEN", State.FAILED: "FAILED", State.STALE: "STALE", State.NOT_APPLICABLE: "N/A",
}  # fmt: skip


class Entry(msgspec.Struct, frozen=True):
    """A row as ``--json`` prints it."""

    id: str
    title: str
    state: str
    proofs: list[str]
    kind: str
    system: list[str]
    reason: str


def arguments(parser: argparse.ArgumentParser) -> None:
    """For people, for programs or as a page; all rows or some."""
    parser.add_argument("--json", action="store_true", help="機械可読 / for programs")
    parser.add_argument("--html", type=Path, metavar="FILE", help="HTML の一覧を書き出す / write a page")
    parser.add_argument("--findings", action="store_true", help="気づいた点をすべて表示 / findings in full")
    parser.add_argument("--evidence", type=Path, metavar="FILE", help="試験の証跡 / what the test run left")
    parser.add_argument("--system", choices=SYSTEMS, help="このシステムの行だけ / rows of one system")
    parser.add_argument(
        "--state", type=_state, metavar="STATE",
        help=f"この状態の行だけ / rows in one state: {', '.join(SHORT.values())}",
    )  # fmt: skip


def execute(home: Home, options: argparse.Namespace) -> int:
    """Exit code 1 when something is FAILED, whatever was chosen to be shown.

    Raises:
        EvidenceUnreadable, RegistersUnreadable, UnknownReference, RegisterRefused, RegisterInFuture: a file is wrong.
        NotWritable: the page cannot be written.
    """
    file, ledger = _ledger(home, options.evidence)
    chosen = ledger.chosen(state=options.state, system=options.system)
    if options.html:
        _write(options.html, html_of(ledger))
    if options.json:
        say(msgspec.json.format(msgspec.json.encode([_entry(line) for line in chosen]), indent=1).decode())
    else:
        for line in _printed(file, ledger, chosen, options):
            say(line)
    return 1 if any(line.state is State.FAILED for line in ledger.lines) else 0


def evidence_file(given: Path | None, home: Home, environ: Mapping[str, str] = os.environ) -> Path:
    """Where the evidence is, or would be: see the top of this module."""
    if given or environ.get("JUKI_EVIDENCE"):
        return given or Path(environ["JUKI_EVIDENCE"])
    installed = home.root / "evidence" / "tests.json"
    return installed if installed.exists() else OF_THIS_CHECKOUT


def _ledger(home: Home, given: Path | None) -> tuple[Path, Ledger]:
    rows: Catalogue = catalogue.load()
    today = datetime.now(JAPAN).date()
    file = evidence_file(given, home)
    found: Evidence | None = evidence.read(file) if given or file.exists() else None
    said = registers.read(home.root / "registers.toml", rows=rows.by_id, today=today)
    return file, assess(
        rows, evidence=found, registers=said, sources=sources_of(), today=today, repository=REPOSITORY
    )


def _printed(
    file: Path, ledger: Ledger, chosen: tuple[Line, ...], options: argparse.Namespace
) -> Iterator[str]:
    """What matters most stands first; what is missing altogether also stands last, where people look."""
    yield from _heading(file, ledger)
    if options.html:
        yield f"書き出しました / written: {options.html}"
        yield _counts(ledger.states)
    elif options.state is not None:
        yield from _listing(chosen, options.state)
    else:
        yield from _overview(ledger, options.system)
        for state in ALWAYS_LISTED:
            yield from _listing(chosen, state, most=MOST_STALE if state is State.STALE else None)
    if options.findings or not (options.html or options.state):
        yield from _findings(ledger, options.system, whole=options.findings)
    if ledger.evidence is None:
        yield from ["", *_heading(file, ledger)]


def _counts(states: Counter[State]) -> str:
    return "  ".join(f"{SHORT[state]} {states[state]}" for state in State)


def _heading(file: Path, ledger: Ledger) -> list[str]:
    if ledger.evidence is None:
        return [f"証跡なし / no evidence at {file}  →  script/test"]
    ran = ledger.evidence.finished.astimezone(JAPAN)
    same = (
        "このソースのもの / of these sources"
        if ledger.current
        else "別の版のもの / OF OTHER SOURCES → script/test"
    )
    tests = f"試験 / tests {len(ledger.evidence.entries)}"
    return [f"{file}  {ran:%Y-%m-%d %H:%M}  {ledger.evidence.commit[:12]}  {tests}  {same}"]


def _overview(ledger: Ledger, system: str | None) -> Iterator[str]:
    yield ""
    yield padded("", KIND_WIDTH) + "".join(f"{SHORT[state]:>{STATE_WIDTH}}" for state in State)
    for kind, counts in ledger.summary(system=system).items():
        cells = "".join(f"{counts[state] or '-':>{STATE_WIDTH}}" for state in State)
        yield padded(kind.label, KIND_WIDTH) + cells
    said = ledger.safeguards
    yield (
        f"{Kind.SAFEGUARD.label} {said.rows} 行 = "
        f"評価書の約束 {said.promises} 件({said.keys} の対策)を、対策とファイルごとにまとめたもの / "
        f"{said.promises} promises of {said.keys} safeguards, one row per safeguard and file"
    )


def _findings(ledger: Ledger, system: str | None, *, whole: bool) -> Iterator[str]:
    """How many of each kind; ``whole``: which."""
    shown = [one for one in ledger.findings if system is None or not one.system or system == one.system]
    yield ""
    yield "気づいた点 / findings" + ("" if whole else "  →  --findings")
    for kind, label in KINDS.items():
        these = [finding for finding in shown if finding.kind == kind]
        if these:
            yield f"  {label} / {kind}: {len(these)}"
        for finding in these if whole else ():
            yield "    " + "  ".join(filter(None, [finding.where, finding.title, finding.text]))


def _listing(lines: tuple[Line, ...], state: State, *, most: int | None = None) -> Iterator[str]:
    these = [line for line in lines if line.state is state]
    if not these:
        return
    yield ""
    yield f"{state.label} / {state}: {len(these)}"
    yield from map(_row, these[:most])
    if most is not None and len(these) > most:
        yield f"… 他 / and {len(these) - most} more  →  --state {SHORT[state]}"


def _row(line: Line) -> str:
    what = line.row.text if line.row.clauses or "/" in line.row.id else ""
    cells = [padded(line.row.id, 24), padded(" / ".join(line.row.systems), 14), line.row.title]
    return "  ".join(filter(None, [*cells, what, line.standing.reason]))


def _entry(line: Line) -> Entry:
    said = [f"{one.role} {one.day.isoformat()}" for one in line.declared]
    kept = [f"{one.register} {one.day.isoformat()}" for one in line.evidenced]
    return Entry(
        id=line.row.id, title=line.row.title, state=line.state.value,
        proofs=[*(proof.nodeid for proof in line.proofs), *kept, *said],
        kind=line.row.kind.value, system=list(line.row.systems), reason=line.standing.reason,
    )  # fmt: skip


def _state(given: str) -> State:
    """A state by its short or its whole name, in any case."""
    wanted = given.strip().upper()
    for state, short in SHORT.items():
        if wanted in (short, state.value):
            return state
    raise argparse.ArgumentTypeError(f"{given}: {', '.join(SHORT.values())}")


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError:
        raise NotWritable(home=str(file)) from None
