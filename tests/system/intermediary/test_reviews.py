"""自動応答不可: held, looked at, released or refused."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from juki.kernel.door.models import PostedForm
from juki.links.unified import HouseholdFact
from juki.systems.intermediary.domain import review
from juki.systems.intermediary.domain.provision import Permitted
from juki.systems.intermediary.records.models import Copy, Flag, Provision, Ruling
from juki.systems.intermediary.services import reviews
from juki.systems.unified.records.models import Person
from support.approving import release_approved
from support.network import Network, grant, request


@pytest.fixture
def flagged(network: Network) -> UUID:
    """A person whose inquiries are held; the trace."""
    trace = network.person(1)
    grant(
        "intermediary",
        "intermediary.flags",
        "intermediary.held",
        "intermediary.held.content",
        "intermediary.held.decide",
    )
    flag(network, on=True)
    return trace


def flag(network: Network, *, on: bool) -> None:
    form = {
        "unified_number": Person.objects.get().number,
        "no_automatic_answer": on,
        "reason": "支援措置の申出",
    }
    assert network.call("intermediary", "flags", form).status_code == 200


def decide(network: Network, decision: str, **changes):
    if decision == "released":
        release_approved(client="clerk")
    (row,) = network.call("intermediary", "held").json()["held"]
    content = network.call("intermediary", f"held/{row['record']}/content").json()
    form = {
        "record": row["record"], "decision": decision, "copy_version": content["copy"]["version"],
        "reason": "内容確認済", **changes,
    }  # fmt: skip
    return network.call("intermediary", "held/decide", form)


def test_a_held_inquiry_is_released_once(network: Network, flagged):
    reply = network.ask(flagged).json()
    assert (reply["outcome"], reply["code"], reply["household"]) == ("held", "MID-0210", None)
    again = network.ask(flagged).json()
    assert again["outcome"] == "held"
    assert Provision.objects.filter(outcome="held").count() == 2
    (row,) = network.call("intermediary", "held").json()["held"]
    shown = network.call("intermediary", f"held/{row['record']}/content").json()
    assert shown["copy"]["relationship"] == "妻"
    assert shown["inquiry"]["agency"] == "AG-003"
    assert decide(network, "released").status_code == 200
    assert network.call("intermediary", "held").json() == {"held": []}
    assert network.ask(flagged).json()["household"]["relationship"] == "妻"
    assert network.ask(flagged).json()["outcome"] == "held"
    assert Provision.objects.get(outcome="answered").ruling == Ruling.objects.get()


def test_a_held_inquiry_is_refused_once(network: Network, flagged):
    network.ask(flagged)
    decide(network, "refused")
    reply = network.ask(flagged).json()
    assert (reply["outcome"], reply["code"]) == ("refused", "MID-0209")
    assert network.ask(flagged).json()["outcome"] == "held"


def test_a_release_is_for_the_asker_the_purpose_and_the_content_that_was_seen(network: Network, flagged):
    network.ask(flagged)
    decide(network, "released")
    other = {"agency": "AG-005", "duty": "DU-005", "procedure": "PR-005-1"}
    assert network.ask(flagged, **other).json()["outcome"] == "held"
    household = HouseholdFact(is_head=True, head_name="見本　第1", relationship="世帯主")
    network.post(msgspec.structs.replace(request(1), household=household, valid_from="2026-11-21"))
    assert Copy.objects.count() == 2
    assert network.ask(flagged).json()["outcome"] == "held"


def test_a_release_does_not_last(network: Network, flagged):
    network.ask(flagged)
    decide(network, "released")
    ruled = Ruling.objects.get()
    now = datetime.now(UTC) + review.RULING_LASTS + timedelta(minutes=1)

    row = Provision.objects.filter(outcome="held").first()
    asked = Permitted("p", row.agency, row.duty, row.procedure, row.information, "", "", now, now)
    same = {"unified_number": row.unified_number, "copy_version": ruled.copy_version}
    assert reviews.standing(asked, **same, now=datetime.now(UTC)) == ruled
    assert reviews.standing(asked, **same, now=now) is None


def test_lifting_the_flag_opens_the_automatic_answer_again(network: Network, flagged):
    assert network.ask(flagged).json()["outcome"] == "held"
    flag(network, on=False)
    assert network.ask(flagged).json()["outcome"] == "answered"


def test_what_a_clerk_cannot_do(network: Network, flagged):
    network.ask(flagged)
    assert decide(network, "released", record=str(uuid4())).json()["code"] == "MID-0111"
    assert decide(network, "released", copy_version=10**9).json()["code"] == "MID-0114"
    assert decide(network, "released", reason=" ").json()["code"] == "KRN-0205"
    assert decide(network, "perhaps").json()["code"] == "KRN-0205"
    (row,) = network.call("intermediary", "held").json()["held"]
    assert decide(network, "released").status_code == 200
    form = {
        "record": row["record"],
        "decision": "refused",
        "copy_version": Copy.objects.get().pk,
        "reason": "x",
    }
    assert network.call("intermediary", "held/decide", form).json()["code"] == "MID-0112"
    assert network.call("intermediary", f"held/{uuid4()}/content").json()["code"] == "MID-0111"
    bad = {"unified_number": "1", "no_automatic_answer": True, "reason": "x"}
    assert network.call("intermediary", "flags", bad).json()["code"] == "MID-0106"
    assert (
        network.call("intermediary", "flags", {**bad, "unified_number": "9" * 15, "reason": ""}).json()[
            "code"
        ]
        == "KRN-0205"
    )


def test_content_needs_its_own_right(network: Network):
    trace = network.person(1)
    grant("intermediary", "intermediary.flags", "intermediary.held")
    flag(network, on=True)
    network.ask(trace)
    (row,) = network.call("intermediary", "held").json()["held"]
    assert network.call("intermediary", f"held/{row['record']}/content").json()["code"] == "KRN-0202"


def second_clerk(*permissions: str) -> None:
    grant("intermediary", *permissions, client="second")


def test_the_key_of_a_flag_is_of_one_person_and_one_clerk(network: Network):
    grant("intermediary", "intermediary.flags")
    second_clerk("intermediary.flags")
    key = uuid4()
    form = {"unified_number": "9" * 15, "no_automatic_answer": True, "reason": "支援措置の申出"}
    assert network.call("intermediary", "flags", form, key=key).status_code == 200
    PostedForm.objects.all().delete()
    assert network.call("intermediary", "flags", form, key=key).status_code == 200
    PostedForm.objects.all().delete()
    for change in ({"unified_number": "9" * 14 + "1"}, {"no_automatic_answer": False}, {"reason": "他"}):
        reply = network.call("intermediary", "flags", {**form, **change}, key=key)
        assert (reply.status_code, reply.json()["code"]) == (409, "KRN-0208")
    assert network.call("intermediary", "flags", form, key=key, who="second").json()["code"] == "KRN-0208"
    assert Flag.objects.count() == 1


def test_the_key_of_a_decision_is_of_one_decision_and_one_clerk(network: Network, flagged):
    network.ask(flagged)
    second_clerk("intermediary.held.decide")
    (row,) = network.call("intermediary", "held").json()["held"]
    form = {
        "record": row["record"], "decision": "released", "copy_version": Copy.objects.get().pk, "reason": "内容確認済",
    }  # fmt: skip
    key = uuid4()
    assert network.call("intermediary", "held/decide", form, key=key).json()["code"] == "OVS-0201"
    release_approved(client="clerk")
    assert network.call("intermediary", "held/decide", form, key=key).status_code == 200
    PostedForm.objects.all().delete()
    assert network.call("intermediary", "held/decide", form, key=key).status_code == 200
    PostedForm.objects.all().delete()
    for change in ({"decision": "refused"}, {"reason": "他"}, {"record": str(uuid4())}):
        reply = network.call("intermediary", "held/decide", {**form, **change}, key=key)
        assert (reply.status_code, reply.json()["code"]) == (409, "KRN-0208")
    assert (
        network.call("intermediary", "held/decide", form, key=key, who="second").json()["code"] == "KRN-0208"
    )
    assert Ruling.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "\u3000", "一行\n二行", "長" * 201])
def test_a_reason_is_one_line_that_can_be_read(network: Network, reason):
    grant("intermediary", "intermediary.flags", "intermediary.copies.erase")
    flagging = {"unified_number": "9" * 15, "no_automatic_answer": True, "reason": reason}
    erasing = {"unified_number": "9" * 15, "version": 1, "reason": reason}
    for path, form in (("flags", flagging), ("copies/erase", erasing)):
        assert network.call("intermediary", path, form).json()["code"] == "KRN-0205"
