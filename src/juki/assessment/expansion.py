"""From what is written to rows: a safeguard becomes one row per promise, a requirement its clauses and what sums them."""

from collections.abc import Iterator

from juki.assessment.rows import Kind, Means, Row
from juki.assessment.shapes import CatalogueFile, Clause, Connection, Item, Requirement, Safeguard

ITSELF = "自システムの欄であり、接続の相手ではない。"
NO_CLAUSE = "この要件には、一般市が実装すべき機能の定めがない。"


def rows_of(written: CatalogueFile) -> Iterator[Row]:
    """All rows of one file of the catalogue, in its order."""
    for function in written.function:
        yield Row(
            id=function.id, kind=Kind.FUNCTION, title=function.title, text=function.text, note=function.note,
            systems=(function.system,), simulated=function.simulated, not_applicable=function.not_applicable,
        )  # fmt: skip
    yield from (_connection(one) for one in written.connection)
    for measure in written.measure:
        yield Row(
            id=measure.id, kind=Kind.MEASURE, title=measure.title, text=measure.text, note=measure.note,
            systems=measure.systems, means=Means(measure.kind), simulated=measure.simulated,
            not_applicable=measure.not_applicable,
        )  # fmt: skip
    yield from (_item(one, file=written.file) for one in written.item)
    for safeguard in written.safeguard:
        yield from _promises(safeguard)
    for requirement in written.requirement:
        yield from _requirement(requirement)


def _connection(one: Connection) -> Row:
    return Row(
        id=one.id, kind=Kind.CONNECTION, title=one.title, text=one.text, note=one.note, systems=(one.system,),
        simulated=one.simulated,
        not_applicable=one.not_applicable or (ITSELF if one.decision == "self" else ""),
    )  # fmt: skip


def _item(one: Item, *, file: int) -> Row:
    return Row(
        id=one.id, kind=Kind.ITEM, title=one.label, text=one.group, note=one.note, systems=(one.system,),
        simulated=one.simulated, not_applicable=one.not_applicable, columns=one.columns, file=file,
    )  # fmt: skip


def _promises(safeguard: Safeguard) -> Iterator[Row]:
    for promise in safeguard.promise:
        yield Row(
            id=f"C:{safeguard.key}@{promise.file}", kind=Kind.SAFEGUARD, title=safeguard.title, text=safeguard.text,
            note=promise.note or safeguard.note, systems=promise.systems, every=promise.every, means=Means(safeguard.kind),
            simulated=safeguard.simulated or promise.simulated,
            not_applicable=promise.not_applicable or safeguard.not_applicable, sources=promise.sources,
            file=None if promise.file == "all" else int(promise.file),
        )  # fmt: skip


def _requirement(one: Requirement) -> Iterator[Row]:
    must = [
        _clause(one, clause, f"STD:{one.clause}/{n}", Kind.CLAUSE) for n, clause in enumerate(one.must, 1)
    ]
    may = [_clause(one, clause, f"MAY:{one.clause}/{n}", Kind.OPTION) for n, clause in enumerate(one.may, 1)]
    absent = [
        _clause(one, clause, f"NOT:{one.clause}/{n}", Kind.ABSENCE)
        for n, clause in enumerate(one.must_not, 1)
    ]
    yield _sum(one, Kind.REQUIREMENT, f"STD:{one.clause}", [*must, *may])
    yield from must
    yield from may
    if absent:
        yield _sum(one, Kind.PROHIBITION, f"NOT:{one.clause}", absent)
        yield from absent


def _sum(one: Requirement, kind: Kind, row: str, clauses: list[Row]) -> Row:
    return Row(
        id=row, kind=kind, title=one.title, note=one.note, systems=one.systems,
        not_applicable=one.not_applicable or ("" if clauses else NO_CLAUSE),
        clauses=tuple(clause.id for clause in clauses),
    )  # fmt: skip


def _clause(one: Requirement, clause: Clause, row: str, kind: Kind) -> Row:
    return Row(
        id=row, kind=kind, title=one.title, text=clause.text, note=clause.note, systems=clause.systems or one.systems,
        simulated=clause.simulated or one.simulated,
        not_applicable=clause.not_for or clause.not_applicable or one.not_applicable,
    )  # fmt: skip
