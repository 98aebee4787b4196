"""Who may import which contract: only ``peers`` of x, and of y's contract only if links.toml has x → y (or y is x)."""

from pathlib import Path

import grimp
import pytest

from juki.links import topology
from juki.links.catalogue import CONTRACTS
from juki.links.identity import Identity

LINKS = topology.load(str(Path(__file__).parents[2] / "links.toml"))
CALLEES = {module.__name__.rpartition(".")[2] for module in CONTRACTS}
HOUSES = {
    **{str(one): f"juki.systems.{one}" for one in list(Identity)[:6]},
    "office": "juki.office",
    **{str(one): f"juki.outside.{one}" for one in list(Identity)[7:]},
}
ALWAYS = {
    "juki.links.post",
    "juki.links.wire",
    "juki.links.message",
    "juki.links.identity",
    "juki.links.errors",
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("juki", cache_dir=None)


def _house_of(module: str) -> str | None:
    return next(
        (name for name, house in HOUSES.items() if module == house or module.startswith(f"{house}.")), None
    )


def test_only_peers_import_contracts_and_only_of_their_links(graph: grimp.ImportGraph):
    wrong = []
    for module in graph.modules:
        house = _house_of(module)
        if house is None:
            continue
        for imported in graph.find_modules_directly_imported_by(module):
            callee = imported.removeprefix("juki.links.")
            if not imported.startswith("juki.links.") or callee not in CALLEES:
                continue
            permitted = callee == house or any(link.receiver == callee for link in LINKS.receivers(house))
            if ".peers" not in module or not permitted:
                wrong.append(f"{module} → {imported}")
    assert wrong == []


def test_links_know_no_system(graph: grimp.ImportGraph):
    for module in graph.modules:
        if module.startswith(("juki.links", "juki.paper", "juki.kernel")):
            imported = graph.find_modules_directly_imported_by(module)
            assert not [
                name for name in imported if name.startswith(("juki.systems", "juki.office", "juki.outside"))
            ]
