"""One operation of the document."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from juki.kernel.door.endpoint import PUBLIC
from juki.links.interface import refusals
from juki.links.interface.routes import Endpoint

Schema = Callable[[object], dict[str, Any]]

PATH_TYPES: dict[str, dict[str, Any]] = {
    "str": {"type": "string"}, "uuid": {"type": "string", "format": "uuid"}, "int": {"type": "integer", "minimum": 0},
}  # fmt: skip
KEY: dict[str, Any] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "A UUID of the client's making, one per act. The same body again under it has no second effect.",
    "schema": {"type": "string", "format": "uuid"},
}


def kinds(one: Endpoint) -> list[object]:
    """The types whose schemas the operation needs."""
    body = one.body or (one.takes[1] if one.takes else None)
    return [kind for kind in (body, one.reply, *(kind for kind, _ in one.query.values())) if kind is not None]


def operation(one: Endpoint, schema: Schema) -> dict[str, Any]:
    """The operation; ``schema`` gives the schema of a type."""
    said: dict[str, Any] = {
        "operationId": re.sub(r"\W+", "_", f"{one.method.lower()}{one.path}").strip("_"),
        "summary": one.says,
        "tags": [one.system],
        "x-permission": one.permission,
    }
    if one.permission == PUBLIC:
        said["security"] = []
    if parameters := _parameters(one, schema):
        said["parameters"] = parameters
    if body := _body(one, schema):
        said["requestBody"] = body
    refused = {
        str(status): {"$ref": f"#/components/responses/{refusals.name(status)}"}
        for status in refusals.of_endpoint(one)
    }
    return {**said, "responses": {one.status: _success(one, schema), **refused}}


def _parameters(one: Endpoint, schema: Schema) -> list[dict[str, Any]]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": PATH_TYPES[kind]}
        for name, kind in one.arguments.items()
    ]
    in_query = [
        {"name": name, "in": "query", "required": False, "description": says, "schema": schema(kind)}
        for name, (kind, says) in one.query.items()
    ]
    key = [{"$ref": "#/components/parameters/IdempotencyKey"}] if one.remembers is not None else []
    return [*in_path, *in_query, *key]


def _body(one: Endpoint, schema: Schema) -> dict[str, Any]:
    media, kind = one.takes or ("application/json", one.body)
    return {"required": True, "content": {media: {"schema": schema(kind)}}} if kind is not None else {}


def _success(one: Endpoint, schema: Schema) -> dict[str, Any]:
    shape = {} if one.reply is None else {"schema": schema(one.reply)}
    said: dict[str, Any] = {
        "description": HTTPStatus(int(one.status)).phrase,
        "content": {one.content_type: shape},
    }
    if one.headers:
        said["headers"] = {
            name: {"description": says, "required": True, "schema": {"type": "string"}}
            for name, says in one.headers.items()
        }
    return said
