"""Messages that several callees receive in the same shape."""

from typing import ClassVar, Literal

from juki.links.blocks import Block, Code, Text
from juki.links.message import Message


class Receipt(Message, frozen=True, kw_only=True):
    """What became of a message at ``station``, told to whoever brought the trace there, hop by hop to its origin."""

    name: ClassVar[str] = "receipt"

    station: Code
    message: Code
    message_id: Code
    state: Literal["applied", "parked", "superseded"]
    code: Code = ""
    at: Code


class GrantBlock(Block, frozen=True, kw_only=True):
    """A permission over legal days, ``valid_to`` excluded."""

    permission: Text
    valid_from: Code
    valid_to: Code | None = None


class AccessGrants(Message, frozen=True, kw_only=True):
    """office → systems: all permissions of one client at this system; an empty list withdraws every right."""

    name: ClassVar[str] = "access-grants"

    client: Text
    grants: tuple[GrantBlock, ...]
