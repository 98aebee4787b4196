"""States of an application, who reviews it, and what must be confirmed."""

import pytest

from juki.kernel.errors import JukiError
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.application import (
    CLOSED,
    TRANSITIONS,
    Action,
    State,
    demand_confirmed,
    demand_evidence,
    demand_other_person,
    following,
)

ALLOWED = {
    "received": {"enter": "provisional", "withdraw": "withdrawn"},
    "provisional": {
        "enter": "provisional", "check": "provisional", "submit": "in_review", "withdraw": "withdrawn",
    },
    "in_review": {"return": "returned", "approve": "recorded", "withdraw": "withdrawn"},
    "returned": {"enter": "provisional", "withdraw": "withdrawn"},
    "recorded": {},
    "withdrawn": {},
}  # fmt: skip


def refusal(check, *args, **named):
    """What ``check`` raises, if anything."""
    try:
        check(*args, **named)
    except JukiError as error:
        return error
    return None


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("state", list(State))
@pytest.mark.proves("STD:4.0.8/2", "C:in.verify_content@1")
def test_what_is_not_in_the_table_is_refused(state, action):
    wanted = ALLOWED[state].get(action)
    if wanted:
        assert following(state, action) == wanted
        return
    with pytest.raises(JukiError) as refused:
        following(state, action)
    assert refused.value.code == "REG-0604"
    assert state.label in refused.value.message


def test_only_a_review_records_and_nothing_leaves_a_closed_state():
    assert [key for key, state in TRANSITIONS.items() if state is State.RECORDED] == [
        (State.IN_REVIEW, Action.APPROVE)
    ]
    assert not any(state in CLOSED for state, _ in TRANSITIONS)


@pytest.mark.proves("C:in.four_eyes@1")
def test_nobody_reviews_what_they_typed():
    demand_other_person({"client:one", "client:two"}, "client:three")
    for author in ("client:one", "client:two"):
        with pytest.raises(JukiError, match="REG-0605"):
            demand_other_person({"client:one", "client:two"}, author)


@pytest.mark.parametrize(
    ("found", "reasons", "code"),
    [
        ((), {}, ""),
        ((Alert.LATE,), {"REG-0181": "郵送で遅れた"}, ""),
        ((Alert.LATE,), {}, "REG-0607"),
        ((Alert.LATE, Alert.HEADLESS), {"REG-0181": "郵送で遅れた"}, "REG-0607"),
        ((Alert.LATE,), {"REG-0181": " 　"}, "REG-0609"),
        ((), {"REG-0181": "念のため"}, "REG-0608"),
        ((Alert.LATE,), {"REG-0181": "遅れた", "REG-0182": "念のため"}, "REG-0608"),
    ],
)
@pytest.mark.proves("STD:11.1/4")
def test_every_alert_found_and_no_other_is_confirmed(found, reasons, code):
    refused = refusal(demand_confirmed, found, reasons)
    assert (refused.code if refused else "") == code
    if refused and code == "REG-0607":
        missing = {f"alerts.{alert.code}" for alert in found if alert.code not in reasons}
        assert {one.path for one in refused.details} == missing


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"documents": ()}, "REG-0612"),
        ({"documents": (" ",)}, "REG-0612"),
        ({"documents": (), "capacity": "ex_officio"}, ""),
        ({"capacity": "agent"}, "REG-0611"),
        ({"capacity": "agent", "name": "代理", "mandate": "委任状"}, "REG-0611"),
        ({"capacity": "agent", "mandate": "委任状", "mandate_checked": "自署"}, "REG-0611"),
        ({"capacity": "agent", "name": "代理", "mandate": "委任状", "mandate_checked": "自署"}, ""),
        ({"capacity": "legal_agent", "name": "代理"}, "REG-0611"),
    ],
)
@pytest.mark.proves("C:in.face_id@1", "C:in.face_id@2", "C:in.face_id@3", "C:in.face_id@4")
def test_who_comes_shows_who_they_are_and_by_what_right(changes, code):
    given = {
        "capacity": "self", "name": "", "documents": ("旅券",), "mandate": "", "mandate_checked": "", **changes,
    }  # fmt: skip
    refused = refusal(demand_evidence, **given)
    assert (refused.code if refused else "") == code
