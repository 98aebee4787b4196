"""異動 as an application: its states, who may review it, and which alerts must be confirmed before it goes on.

Source: STD 4.0.8, 4.0.9; document III(1)2 リスク3; docs/rules/application.md.
"""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.application_errors import (
    AlertsUnconfirmed,
    NoDocument,
    NoMandate,
    NoReason,
    NotInThisState,
    SamePerson,
    UnknownAlert,
)


class State(StrEnum):
    """Where an application stands."""

    RECEIVED = "received"
    PROVISIONAL = "provisional"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    RECORDED = "recorded"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """As shown."""
        return _LABELS[self]


class Action(StrEnum):
    """What may be done with it."""

    ENTER = "enter"
    CHECK = "check"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    WITHDRAW = "withdraw"


_LABELS = {
    State.RECEIVED: "受付済み",
    State.PROVISIONAL: "仮登録",
    State.IN_REVIEW: "審査中",
    State.RETURNED: "差戻し",
    State.RECORDED: "本登録",
    State.WITHDRAWN: "取消",
}

CLOSED = frozenset({State.RECORDED, State.WITHDRAWN})
"""Nothing more happens to these."""

TRANSITIONS: Mapping[tuple[State, Action], State] = MappingProxyType(
    {
        (State.RECEIVED, Action.ENTER): State.PROVISIONAL,
        (State.RECEIVED, Action.WITHDRAW): State.WITHDRAWN,
        (State.PROVISIONAL, Action.ENTER): State.PROVISIONAL,
        (State.PROVISIONAL, Action.CHECK): State.PROVISIONAL,
        (State.PROVISIONAL, Action.SUBMIT): State.IN_REVIEW,
        (State.PROVISIONAL, Action.WITHDRAW): State.WITHDRAWN,
        (State.IN_REVIEW, Action.RETURN): State.RETURNED,
        (State.IN_REVIEW, Action.APPROVE): State.RECORDED,
        (State.IN_REVIEW, Action.WITHDRAW): State.WITHDRAWN,
        (State.RETURNED, Action.ENTER): State.PROVISIONAL,
        (State.RETURNED, Action.WITHDRAW): State.WITHDRAWN,
    }
)
"""Everything that is allowed; whatever is not here is not."""

BY_AGENT = frozenset({"agent", "legal_agent"})
"""Capacities in which somebody acts for the person who moves."""


def following(state: State, action: Action) -> State:
    """The state after ``action``.

    Raises:
        NotInThisState: the state does not allow it.
    """
    found = TRANSITIONS.get((state, action))
    if found is None:
        raise NotInThisState(state=state.label)
    return found


def demand_other_person(authors: Collection[str], reviewer: str) -> None:
    """Whoever received, entered, changed or submitted it (``authors``) does not review it.

    Source: STD 4.0.8; document III(1)2 リスク3 (確認は入力者以外の者が行う).

    Raises:
        SamePerson: ``reviewer`` is one of them.
    """
    if reviewer in authors:
        raise SamePerson


def demand_confirmed(found: Sequence[Alert], reasons: Mapping[str, str]) -> None:
    """Every alert that was found is confirmed with a reason, and nothing else is.

    Source: STD 11.1.

    Raises:
        NoReason: a reason without any word.
        UnknownAlert: a confirmation of what was not found.
        AlertsUnconfirmed: with what is missing.
    """
    codes = {alert.code for alert in found}
    for code, reason in reasons.items():
        demand_reason(reason)
        if code not in codes:
            raise UnknownAlert
    missing = [alert for alert in found if alert.code not in reasons]
    if missing:
        raise AlertsUnconfirmed(missing)


def demand_reason(reason: str) -> None:
    """A reason says something.

    Raises:
        NoReason: it is blank.
    """
    if not reason.strip():
        raise NoReason


def demand_evidence(
    *, capacity: str, name: str, documents: Sequence[str], mandate: str, mandate_checked: str
) -> None:
    """Who comes shows who they are; who acts for another shows the mandate, and what was checked of it is noted.

    Source: 住基法27条; document III(1)2.

    Raises:
        NoDocument: no identity document, unless the office acts of itself (職権).
        NoMandate: an agent without name, mandate or what was checked.
    """
    if capacity != "ex_officio" and not any(document.strip() for document in documents):
        raise NoDocument
    if capacity in BY_AGENT and not (name.strip() and mandate.strip() and mandate_checked.strip()):
        raise NoMandate
