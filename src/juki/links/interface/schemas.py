"""JSON Schemas of our types, as others can read them."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

PLACE = "#/components/schemas/{name}"
_ASTRAL = re.compile(r"\\U([0-9a-fA-F]{8})")


def schemas(kinds: Iterable[object], *, place: str = PLACE) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The schema of each of ``kinds``, and the named ones that these refer to at ``place``."""
    own, named = msgspec.json.schema_components(kinds, ref_template=place)
    return [ecma(one) for one in own], {name: ecma(one) for name, one in sorted(named.items())}


def ecma(schema: Any) -> Any:  # noqa: ANN401 - JSON
    """``schema`` with every pattern as JSON Schema asks for it: ECMA 262 in its Unicode mode."""
    match schema:
        case dict():
            return {
                key: ecma_pattern(value) if key == "pattern" and isinstance(value, str) else ecma(value)
                for key, value in schema.items()
            }
        case list() | tuple():
            return [ecma(one) for one in schema]
        case _:
            return schema


def ecma_pattern(pattern: str) -> str:
    r"""A pattern of Python's ``re`` in the other spelling: ``\A``, ``\Z`` and ``\Uxxxxxxxx`` do not exist there.

    Without the flag m, ``^`` and ``$`` are the very ends of a text there. A character beyond the first plane stands for
    itself, for ``\u{…}`` is unknown to the many tools that try a pattern in Python or Java.
    """
    return _ASTRAL.sub(lambda found: chr(int(found[1], 16)), pattern).replace(r"\A", "^").replace(r"\Z", "$")
