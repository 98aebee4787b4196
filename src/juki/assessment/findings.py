"""What the ledger says beside its rows: columns and items without one another, and what is wrong with the source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juki.assessment.catalogue import Catalogue
from juki.assessment.rows import Kind, Row
from juki.assessment.shapes import Table

KINDS = {
    "evidence": "証跡のうち、証明として数えなかったもの",
    "uncovered": "評価書の記録項目にない、個人情報の列",
    "homeless": "保存する列のない記録項目",
    "misprint": "評価書の誤記",
    "unreadable": "評価書の判読できない欄",
    "contradiction": "評価書の中の矛盾",
    "departure": "評価書や標準仕様より厳しく、または異なる形にした点",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. ``kind`` is a key of :data:`KINDS`; ``where`` a place of the source, a column or an item;
    ``system`` is empty for what concerns the document.
    """

    kind: str
    where: str
    title: str
    text: str
    rows: tuple[str, ...] = ()
    system: str = ""


def findings_of(catalogue: Catalogue) -> tuple[Finding, ...]:
    """All findings, in the order of :data:`KINDS`."""
    found = [
        *(one for table in catalogue.tables for one in _uncovered(table)),
        *_homeless(catalogue.rows),
        *(Finding(one.kind, one.where, one.title, one.text, one.rows) for one in catalogue.remarks),
    ]
    order = list(KINDS)
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def columns_of(catalogue: Catalogue) -> dict[str, list[str]]:
    """Every classified column (``table.column``) and as what: the ids of items, ``technical``, ``personal``."""
    found: dict[str, list[str]] = {}
    for row in catalogue.rows:
        for column in row.columns:
            found.setdefault(column, []).append(row.id)
    for table in catalogue.tables:
        for column in table.technical:
            found.setdefault(f"{table.name}.{column}", []).append("technical")
        for column in table.personal:
            found.setdefault(f"{table.name}.{column}", []).append("personal")
    return found


def _uncovered(table: Table) -> Iterator[Finding]:
    for column, why in table.personal.items():
        yield Finding("uncovered", f"{table.name}.{column}", "", why, system=table.system)


def _homeless(rows: Sequence[Row]) -> Iterator[Finding]:
    for row in rows:
        if row.kind is Kind.ITEM and not row.columns and not row.not_applicable:
            yield Finding(
                "homeless", row.id, row.title, row.note or "列はまだない。", (row.id,), row.systems[0]
            )
