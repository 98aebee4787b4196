"""Every route of the city, read from the urlconfs and the declarations of the views."""

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

from juki.kernel.errors import JukiError
from juki.launch.reference.applications import URLCONFS
from juki.links.interface import routes
from juki.links.interface.routes import Endpoint

SHARED = "links"
"""The routes that every process has."""


class UndeclaredRoute(JukiError):
    """A view does not say by which method and permission it is called, or what it replies."""

    code = "LCH-0507"
    text = "{system} の {route} に方式・権限・応答の宣言がありません。endpoint の装飾子を使って宣言してください。"


def endpoints() -> list[Endpoint]:
    """All endpoints in the order of the urlconfs, each shared one once.

    Raises:
        UndeclaredRoute: see :func:`of_process`.
    """
    found: dict[tuple[str, str, str], Endpoint] = {}
    for system in URLCONFS:
        for one in of_process(system):
            own = replace(one, system=SHARED) if one.module.startswith("juki.links.") else one
            found.setdefault((own.system, own.path, own.method), own)
    return sorted(found.values(), key=lambda one: _place(one.system))


def of_process(system: str) -> Iterator[Endpoint]:
    """The endpoints that one process serves to programs.

    Raises:
        UndeclaredRoute: a view says neither its permission nor its method, or no reply.
    """
    for one in routes.endpoints(import_module(URLCONFS[system]).urlpatterns, system=system):
        if not (one.permission and one.method and (one.reply or one.content_type != "application/json")):
            raise UndeclaredRoute(route=one.path, system=system)
        yield one


def _place(system: str) -> int:
    known = [*URLCONFS, "inquirer", "business", "cities", "cards", "centre", SHARED]
    return known.index(system)
