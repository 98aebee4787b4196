"""Between the flat fields of a form and the nested shape of what it says: ``persons.0.name.surname``."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.http import QueryDict

from juki.kernel.door.errors import Malformed

MOST_LISTED = 60
MOST_DEEP = 6
MOST_DIGITS = 4
"""Of a numbered step: there may be holes, but no page counts on beyond this."""


def nested(fields: QueryDict, *, lists: Sequence[str] = ()) -> dict[str, Any]:
    """The fields as nested objects; a numbered step makes a list, and names in ``lists`` keep all their values.

    Numbers may have holes (a person taken out of the form): what remains moves together. Line ends are a browser's doing
    and no part of what was typed; nothing else is changed.

    Raises:
        Malformed: a field that is a value and an object at once, too deep or long a list, or too long a number.
    """
    tree: dict[str, Any] = {}
    for name in fields:
        steps = name.split(".")
        value: Any = fields.getlist(name) if name in lists else fields[name]
        place = tree
        if len(steps) > MOST_DEEP:
            raise Malformed(where="form")
        for step in steps[:-1]:
            place = place.setdefault(step, {})
            if not isinstance(place, dict):
                raise Malformed(where="form")
        if steps[-1] in place:
            raise Malformed(where="form")
        place[steps[-1]] = value
    return {key: _listed(value) for key, value in tree.items()}


def flat(value: object, prefix: str = "") -> dict[str, Any]:
    """The fields that would make ``value``, to show a form again as it was typed."""
    if isinstance(value, msgspec.Struct):
        value = msgspec.to_builtins(value)
    if isinstance(value, Mapping):
        pairs = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, list | tuple) and any(
        isinstance(item, Mapping | msgspec.Struct) for item in value
    ):
        pairs = [(str(place), item) for place, item in enumerate(value)]
    else:
        return {prefix: value}
    found: dict[str, Any] = {}
    for key, item in pairs:
        found |= flat(item, f"{prefix}.{key}" if prefix else key)
    return found


def _listed(value: object) -> object:
    if not isinstance(value, dict):
        return value
    if value and all(key.isascii() and key.isdigit() for key in value):
        if len(value) > MOST_LISTED or any(len(key) > MOST_DIGITS for key in value):
            raise Malformed(where="form")
        return [_listed(value[key]) for key in sorted(value, key=int)]
    return {key: _listed(item) for key, item in value.items()}
