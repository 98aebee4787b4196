"""Signing out at a system ends the session of the office, and so everywhere."""

from uuid import uuid4

import msgspec
import pytest

from juki.office.records.models import Session


def ask(party, body):
    return party.call("/sign-in/sign-outs", msgspec.json.encode(body), "application/json")


def test_the_session_ends_here_and_everywhere(browser, party, person):
    browser.sign_in("clerk", person())
    sid, last = str(Session.objects.get().sid), party.revocations()["last"]
    assert ask(party, {"sid": sid}).json() == {"ended": True}
    assert Session.objects.get().ended_at is not None
    assert [one["sid"] for one in party.revocations(last)["revoked"]] == [sid]
    assert ask(party, {"sid": sid}).json() == {"ended": False}


@pytest.mark.parametrize(
    "body", [{}, {"sid": "x"}, {"sid": str(uuid4()), "sub": "clerk"}], ids=["none", "text", "more"]
)
def test_nothing_else_can_be_asked(party, body):
    assert ask(party, body).status_code == 400
