"""One OpenAPI document per process, the same that the process serves under ``/api/openapi.json``."""

from collections.abc import Iterator

from juki.launch.reference.applications import URLCONFS
from juki.launch.reference.endpoints import of_process
from juki.launch.reference.messages import as_json
from juki.links.interface.document import document


def pages() -> Iterator[tuple[str, str]]:
    """``openapi/<process>.json``.

    Raises:
        UndeclaredRoute: see :func:`juki.launch.reference.endpoints.of_process`.
    """
    for system in URLCONFS:
        yield f"openapi/{system}.json", as_json(document(of_process(system), system=system))
