"""The persons of an application side by side: who is recorded anew has no before, and stands in a column of their own.

Source: STD 4.0.8, 4.0.9.
"""

import unicodedata
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from juki.kernel.values import written_text
from juki.systems.registry.services.applications.comparing import MASK, Row, Section
from juki.systems.registry.services.applications.queries import ShownApplication
from juki.systems.registry.services.reading import full_name
from juki.systems.registry.web import entry_fields, entry_labels
from juki.systems.registry.web.changes import differences as change_changes

_SIDE_BY_SIDE = 4
_NUMBER = "個人番号"


def known(sections: Sequence[Section]) -> list[Section]:
    """The households, and the persons who have a record: before and after are compared."""
    return [one for one in sections if one.sort == "household" or _has_before(one)]


def anew(sections: Sequence[Section]) -> list[Section]:
    """The persons without a record."""
    return [one for one in sections if one.sort == "person" and not _has_before(one)]


def of_persons(shown: ShownApplication) -> list[Section]:
    """The persons of a 転入: side by side as they will be. Of other 異動 what changes is compared instead."""
    return [one for one in shown.sections if one.sort == "person"] if shown.form else []


def tables(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Columns and rows of ``sections`` as they will be, at most four beside one another."""
    parts = [sections[at : at + _SIDE_BY_SIDE] for at in range(0, len(sections), _SIDE_BY_SIDE)]
    return [_table(part) for part in parts]


def compared(section: Section) -> list[tuple[str, str, str, str]]:
    """Label, before, after and how they are drawn. Masked numbers look alike: it is said when they differ."""
    return [(row.label, written(row.label, row.before), _after(row), "name") for row in section.rows]


def persons(shown: ShownApplication) -> list[str]:
    """What the persons are called, in the order of the form."""
    entered = shown.form.persons if shown.form else ()
    return [f"{place}人目　{full_name(one.name).full}" for place, one in enumerate(entered, start=1)]


def changes(shown: ShownApplication, *, with_numbers: bool) -> list[list[str]]:
    """Item, text when it was last sent back, and text now, of each field that was changed since."""
    if shown.change is not None and shown.submitted_change is not None:
        return change_changes.since_return(shown, mask="" if with_numbers else MASK)
    if shown.form is None or shown.submitted is None:
        return []
    then, now = entry_fields.typed_of(shown.submitted), entry_fields.typed_of(shown.form)
    found = [
        [label, *(marked(entry_labels.words_of(name, form.get(name, ""))) for form in (then, now))]
        for name in dict.fromkeys([*then, *now])
        if (label := entry_labels.label_of(name))
        and not name.endswith(".individual_number")
        and then.get(name, "") != now.get(name, "")
    ]
    for place in shown.other_numbers:
        texts = [form.persons[place].individual_number for form in (shown.submitted, shown.form)]
        old, new = texts if with_numbers else (MASK, MASK)
        hint = "" if with_numbers else "（変更あり）"
        found.append([f"{place + 1}人目の{_NUMBER}", grouped(old), f"{grouped(new)}{hint}"])
    return found


def was_returned(shown: ShownApplication) -> bool:
    """Whether it was sent back before."""
    return shown.submitted is not None or shown.submitted_change is not None


def written(label: str, text: str) -> str:
    """A text as it is compared by eye: numbers in fours, forms of characters that are easily mistaken marked."""
    return grouped(text) if label == _NUMBER else marked(text)


def grouped(number: str) -> str:
    """A number, or its mask, in groups of four."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def marked(text: str) -> str:
    """``text``, and beside it in large the characters that look like others: chosen forms, and kanji beyond JIS X 0208."""
    rare = dict.fromkeys(one for one in written_text.clusters(text) if _is_rare(one))
    if not rare:
        return text
    return Markup('{} <span class="hint">異体字あり</span> <span class="name glyph-sign">{}</span>').format(
        text, "".join(rare)
    )


def _is_rare(glyph: str) -> bool:
    if len(glyph) > 1:
        return True
    if not unicodedata.name(glyph, "").startswith("CJK"):
        return False
    try:
        glyph.encode("shift_jis")
    except UnicodeEncodeError:
        return True
    return False


def _after(row: Row) -> str:
    text = written(row.label, row.after)
    return f"{text}（変更あり）" if row.changed and row.before and row.before == row.after else text


def _table(sections: Sequence[Section]) -> dict[str, Any]:
    labels = dict.fromkeys(row.label for section in sections for row in section.rows)
    after = [{row.label: written(row.label, row.after) for row in section.rows} for section in sections]
    columns: list[Any] = ["項目"]
    for section in sections:
        number = f"　宛名番号 {section.addressee_number}" if section.addressee_number else ""
        columns.append({"label": f"{section.title}{number}", "kind": "name"})
    return {"columns": columns, "rows": [[label, *(one.get(label, "") for one in after)] for label in labels]}


def _has_before(section: Section) -> bool:
    return any(row.before for row in section.rows)
