"""The ledger as one HTML page: everything on it, nothing fetched from elsewhere, readable without a script."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from juki.assessment.catalogue import FOLDER
from juki.assessment.findings import KINDS, Finding
from juki.assessment.ledger import Ledger, Line
from juki.assessment.rows import SYSTEMS, Kind
from juki.assessment.states import State

SYSTEM_LABELS = {
    "registry": "住民記録",
    "jukinet": "住基ネット市町村CS",
    "kiosk": "コンビニ交付",
    "unified": "団体内統合宛名",
    "intermediary": "中間サーバー",
    "addressee": "宛名管理",
    "office": "職員認証",
}
OUTCOMES = {
    "passed": "合格", "failed": "不合格", "skipped": "実施せず", "xfailed": "既知の不合格", "xpassed": "想定外の合格",
}  # fmt: skip

LOOKED_AT = (State.FAILED, State.STALE, State.OPEN)
"""The states whose rows are listed at the top."""


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one kind, and how many there are in each state."""

    kind: Kind
    lines: tuple[Line, ...]


def html_of(ledger: Ledger) -> str:
    """The page. Everything is escaped; the text is UTF-8 Japanese."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER.parent / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("ledger.html").render(
        ledger=ledger, summary=ledger.summary(), states=tuple(State), sections=tuple(_sections(ledger)),
        findings=tuple(_findings(ledger.findings)), systems=SYSTEMS, system_labels=SYSTEM_LABELS,
        outcomes=OUTCOMES, looked_at=LOOKED_AT, safeguards=ledger.safeguards,
        attention=tuple((state, ledger.chosen(state=state)) for state in LOOKED_AT),
    )  # fmt: skip


def _sections(ledger: Ledger) -> Iterator[Section]:
    for kind in Kind:
        lines = tuple(line for line in ledger.lines if line.row.kind is kind)
        if lines:
            yield Section(kind, lines)


def _findings(findings: tuple[Finding, ...]) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    for kind, these in groupby(findings, key=lambda finding: finding.kind):
        yield KINDS[kind], tuple(these)
