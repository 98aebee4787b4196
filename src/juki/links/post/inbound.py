"""What a system does with what it receives: one table of handlers and answers per identity of the process."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings

from juki.kernel.clock import Times
from juki.kernel.work import Act, Actor
from juki.links.message import Answer, Message, Question


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, in which trace, when; ``actor`` for the audit rows of the answer."""

    sender: str
    question_id: UUID
    trace: UUID
    times: Times
    actor: Actor


Handler = Callable[[Act, Any], None]
Answerer = Callable[[Asked, Any], Answer]


@dataclass(frozen=True, slots=True)
class Inbound:
    """``handlers`` run inside the inbox's transaction and raise a coded error to park; ``answers`` run outside any."""

    handlers: Mapping[type[Message], Handler] = field(default_factory=dict)
    answers: Mapping[type[Question], Answerer] = field(default_factory=dict)


@cache
def inbound(identity: str) -> Inbound:
    """The table of ``identity``, from ``INBOUND`` in the module that the settings name."""
    tables: Mapping[str, Inbound] = import_module(settings.JUKI_INBOUND).INBOUND
    return tables.get(identity, Inbound())
