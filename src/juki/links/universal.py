"""Messages that several callees receive in the same shape."""

from typing import ClassVar, Literal

from juki.links.blocks import Block
from juki.links.message import Message


class Receipt(Message, frozen=True, kw_only=True):
    """What became of a message at ``station``, told to whoever brought the trace there, hop by hop to its origin."""

    name: ClassVar[str] = "receipt"

    station: str
    message: str
    message_id: str
    state: Literal["applied", "parked", "superseded"]
    code: str = ""
    at: str


class GrantBlock(Block, frozen=True, kw_only=True):
    """A permission over legal days, ``valid_to`` excluded."""

    permission: str
    valid_from: str
    valid_to: str | None = None


class AccessGrants(Message, frozen=True, kw_only=True):
    """office → systems: all permissions of one client at this system; an empty list withdraws every right."""

    name: ClassVar[str] = "access-grants"

    client: str
    grants: tuple[GrantBlock, ...]
