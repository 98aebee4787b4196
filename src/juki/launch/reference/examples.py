"""An example of every message, question and answer, built from its type and a table of example values."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import convert, inspect

from juki.launch.errors import NoExample
from juki.links.message import Content

SIMPLEST: dict[type[inspect.Type], object] = {inspect.BoolType: True, inspect.IntType: 1}
DATA = Path(__file__).parents[1] / "data" / "examples.toml"


@cache
def values() -> dict[str, str]:
    """Field name → example value."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def example(kind: type[Content]) -> Content:
    """A full example: every optional block is there.

    Raises:
        NoExample: a field has no value in the table, or a type without a rule.
    """
    return convert(_value(inspect.type_info(kind), "", kind.name), kind)


def _value(kind: inspect.Type, field: str, message: str) -> Any:  # noqa: ANN401 - JSON
    match kind:
        case inspect.StructType():
            tag = {kind.tag_field: kind.tag} if kind.tag_field else {}
            return {**tag, **{one.encode_name: _value(one.type, one.name, message) for one in kind.fields}}
        case inspect.StrType() if field in values():
            return values()[field]
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.BoolType() | inspect.IntType():
            return SIMPLEST[type(kind)]
        case inspect.VarTupleType():
            return [_value(kind.item_type, field, message)]
        case inspect.UnionType():
            return _value(
                next(one for one in kind.types if not isinstance(one, inspect.NoneType)), field, message
            )
        case _:
            raise NoExample(message=message, where=field)
