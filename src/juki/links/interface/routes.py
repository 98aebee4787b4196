"""The endpoints of a urlconf, by what their views declare."""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.urls import URLPattern

View = Callable[..., Any]
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one route. ``remembers`` is None where no Idempotency-Key is asked for.

    ``arguments`` are the parts of the path with their converters, ``query`` the parameters behind it (type, meaning),
    ``takes`` a body that is no form of ours (content type, type), ``reply`` the type of a JSON reply.
    """

    system: str
    path: str
    method: str
    permission: str
    says: str
    body: type[msgspec.Struct] | None
    remembers: bool | None
    status: str
    content_type: str
    arguments: Mapping[str, str]
    query: Mapping[str, tuple[object, str]]
    headers: Mapping[str, str]
    takes: tuple[str, object] | None
    reply: object
    module: str

    @property
    def schema(self) -> str:
        """File name of the body's schema, empty without one."""
        return f"api/{self.system}.{self.body.__name__}.schema.json" if self.body else ""


def endpoints(patterns: Sequence[URLPattern], *, system: str) -> Iterator[Endpoint]:
    """All methods of all routes in the order of the urlconf; ``system`` is whose they are unless a view says more."""
    for pattern in patterns:
        route = str(pattern.pattern)
        arguments = {name: kind or "str" for kind, name in ARGUMENT.findall(route)}
        for side in getattr(pattern.callback, "sides", (pattern.callback,)):
            yield _endpoint(system, "/" + ARGUMENT.sub(r"{\2}", route), arguments, side)


def _endpoint(system: str, path: str, arguments: Mapping[str, str], view: View) -> Endpoint:
    served, said = inspect.unwrap(view), vars(view)
    return Endpoint(
        system=said.get("system") or system,
        path=path,
        method=said.get("method", ""),
        permission=str(said.get("permission", "")),
        says=_says(served),
        body=said.get("body"),
        remembers=said.get("remembers"),
        status=str(said.get("status", 200)),
        content_type=said.get("media", "application/json"),
        arguments=arguments,
        query=said.get("query", {}),
        headers=said.get("headers", {}),
        takes=said.get("takes"),
        reply=said.get("reply"),
        module=served.__module__,
    )


def _says(served: View) -> str:
    """The first paragraph of the docstring on one line."""
    return " ".join((inspect.getdoc(served) or "").partition("\n\n")[0].split())
