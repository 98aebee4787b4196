"""Two presentations of one permit at one moment: one answer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from juki.links.intermediary import Permit, PermittedInquiry
from juki.links.post.inbound import Asked
from juki.outside.inquirer import peers as inquirer_peers
from juki.outside.nws import peers as nws_peers
from juki.outside.nws.records.models import Code
from juki.systems.intermediary.records.models import Provision
from juki.systems.intermediary.services import operations_inquiry
from support.approving import release_approved
from support.network import ACTOR, ENTRY, Network, grant, install, times


@pytest.fixture
def live(committing_db, wire, monkeypatch) -> Network:
    """The network on a database that really commits."""
    return install(wire, monkeypatch)


def at_once(function, count: int = 4) -> list:
    def one(_):
        try:
            return function()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def presented(token: str, given: Permit):
    question = PermittedInquiry(permit=token, linkage_code=given.linkage_code, answer_key=given.answer_key)
    asked = Asked(sender="nws", question_id=uuid4(), trace=uuid4(), times=times(), actor=ACTOR)
    return operations_inquiry.answer(asked, question)


def given_permit() -> Permit:
    now = times().machine
    return Permit(
        **ENTRY,
        permit=uuid4().hex,
        linkage_code=Code.objects.get(body="intermediary").code,
        answer_key=inquirer_peers.public_part(inquirer_peers.fresh_key()),
        issued_at=now,
        expires_at=now + timedelta(minutes=5),
    )


def test_one_permit_at_once(live: Network):
    live.person(1)
    given = given_permit()
    token = nws_peers.signed(given)
    answers = at_once(lambda: presented(token, given))
    assert sorted(answer.code for answer in answers) == ["", "MID-0204", "MID-0204", "MID-0204"]
    assert Provision.objects.filter(outcome="answered").count() == 1


def test_one_release_at_once(live: Network):
    trace = live.person(1)
    grant(
        "intermediary",
        "intermediary.flags",
        "intermediary.held",
        "intermediary.held.content",
        "intermediary.held.decide",
    )
    flagged = {"unified_number": _number(), "no_automatic_answer": True, "reason": "申出"}
    assert live.call("intermediary", "flags", flagged).status_code == 200
    assert live.ask(trace).json()["outcome"] == "held"
    (row,) = live.call("intermediary", "held").json()["held"]
    content = live.call("intermediary", f"held/{row['record']}/content").json()
    form = {
        "record": row["record"],
        "decision": "released",
        "copy_version": content["copy"]["version"],
        "reason": "確認",
    }
    release_approved(client="clerk")
    assert live.call("intermediary", "held/decide", form).status_code == 200

    def ask():
        given = given_permit()
        return presented(nws_peers.signed(given), given)

    answers = at_once(ask)
    assert sorted(answer.outcome for answer in answers) == ["answered", "held", "held", "held"]


def _number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select number from unified_person")
        return cursor.fetchone()[0]
