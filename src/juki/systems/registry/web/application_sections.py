"""The persons of an application side by side: who is recorded anew has no before, and stands in a column of their own."""

from collections.abc import Sequence
from typing import Any

from juki.systems.registry.services.applications.comparing import Section

_SIDE_BY_SIDE = 4


def known(sections: Sequence[Section]) -> list[Section]:
    """The household, and the persons who have a record: before and after are compared."""
    return [one for place, one in enumerate(sections) if place == 0 or _has_before(one)]


def anew(sections: Sequence[Section]) -> list[Section]:
    """The persons without a record."""
    return [one for one in sections[1:] if not _has_before(one)]


def tables(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Columns and rows of ``sections`` as they will be, at most four beside one another."""
    parts = [sections[at : at + _SIDE_BY_SIDE] for at in range(0, len(sections), _SIDE_BY_SIDE)]
    return [_table(part) for part in parts]


def _table(sections: Sequence[Section]) -> dict[str, Any]:
    labels = dict.fromkeys(row.label for section in sections for row in section.rows)
    after = [{row.label: row.after for row in section.rows} for section in sections]
    columns: list[Any] = ["項目"]
    for section in sections:
        number = f"　宛名番号 {section.addressee_number}" if section.addressee_number else ""
        columns.append({"label": f"{section.title}{number}", "kind": "name"})
    return {"columns": columns, "rows": [[label, *(one.get(label, "") for one in after)] for label in labels]}


def _has_before(section: Section) -> bool:
    return any(row.before for row in section.rows)
