"""Requests that our rules rejected: they wait in the inbox, and there the error lists find them."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec

from juki.links.post import parking
from juki.links.unified import NumberingRequest

LINK_CODES = "LNK-"


class Rejected(NamedTuple):
    """A rejected 付番依頼 without its content."""

    message_id: UUID
    addressee_number: str
    code: str
    why: str
    received_at: datetime
    trace: UUID


def rejected_requests() -> Iterator[Rejected]:
    """Every 付番依頼 that a rule rejected, in the order they came; those that only wait behind one are left out."""
    rows = parking.parked("unified").filter(name=NumberingRequest.name, sender="registry")
    for row in rows.exclude(code__startswith=LINK_CODES):
        yield Rejected(
            row.message_id, _addressee(row.body or ""), row.code, row.why, row.received_at, row.trace
        )


def _addressee(body: str) -> str:
    try:
        return msgspec.json.decode(body, type=NumberingRequest).addressee_number
    except msgspec.DecodeError:
        return ""
