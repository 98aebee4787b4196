"""The OpenAPI 3.1 document of a process."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import juki
from juki.links.interface import refusals
from juki.links.interface.operations import KEY, kinds, operation
from juki.links.interface.routes import Endpoint
from juki.links.interface.schemas import schemas

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ABOUT = (
    "Mutual TLS: the client's certificate comes from the city's authority, and so does the server's. "
    "`x-permission` is the grant that the client needs at this system on the legal day of the call "
    "(`public`: none, no certificate; `verified`: a certificate alone; `peer`: a system that links.toml names). "
    "Bodies are JSON, at most 1,000,000 bytes; an unknown field is refused. Patterns are ECMA 262 in Unicode mode."
)
SCHEMES: Mapping[str, Any] = {
    "certificate": {"type": "mutualTLS", "description": "A client certificate of the city's authority."}
}


def document(found: Iterable[Endpoint], *, system: str) -> dict[str, Any]:
    """The document of the process of ``system``, whose endpoints are ``found``."""
    routes = list(found)
    types = [refusals.Problem, *(kind for one in routes for kind in kinds(one))]
    own, named = schemas(types)
    paths: dict[str, dict[str, Any]] = {}
    for one in routes:
        said = operation(one, lambda kind: own[types.index(kind)])
        paths.setdefault(one.path, {})[one.method.lower()] = said
    return {
        "openapi": "3.1.0",
        "info": {"title": f"Juki {system}", "version": juki.__version__, "description": ABOUT},
        "jsonSchemaDialect": DIALECT,
        "servers": [_server(system, routes)],
        "security": [{"certificate": []}],
        "tags": [{"name": name} for name in sorted({one.system for one in routes})],
        "paths": paths,
        "components": {
            "schemas": named,
            "responses": refusals.responses({_house(one.module) for one in routes}),
            "parameters": {"IdempotencyKey": KEY},
            "securitySchemes": SCHEMES,
        },
    }


def _server(system: str, routes: Sequence[Endpoint]) -> dict[str, Any]:
    identities = (
        sorted({one.system for one in routes} - {"links", system}) if system == "outside" else [system]
    )
    return {
        "url": "https://{identity}.juki.internal:{port}",
        "variables": {
            "identity": {"enum": identities, "default": identities[0]},
            "port": {"default": "443", "description": "of the identity, in ports.json under link"},
        },
    }


def _house(module: str) -> str:
    """The package whose errors a view's module raises: ``juki.systems.registry``, ``juki.office`` …"""
    parts = module.split(".")
    return ".".join(parts[: 3 if parts[1] in {"systems", "outside"} else 2])
