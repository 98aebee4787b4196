"""The base of every message, question and answer: frozen, versioned, strict."""

from typing import Any, ClassVar

import msgspec


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an envelope carries. ``name`` and ``version`` identify the shape for ever; a change is a new version."""

    name: ClassVar[str]
    version: ClassVar[int] = 1


class Message(Content, frozen=True, kw_only=True):
    """A fact that one system tells another: delivered in order, applied once."""


class Answer(Content, frozen=True, kw_only=True):
    """The reply to a question."""


class Question(Content, frozen=True, kw_only=True):
    """A request whose answer is waited for; asked outside any transaction."""

    answer: ClassVar[type[Any]]
