"""Every route of the city, read from the urlconfs and the declarations of the views."""

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import msgspec
from django.urls import URLPattern

from juki.kernel.door.endpoint import PEER, PUBLIC
from juki.kernel.errors import JukiError
from juki.launch.reference.applications import URLCONFS

View = Callable[..., Any]

SHARED = "links"
"""The routes that every process has."""

METHODS = {PUBLIC: "GET", PEER: "POST"}
_STATUS = re.compile(r"status=(\d{3})")
_TYPE = re.compile(r'content_type="([a-z/]+)"')
_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


class UndeclaredRoute(JukiError):
    """A view does not say by which method and permission it is called."""

    code = "LCH-0507"
    text = (
        "{system} の {route} に方式または権限の宣言がありません。endpoint の装飾子を使って宣言してください。"
    )


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one route. ``remembers`` is None where no Idempotency-Key is asked for."""

    system: str
    path: str
    method: str
    permission: str
    says: str
    body: type[msgspec.Struct] | None
    remembers: bool | None
    status: str
    content_type: str

    @property
    def schema(self) -> str:
        """File name of the body's schema, empty without one."""
        return f"api/{self.system}.{self.body.__name__}.schema.json" if self.body else ""


def endpoints() -> list[Endpoint]:
    """All endpoints in the order of the urlconfs, each shared one once.

    Raises:
        UndeclaredRoute: a view says neither its permission nor its method.
    """
    found: dict[tuple[str, str, str], Endpoint] = {}
    for system, urlconf in URLCONFS.items():
        for path, view in _routes(import_module(urlconf).urlpatterns):
            for side in getattr(view, "sides", (view,)):
                one = _endpoint(system, path, side)
                found.setdefault((one.system, one.path, one.method), one)
    return sorted(found.values(), key=lambda one: _place(one.system))


def _place(system: str) -> int:
    known = [*URLCONFS, "inquirer", "business", SHARED]
    return known.index(system)


def _routes(patterns: Sequence[URLPattern]) -> Iterator[tuple[str, View]]:
    for pattern in patterns:
        yield "/" + _ARGUMENT.sub(r"{\1}", str(pattern.pattern)), pattern.callback


def _endpoint(system: str, path: str, view: View) -> Endpoint:
    served = inspect.unwrap(view)
    permission = str(getattr(view, "permission", ""))
    method = getattr(view, "method", METHODS.get(permission, ""))
    if not (permission and method):
        raise UndeclaredRoute(route=path, system=system)
    source = inspect.getsource(served)
    return Endpoint(
        system=_owner(system, view, served),
        path=path,
        method=method,
        permission=permission,
        says=_says(served),
        body=getattr(view, "body", None),
        remembers=getattr(view, "remembers", None),
        status=_first(_STATUS, source) or "200",
        content_type=_first(_TYPE, source) or "application/json",
    )


def _owner(system: str, view: View, served: View) -> str:
    if served.__module__.startswith("juki.links."):
        return SHARED
    return getattr(view, "system", "") or system


def _says(served: View) -> str:
    """The first paragraph of the docstring on one line; a link's door has none of its own."""
    return " ".join((inspect.getdoc(served) or "").partition("\n\n")[0].split())


def _first(pattern: re.Pattern[str], source: str) -> str:
    found = pattern.search(source)
    return found[1] if found else ""
