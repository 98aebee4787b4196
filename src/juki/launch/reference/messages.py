"""One page per message, question and answer: JSON Schema and an example."""

from collections.abc import Iterator
from typing import Any

import msgspec

from juki.launch.reference.examples import example
from juki.links.catalogue import TYPES
from juki.links.message import Content

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def pages() -> Iterator[tuple[str, str]]:
    """File name and text of all schemas and examples."""
    for name in sorted(TYPES):
        kind = TYPES[name]
        yield f"messages/{name}.v{kind.version}.schema.json", _json(schema(kind))
        yield f"messages/{name}.v{kind.version}.example.json", _json(msgspec.to_builtins(example(kind)))


def schema(kind: type[Content]) -> dict[str, Any]:
    """The JSON Schema of one content type, its blocks under ``$defs``."""
    (own,), blocks = msgspec.json.schema_components([kind])
    return {
        "$schema": DIALECT,
        "$id": f"urn:juki:content:{kind.name}:v{kind.version}",
        **own,
        "$defs": blocks,
    }


def _json(content: Any) -> str:  # noqa: ANN401 - JSON
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode() + "\n"
