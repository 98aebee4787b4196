"""The refusals of an interface: RFC 9457 with our codes, one response per status."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from types import ModuleType
from typing import Annotated, Any

import msgspec

from juki.kernel.door.endpoint import PUBLIC
from juki.kernel.errors import JukiError
from juki.links.interface.routes import Endpoint

RULE = 422
ALWAYS = frozenset({400, 405, 408, 431, 503})
WITH_BODY = frozenset({409, 413, RULE})


class Fault(msgspec.Struct, frozen=True):
    """One of several faults of a form: the path of its field (``persons.1.birth``, from 0), code and Japanese text."""

    path: str
    code: str
    text: str


class Problem(msgspec.Struct, frozen=True):
    """What a refused call replies; it changed nothing. ``code`` is stable, ``title`` says in Japanese what to do.

    ``errors`` stand there when a form has faults at several fields.
    """

    type: Annotated[str, msgspec.Meta(pattern=r"\Aurn:juki:error:[A-Z]{3}-[0-9]+\Z")]
    code: Annotated[str, msgspec.Meta(pattern=r"\A[A-Z]{3}-[0-9]+\Z")]
    title: str
    status: int
    errors: list[Fault] | msgspec.UnsetType = msgspec.UNSET


def responses(houses: Iterable[str]) -> dict[str, Any]:
    """One response per status, with the codes of the door and of ``houses`` (packages that have an ``errors``)."""
    codes: dict[int, dict[str, str]] = {RULE: {}}
    for house in ("juki.kernel.door", "juki.links", *houses):
        for error in _errors(house):
            codes.setdefault(error.status, {})[error.code] = error.text
    return {
        name(status): _response(status, dict(sorted(found.items())))
        for status, found in sorted(codes.items())
    }


def name(status: int) -> str:
    """The component of a status, such as ``Refused409``."""
    return f"Refused{status}"


def of_endpoint(one: Endpoint) -> list[int]:
    """With which statuses an endpoint may refuse."""
    if one.permission == PUBLIC:
        return []
    with_body = WITH_BODY if one.method == "POST" else frozenset({RULE} if one.arguments or one.query else ())
    found = frozenset({404} if one.arguments or one.method == "POST" else ())
    return sorted(ALWAYS | {401, 403} | found | with_body)


def _errors(house: str) -> list[type[JukiError]]:
    found = [vars(module).values() for module in _modules(house)]
    return [
        error
        for error in chain.from_iterable(found)
        if isinstance(error, type) and issubclass(error, JukiError) and "code" in vars(error)
    ]


def _modules(house: str) -> Iterator[ModuleType]:
    for place in (house, f"{house}.domain"):
        if find_spec(place) and find_spec(f"{place}.errors"):
            yield import_module(f"{place}.errors")


def _response(status: int, codes: dict[str, str]) -> dict[str, Any]:
    return {
        "description": f"Refused: {HTTPStatus(status).phrase}. `x-codes`: those of the door and of this system.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        "x-codes": codes,
    }
