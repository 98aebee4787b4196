"""The inbound tables of all systems in one process; a test may put its own in place of one."""

from importlib import import_module
from importlib.util import find_spec

from juki.links.post.inbound import Inbound

INBOUND: dict[str, Inbound] = {}
for _module in (
    *(f"juki.systems.{name}.api.inbound" for name in
      ("registry", "jukinet", "kiosk", "unified", "intermediary", "addressee")),
    "juki.office.api.inbound",
    "juki.outside.inbound",
):  # fmt: skip
    try:
        _found = find_spec(_module)
    except ModuleNotFoundError:
        _found = None
    if _found is not None:
        INBOUND.update(import_module(_module).INBOUND)
