"""What of an evidence file counts. The file is not signed: what it says is held against the catalogue and the tests.

That keeps out what is old, damaged or careless. Whoever can write the file can still write a proof that no test gave:
who needs certainty runs the tests.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from juki.assessment.binding import systems_proved
from juki.assessment.catalogue import Catalogue
from juki.assessment.evidence import Trial
from juki.assessment.findings import Finding
from juki.kernel.errors import JukiError

NOTHING_LEFT = "台帳にある行を一つも挙げていない。"


@dataclass(frozen=True, slots=True)
class Believed:
    """The entries that count, and a finding for whatever does not."""

    entries: tuple[Trial, ...]
    findings: tuple[Finding, ...]


def believed(catalogue: Catalogue, entries: Iterable[Trial], *, repository: Path | None) -> Believed:
    """Failures count whoever tells of them. A pass counts for the known rows it names, if code of a system that
    these share ran, and if its test is there; without a ``repository`` (or tests in it) the last is not asked.
    """
    counted: list[Trial] = []
    findings: list[Finding] = []
    tests = repository / "tests" if repository and (repository / "tests").is_dir() else None
    for entry in entries:
        unknown = [row for row in entry.rows if row not in catalogue.by_id]
        if unknown:
            findings.append(_finding(entry, f"台帳にない行: {', '.join(unknown)}"))
        known = msgspec.structs.replace(
            entry, rows=tuple(row for row in entry.rows if row in catalogue.by_id)
        )
        objections = list(_objections(catalogue, known, tests)) if entry.outcome == "passed" else []
        findings += [_finding(entry, why) for why in objections]
        if not objections:
            counted.append(known)
    return Believed(tuple(counted), tuple(findings))


def _objections(catalogue: Catalogue, entry: Trial, tests: Path | None) -> Iterator[str]:
    if not entry.rows:
        yield NOTHING_LEFT
        return
    try:
        wanted = systems_proved(catalogue, entry.rows)
    except JukiError as error:
        yield str(error)
    else:
        if not wanted & set(entry.systems):
            ran = ", ".join(entry.systems) or "なし"
            yield f"{', '.join(sorted(wanted))} のコードを動かしていない(動いたもの: {ran})。"
    if tests and not _is_there(tests, entry.nodeid):
        yield "その試験のファイルがない。"


def _is_there(tests: Path, nodeid: str) -> bool:
    file = (tests.parent / nodeid.partition("::")[0]).resolve()
    return file.is_relative_to(tests.resolve()) and file.is_file()


def _finding(entry: Trial, why: str) -> Finding:
    return Finding("evidence", entry.nodeid, "", why)
