"""One page per message, question and answer, and one for the envelope around them: JSON Schema and an example."""

from collections.abc import Iterator
from typing import Any

import msgspec

from juki.launch.reference.examples import example
from juki.links.catalogue import TYPES
from juki.links.interface.schemas import schemas
from juki.links.message import Content
from juki.links.post.inbox import Result
from juki.links.wire.envelope import Envelope

PLACE = "#/$defs/{name}"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def pages() -> Iterator[tuple[str, str]]:
    """File name and text of all schemas and examples."""
    yield "envelope.schema.json", as_json(wire_schema("envelope", Envelope))
    yield "acknowledgement.schema.json", as_json(wire_schema("acknowledgement", list[Result]))
    for name in sorted(TYPES):
        kind = TYPES[name]
        yield f"messages/{name}.v{kind.version}.schema.json", as_json(schema(kind))
        yield f"messages/{name}.v{kind.version}.example.json", as_json(msgspec.to_builtins(example(kind)))


def schema(kind: type[Content]) -> dict[str, Any]:
    """The JSON Schema of one content type, its blocks under ``$defs``."""
    (own,), blocks = schemas([kind], place=PLACE)
    return {
        "$schema": DIALECT,
        "$id": f"urn:juki:content:{kind.name}:v{kind.version}",
        **own,
        "$defs": blocks,
    }


def wire_schema(name: str, kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a type or a list of one
    """The JSON Schema of a part of the link protocol itself."""
    (own,), parts = schemas([kind], place=PLACE)
    return {"$schema": DIALECT, "$id": f"urn:juki:wire:{name}", **own, "$defs": parts}


def as_json(content: Any) -> str:  # noqa: ANN401 - JSON
    """A page of JSON."""
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode() + "\n"
