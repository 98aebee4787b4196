"""Where an attacker would knock: every address of every staff listener, found in the routes."""

import re
from collections.abc import Iterator
from importlib import import_module
from uuid import UUID

SCREENS = {
    "registry": "juki.systems.registry.web",
    "jukinet": "juki.systems.jukinet.web",
    "kiosk": "juki.systems.kiosk.web",
    "unified": "juki.systems.unified.web",
    "intermediary": "juki.systems.intermediary.web",
    "addressee": "juki.systems.addressee.web",
    "office": "juki.office.web",
    "outside": "juki.outside.web",
}
STANDS_FOR = {
    "uuid": str(UUID(int=7)),
    "int": "1",
    "path": "../../etc/passwd",
    "slug": "x",
}
RESOURCE = re.compile(r"static/|fonts/|health|signed-in|sign-out|kept-forms")


def addresses(screens: str, *, number: str = "0000000019") -> Iterator[tuple[str, set[str]]]:
    """Every address of a web package with its methods; whoever it is about has ``number``."""
    stands_for = {**STANDS_FOR, "str": number}
    for pattern in import_module(f"{screens}.urls").urlpatterns:
        route = str(pattern.pattern)
        if RESOURCE.match(route):
            continue
        sides = getattr(pattern.callback, "sides", (pattern.callback,))
        methods = {str(vars(side).get("method", "GET")) for side in sides}
        yield "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda one: stands_for[one[1] or "str"], route), methods


def permissions(screens: str) -> set[str]:
    """Every permission that a page of a web package asks for."""
    found = set()
    for pattern in import_module(f"{screens}.urls").urlpatterns:
        for side in getattr(pattern.callback, "sides", (pattern.callback,)):
            found.add(str(vars(side).get("permission", "")))
    return {one for one in found if "." in one}
