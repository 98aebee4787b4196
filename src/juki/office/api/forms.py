"""What is posted to the office and what it replies."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from juki.kernel.door.forms import Reason
from juki.office.domain.client import ClientKind
from juki.office.domain.permission import System


class ClientForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A client to enter."""

    client: str
    kind: ClientKind
    section: str
    reason: Reason


class GrantForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A permission to grant; ``valid_to`` is the first day without it."""

    client: str
    system: System
    permission: str
    valid_from: date
    reason: Reason
    valid_to: date | None = None


class WithdrawalForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A client to withdraw everywhere."""

    client: str
    reason: Reason


class ClientAdded(msgspec.Struct, frozen=True):
    """The client that is in the directory now."""

    client: str


class Ruled(msgspec.Struct, frozen=True):
    """Whose rights changed, and the trace by which the news travels."""

    client: str
    trace: UUID


class GrantReply(msgspec.Struct, frozen=True):
    """A grant in force or scheduled."""

    system: str
    permission: str
    valid_from: date
    valid_to: date | None
    granted_by: str
    reason: str


class DecisionReply(msgspec.Struct, frozen=True):
    """A decision as it was made."""

    kind: str
    system: str | None
    permission: str | None
    valid_from: date | None
    valid_to: date | None
    decided_by: str
    reason: str
    legal_day: date
    recorded_at: datetime


class ClientReply(msgspec.Struct, frozen=True):
    """A client with grants and decisions."""

    client: str
    kind: str
    section: str
    active: bool
    grants: list[GrantReply]
    decisions: list[DecisionReply]
