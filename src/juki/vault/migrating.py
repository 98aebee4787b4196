"""For migrations: the rows that a table has already become ciphertext, and plain again on the way back."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from django.db.migrations import RunPython
from psycopg import Cursor, sql

from juki.vault import given
from juki.vault.ciphers import ColumnCipher, FormCipher
from juki.vault.columns import FORMS, PURPOSE

Place = tuple[str, str]
"""Table and column."""

Change = Callable[[str], str]
_PERSON = "person:"


def seal_numbers(system: str, *places: Place, prefixed: Place | None = None) -> RunPython:
    """Encrypt the 個人番号 in ``places``, and after ``person:`` in ``prefixed``; an empty table asks for no key."""

    def cipher() -> ColumnCipher:
        return given.store().column(system, PURPOSE)

    keys = [prefixed] if prefixed else []
    return _both(
        [
            (places, "[0-9]{12}", lambda text: cipher().seal(text)),
            (keys, "person:[0-9]{12}", lambda text: _PERSON + cipher().seal(text.removeprefix(_PERSON))),
        ],
        [
            (places, "v1:.*", lambda text: cipher().open(text)),
            (keys, "person:v1:.*", lambda text: _PERSON + cipher().open(text.removeprefix(_PERSON))),
        ],
    )


def seal_forms(system: str, *places: Place) -> RunPython:
    """Encrypt forms that were JSON, each whole."""

    def cipher() -> FormCipher:
        return given.store().form(system, FORMS)

    return _both(
        [(places, "[^v].*", lambda text: cipher().seal(text.encode()))],
        [(places, "v1:.*", lambda text: cipher().open(text).decode())],
    )


def seal_texts(system: str, *places: Place) -> RunPython:
    """The same for messages kept as they came, which become JSON strings."""

    def cipher() -> FormCipher:
        return given.store().form(system, FORMS)

    return _both(
        [(places, "[^v].*", lambda text: cipher().seal(msgspec.json.encode(text)))],
        [(places, "v1:.*", lambda text: msgspec.json.decode(cipher().open(text), type=str))],
    )


def seal_members(system: str, table: str, column: str) -> RunPython:
    """Encrypt ``individual_number`` inside rows that are kept as JSON; the rest of the row stays readable and indexed."""

    def cipher() -> ColumnCipher:
        return given.store().column(system, PURPOSE)

    return RunPython(
        lambda _apps, editor: _members(
            editor.connection, (table, column), "[0-9]{12}", lambda t: cipher().seal(t)
        ),
        lambda _apps, editor: _members(
            editor.connection, (table, column), "v1:.*", lambda t: cipher().open(t)
        ),
    )


_Step = tuple[Sequence[Place], str, Change]


def _both(forward: list[_Step], backward: list[_Step]) -> RunPython:
    def of(steps: list[_Step]) -> Callable[[object, Any], None]:
        def run(_apps: object, editor: Any) -> None:  # noqa: ANN401 - Django's
            for step in steps:
                _replace(editor.connection, *step)

        return run

    return RunPython(of(forward), of(backward))


def _replace(connection: Any, places: Sequence[Place], shape: str, become: Change) -> None:  # noqa: ANN401 - Django's
    """Each value that has ``shape`` becomes what ``become`` makes of it."""
    for table, column in places:
        place = sql.Identifier(column)
        _change(connection, table, place, sql.SQL("{} = new").format(place), shape, become)


def _members(connection: Any, place: Place, shape: str, become: Change) -> None:  # noqa: ANN401 - Django's
    table, column = place
    names = {"column": sql.Identifier(column), "member": sql.Literal(PURPOSE)}
    found = sql.SQL("{column} ->> {member}").format(**names)
    change = sql.SQL("{column} = jsonb_set({column}, array[{member}], to_jsonb(new))").format(**names)
    _change(connection, table, found, change, shape, become)


def _change(
    connection: Any,  # noqa: ANN401 - Django's
    table: str,
    value: sql.Composable,
    change: sql.Composable,
    shape: str,
    become: Change,
) -> None:
    """Triggers rest meanwhile: no fact is changed."""
    names = {"table": sql.Identifier(table), "value": value, "change": change}
    with connection.cursor() as wrapped:
        cursor: Cursor[Any] = wrapped.cursor
        cursor.execute("set constraints all immediate")
        find = sql.SQL("select distinct {value} from {table} where {value} ~ %s")
        cursor.execute(find.format(**names), [f"^(?:{shape})$"])
        pairs = [(old, become(old)) for (old,) in cursor.fetchall()]
        if not pairs:
            return
        cursor.execute("create temporary table vault_pairs (old text, new text) on commit drop")
        with cursor.copy("copy vault_pairs from stdin") as copy:
            for pair in pairs:
                copy.write_row(pair)
        for statement in (
            "alter table {table} disable trigger user",
            "update {table} set {change} from vault_pairs where {value} = old",
            "alter table {table} enable trigger user",
            "drop table vault_pairs",
        ):
            cursor.execute(sql.SQL(statement).format(**names))
