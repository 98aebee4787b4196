"""The OpenAPI documents: whole, resolvable, readable by others, and true to the routes."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

import msgspec
import pytest
from django.urls import path

from juki.kernel.door.endpoint import PUBLIC, VERIFIED, read_endpoint
from juki.launch.reference import endpoints, openapi
from juki.launch.reference.applications import URLCONFS
from juki.launch.reference.endpoints import UndeclaredRoute
from juki.links.interface.document import document
from juki.links.interface.routes import ARGUMENT

METHODS = {"get", "post"}
ESCAPES = re.compile(r"\\(?:[dDsSwWbBfnrtv^$\\.*+?()\[\]{}|/]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})")
"""Those of ECMA 262 in Unicode mode that mean in Python what they mean there."""
GROUPS = re.compile(r"\(\?(?!:|=|!|<=|<!|<\w+>)")
"""What begins like a group of Python's own, such as ``(?P`` or ``(?i)``."""


@cache
def _documents() -> dict[str, dict[str, Any]]:
    pages = dict(openapi.pages())
    return {system: json.loads(pages[f"openapi/{system}.json"]) for system in URLCONFS}


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _nodes(child)


def _operations(system: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for address, methods in _documents()[system]["paths"].items():
        for method, said in methods.items():
            yield address, method, said


@pytest.mark.parametrize("system", URLCONFS)
def test_every_reference_resolves_and_every_component_is_used(system: str):
    whole = _documents()[system]
    used = {node["$ref"] for node in _nodes(whole) if isinstance(node, dict) and "$ref" in node}
    for one in used:
        place: Any = whole
        for part in one.removeprefix("#/").split("/"):
            place = place[part]
    named = {f"#/components/schemas/{name}" for name in whole["components"]["schemas"]}
    assert named <= used


@pytest.mark.parametrize("system", URLCONFS)
def test_the_head_says_what_it_is(system: str):
    whole = _documents()[system]
    assert re.fullmatch(r"3\.1\.\d", whole["openapi"])
    assert whole["info"]["title"]
    assert whole["info"]["version"]
    assert whole["components"]["securitySchemes"]["certificate"]["type"] == "mutualTLS"
    assert whole["security"] == [{"certificate": []}]
    assert set(whole) <= {
        "openapi", "info", "jsonSchemaDialect", "servers", "security", "tags", "paths", "components",
    }  # fmt: skip


@pytest.mark.parametrize("system", URLCONFS)
def test_every_route_is_there(system: str):
    patterns = import_module(URLCONFS[system]).urlpatterns
    routes = {"/" + ARGUMENT.sub(r"{\2}", str(pattern.pattern)) for pattern in patterns}
    assert set(_documents()[system]["paths"]) == routes
    for pattern in patterns:
        address = "/" + ARGUMENT.sub(r"{\2}", str(pattern.pattern))
        sides = getattr(pattern.callback, "sides", (pattern.callback,))
        assert set(_documents()[system]["paths"][address]) == {side.method.lower() for side in sides}


@pytest.mark.parametrize("system", URLCONFS)
def test_every_operation_says_permission_reply_and_refusals(system: str):
    seen = []
    for address, method, said in _operations(system):
        seen.append(said["operationId"])
        assert method in METHODS
        assert said["summary"], address
        assert said["x-permission"], address
        assert said["tags"]
        (success,) = [code for code in said["responses"] if code.startswith("2")]
        for media, shape in said["responses"][success]["content"].items():
            assert shape.get("schema") or media != "application/json", address
        refused = {code for code in said["responses"] if code[0] in "45"}
        assert (refused == set()) if said["x-permission"] == PUBLIC else {"401", "403", "503"} <= refused
        in_path = {one["name"] for one in said.get("parameters", []) if one.get("in") == "path"}
        assert in_path == set(re.findall(r"\{(\w+)\}", address))
        assert ("requestBody" in said) is (method == "post"), address
    assert len(set(seen)) == len(seen)


def test_a_key_is_demanded_where_the_door_demands_it():
    for system in URLCONFS:
        for one in endpoints.of_process(system):
            said = _documents()[system]["paths"][one.path][one.method.lower()]
            named = {"$ref": "#/components/parameters/IdempotencyKey"} in said.get("parameters", [])
            assert named is (one.remembers is not None), one.path


def test_parameters_behind_the_question_mark():
    said = _documents()["registry"]["paths"]["/api/residents/{addressee_number}"]["get"]
    found = {one["name"]: one["schema"] for one in said["parameters"] if one["in"] == "query"}
    assert set(found) == {"as_of", "known_at", "record", "with"}
    assert found["as_of"] == {"type": "string", "format": "date"}
    assert found["with"] == {"enum": ["individual_number"]}


def test_a_certificate_is_a_pdf_with_headers():
    success = _documents()["registry"]["paths"]["/api/certificates"]["post"]["responses"]["201"]
    assert set(success["content"]) == {"application/pdf"}
    assert set(success["headers"]) == {"Juki-Issue-Number", "Juki-Transaction"}


def test_a_verified_certificate_alone_opens_one_route_and_nothing_is_public_but_health():
    for system in URLCONFS:
        by_right = {said["x-permission"]: address for address, _, said in _operations(system)}
        assert by_right[VERIFIED] == "/api/openapi.json"
        assert by_right[PUBLIC] == "/health"


@pytest.mark.parametrize("system", URLCONFS)
def test_every_pattern_is_one_of_ecma_and_of_python(system: str):
    patterns = {
        node["pattern"]
        for node in _nodes(_documents()[system])
        if isinstance(node, dict) and isinstance(node.get("pattern"), str)
    }
    assert patterns
    for pattern in patterns:
        assert "\\" not in ESCAPES.sub("", pattern), pattern
        assert not GROUPS.search(pattern), pattern
        assert re.compile(pattern)


@pytest.mark.parametrize("one", [one for one in endpoints.endpoints() if one.reply], ids=lambda one: one.path)
def test_a_reply_can_be_written_by_its_type(one: endpoints.Endpoint):
    assert msgspec.json.schema(one.reply)


def test_what_was_read_by_its_type_is_what_the_schema_says():
    def show(_request: object, _visit: object) -> None:
        """Show."""

    class Twice(msgspec.Struct):
        """Named as another."""

        text: str

    first = Twice
    view = read_endpoint(permission="x.see", reply=list[first])(show)
    found = endpoints.routes.endpoints([path("api/x", view)], system="x")
    whole = document(found, system="x")
    said = whole["paths"]["/api/x"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert said == {"type": "array", "items": {"$ref": "#/components/schemas/Twice"}}


def test_a_view_without_a_reply_is_refused(monkeypatch: pytest.MonkeyPatch):
    view = read_endpoint(permission="registry.x")(lambda: None)
    monkeypatch.setattr(endpoints.routes, "endpoints", endpoints.routes.endpoints)
    monkeypatch.setattr(
        endpoints, "import_module", lambda _name: type("Module", (), {"urlpatterns": [path("api/y", view)]})
    )
    with pytest.raises(UndeclaredRoute, match="/api/y"):
        list(endpoints.of_process("registry"))
