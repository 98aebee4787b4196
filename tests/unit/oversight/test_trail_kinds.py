"""Every action that the code logs has a kind of log (STD 10.2), and the named fields come out of its row."""

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import juki
from juki.oversight.trail.domain import kinds
from juki.oversight.trail.domain.kinds import Kind, fields_of, is_failure, sort_of

SOURCE = Path(juki.__file__).parent
TABLE = Path(kinds.__file__).parent / "kinds.toml"
ELSEWHERE = ("outside",)
"""The simulated counterparts are not the city's systems."""


def words(node: ast.expr) -> Iterator[str]:
    """What an argument may be: text, one of two texts, a text with something in it (as any word)."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from words(node.body)
        yield from words(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "any" for part in node.values)


def logged() -> dict[str, str]:
    """Every text with which something is logged, directly or by a module's own function that logs."""
    found: dict[str, str] = {}
    for file in SOURCE.rglob("*.py"):
        if file.relative_to(SOURCE).parts[0] in ELSEWHERE:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"log", "log_before_showing", "_log", "log_look"}:
                places = [*node.args[:3], *(one.value for one in node.keywords if one.arg == "action")]
                for word in (
                    word
                    for place in places
                    for word in words(place)
                    if "." in word and " " not in word and ":" not in word
                ):
                    found.setdefault(word, str(file.relative_to(SOURCE)))
    return found


def test_every_action_of_the_code_has_a_kind():
    found = logged()
    assert len(found) > 120
    assert [f"{action} ({place})" for action, place in sorted(found.items()) if sort_of(action) is None] == []


def test_no_action_stands_twice():
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    entries = Counter(one for doings in table.values() for patterns in doings.values() for one in patterns)
    assert [one for one, count in entries.items() if count > 1] == []
    assert set(table) == set(Kind)
    assert {doing for doings in table.values() for doing in doings} <= set(kinds.DOINGS)


@pytest.mark.parametrize(
    ("action", "kind", "doing"),
    [
        ("resident.shown", "operation", "view"),
        ("resident.searched", "operation", "search"),
        ("move_in.recorded", "operation", "change"),
        ("application.entered", "operation", "change"),
        ("application.approved", "operation", "change"),
        ("transfer.refused", "operation", "refuse"),
        ("bulk.extracted", "operation", "output"),
        ("nightly.started", "operation", "batch"),
        ("sign_in.failed", "authentication", "failure"),
        ("session.begun", "authentication", "sign_in"),
        ("link.refused", "communication", "message"),
        ("certificate.issued", "printing", "paper"),
        ("grants.replaced", "setting", "setting"),
        ("nightly.failed", "error", "failure"),
        ("page.refused", "event", "security"),
    ],
)
def test_kinds(action, kind, doing):
    found = sort_of(action)
    assert found is not None
    assert (found.kind, found.doing) == (kind, doing)


def test_what_no_table_names_has_no_kind():
    assert sort_of("nonsense") is None


def test_fields_of_a_row():
    issued = fields_of("certificate.issued", {"number": "20261124-1"})
    assert (issued.seal, issued.form, issued.issue_number) == (True, "印刷", "20261124-1")
    preview = fields_of("certificate.previewed", {"show": "individual_number,relationship"})
    assert (preview.seal, preview.form, preview.individual_number) == (False, "プレビュー", True)
    assert not fields_of("certificate.previewed", {"show": "relationship"}).individual_number
    assert fields_of("individual_number.shown", {}).individual_number
    assert not fields_of("individual_number.refused", {}).individual_number
    assert (
        fields_of("resident.searched", {"by": "name,birth"}).terms,
        fields_of("resident.found", {"count": 7}).hits,
    ) == ("name,birth", 7)
    assert is_failure("transfer.refused", "refused")
    assert is_failure("page.refused", "failed")
    assert not is_failure("resident.shown", "shown")
