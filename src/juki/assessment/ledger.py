"""Putting it together: rows, evidence and registers become lines with a state."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from juki.assessment.catalogue import Catalogue
from juki.assessment.evidence import Evidence, Proof, proofs_of
from juki.assessment.findings import Finding, findings_of
from juki.assessment.registers import Declared, Evidenced, Registers
from juki.assessment.rows import Kind, Row
from juki.assessment.sources import Sources
from juki.assessment.states import Standing, State, derived, standing_of
from juki.assessment.trust import Believed, believed


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its standing and all that was said of it."""

    row: Row
    standing: Standing
    proofs: tuple[Proof, ...] = ()
    declared: tuple[Declared, ...] = ()
    evidenced: tuple[Evidenced, ...] = ()

    @property
    def state(self) -> State:
        """The state alone."""
        return self.standing.state


@dataclass(frozen=True, slots=True)
class Safeguards:
    """The document's ``promises`` speak of fewer safeguards (``keys``); one promised about two files has two ``rows``."""

    rows: int
    keys: int
    promises: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that can be said today."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    evidence: Evidence | None
    current: bool
    today: date

    def summary(self, *, system: str | None = None) -> dict[Kind, Counter[State]]:
        """How many rows of each kind (and of one system) are in each state."""
        found: dict[Kind, Counter[State]] = {kind: Counter() for kind in Kind}
        for line in self.chosen(system=system):
            found[line.row.kind][line.state] += 1
        return {kind: counts for kind, counts in found.items() if counts}

    def chosen(self, *, state: State | None = None, system: str | None = None) -> tuple[Line, ...]:
        """The lines in a state, of a system, or both."""
        return tuple(
            line
            for line in self.lines
            if (state is None or line.state is state) and (system is None or system in line.row.systems)
        )

    @property
    def states(self) -> Counter[State]:
        """How many rows are in each state."""
        return Counter(line.state for line in self.lines)

    @property
    def safeguards(self) -> Safeguards:
        """How the rows of safeguards come about."""
        rows = [line.row for line in self.lines if line.row.kind is Kind.SAFEGUARD]
        return Safeguards(
            rows=len(rows),
            keys=len({row.id.rpartition("@")[0] for row in rows}),
            promises=len({source for row in rows for source in row.sources}),
        )


def assess(
    catalogue: Catalogue,
    *,
    evidence: Evidence | None,
    registers: Registers,
    sources: Sources,
    today: date,
    repository: Path | None = None,
) -> Ledger:
    """The ledger of ``today``: what the evidence and the registers say of each row of the catalogue.

    With a ``repository`` a pass counts only if the file of its test is there.
    """
    current = evidence is not None and sources.are_those_of(product=evidence.product, tests=evidence.tests)
    told = believed(catalogue, evidence.entries, repository=repository) if evidence else Believed((), ())
    proofs = proofs_of(told.entries, current=current)
    lines = {
        row.id: _line(row, proofs.get(row.id, ()), registers, today=today)
        for row in catalogue.rows
        if not row.is_derived
    }
    for row in catalogue.rows:
        if row.is_derived:
            lines[row.id] = Line(row, derived(row, (lines[clause].standing for clause in row.clauses)))
    return Ledger(
        lines=tuple(lines[row.id] for row in catalogue.rows),
        findings=(*told.findings, *findings_of(catalogue)),
        evidence=evidence,
        current=current,
        today=today,
    )


def _line(row: Row, proofs: Sequence[Proof], registers: Registers, *, today: date) -> Line:
    declared = tuple(one for one in registers.declared if one.row == row.id)
    evidenced = tuple(one for one in registers.evidenced if one.row == row.id)
    standing = standing_of(row, proofs, declared=declared, evidenced=evidenced, today=today)
    return Line(row, standing, tuple(proofs), declared, evidenced)
