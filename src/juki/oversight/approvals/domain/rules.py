"""When a request may be decided, taken back and used. Moments are the city's."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from juki.kernel.clock import JAPAN
from juki.oversight.approvals.errors import (
    AlreadyDecided,
    Expired,
    NoSuchRequest,
    NotApproved,
    OwnRequest,
    Revoked,
    UsedAlready,
)


class State(StrEnum):
    """A request is asked for; then approved or refused; then used; or taken back by its author before that."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    REVOKED = "revoked"
    USED = "used"


WORDS = {
    State.ASKED: "承認待ち", State.APPROVED: "承認済み", State.REFUSED: "不承認", State.REVOKED: "取消し",
    State.USED: "使用済み",
}  # fmt: skip


class Standing(Protocol):
    """A request as the rules see it."""

    state: str
    asked_by: str
    decided_by: str
    expires_at: datetime


def demand_other_person(author: str, approver: str) -> None:
    """The one who asks and the one who approves are two.

    Raises:
        OwnRequest: they are not.
    """
    if author == approver:
        raise OwnRequest


def demand_decidable(one: Standing, *, approver: str, now: datetime) -> None:
    """Whether ``approver`` may say yes or no.

    Raises:
        OwnRequest: it is their own.
        AlreadyDecided: it does not wait.
        Expired: it waited too long.
    """
    demand_other_person(one.asked_by, approver)
    if one.state != State.ASKED:
        raise AlreadyDecided
    demand_in_time(one, now=now)


def demand_revocable(one: Standing, *, by: str) -> None:
    """Whether ``by`` may take it back.

    Raises:
        NoSuchRequest: it is somebody else's.
        UsedAlready: the act was done.
        AlreadyDecided: it was refused, or taken back before.
    """
    if one.asked_by != by:
        raise NoSuchRequest
    if one.state == State.USED:
        raise UsedAlready
    if one.state not in (State.ASKED, State.APPROVED):
        raise AlreadyDecided


def demand_usable(one: Standing, *, by: str, now: datetime) -> None:
    """Whether ``by`` may do the act by it.

    Raises:
        OwnRequest: the approver would do it, or approved it alone.
        NoSuchRequest: somebody else asked.
        UsedAlready, Revoked, NotApproved, Expired: it does not count (any more).
    """
    if one.decided_by in (by, one.asked_by):
        raise OwnRequest
    if one.asked_by != by:
        raise NoSuchRequest
    if one.state == State.USED:
        raise UsedAlready
    if one.state == State.REVOKED:
        raise Revoked
    if one.state != State.APPROVED:
        raise NotApproved(state=WORDS[State(one.state)])
    demand_in_time(one, now=now)


def demand_in_time(one: Standing, *, now: datetime) -> None:
    """A request lasts until the moment it names, that moment excluded.

    Raises:
        Expired: it does not last any more.
    """
    if now >= one.expires_at:
        raise Expired(at=f"{one.expires_at.astimezone(JAPAN):%Y-%m-%d %H:%M}")
