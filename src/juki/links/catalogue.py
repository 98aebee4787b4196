"""All content types by name, and the callee that each contract module belongs to."""

import inspect
from types import ModuleType

from juki.links import (
    addressee,
    business,
    cities,
    inquirer,
    intermediary,
    jpki,
    jukinet,
    kiosk,
    nation,
    nws,
    prefecture,
    registry,
    unified,
    universal,
)
from juki.links.message import Answer, Content, Message, Question

CONTRACTS: tuple[ModuleType, ...] = (
    registry, jukinet, kiosk, unified, intermediary, addressee, prefecture, nation, cities, nws, inquirer, business, jpki,
)  # fmt: skip


def contents(module: ModuleType) -> list[type[Content]]:
    """Messages, questions and answers that a contract module offers."""
    return [
        thing
        for _, thing in inspect.getmembers(module, inspect.isclass)
        if issubclass(thing, Content) and thing not in {Content, Message, Question, Answer}
    ]


TYPES: dict[str, type[Content]] = {
    kind.name: kind for module in (*CONTRACTS, universal) for kind in contents(module)
}
