"""The inquirer's door."""

from uuid import uuid4

import pytest

from juki.kernel.work import one_act
from juki.links.inquirer import LinkageCodeIssued
from juki.links.post import parking
from juki.links.post.outbox import send
from juki.outside.inquirer import asking, rules
from juki.outside.inquirer.records.models import Code, Inquiry
from support.network import ACTOR, ENTRY, Network, grant, times


def test_by_processing_number(network: Network):
    network.person(1)
    grant("inquirer", "outside.inquiry.ask")
    form = {**ENTRY, "processing_number": network.register[0].processing_number}
    assert network.call("inquirer", "inquiries", form).json()["outcome"] == "answered"


def test_a_trace_of_several_persons_needs_the_number(network: Network):
    trace = network.person(1)
    Code.objects.create(processing_number="2", linkage_code="other", trace=trace, received_at=times().machine)
    assert network.ask(trace).json()["code"] == "OUT-0602"
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({}, 422, "OUT-0603"),
        ({"trace": str(uuid4()), "processing_number": "1"}, 422, "OUT-0603"),
        ({"trace": str(uuid4())}, 404, "OUT-0601"),
        ({"processing_number": "1"}, 404, "OUT-0601"),
        ({"trace": "x"}, 400, "KRN-0205"),
        ({"more": "x"}, 400, "KRN-0205"),
    ],
)
def test_whom_nobody_can_be_asked_about(network: Network, form, status, code):
    grant("inquirer", "outside.inquiry.ask")
    reply = network.call("inquirer", "inquiries", {**ENTRY, **form})
    assert (reply.status_code, reply.json()["code"]) == (status, code)


def test_without_the_right(network: Network):
    reply = network.call("inquirer", "inquiries", {**ENTRY, "processing_number": "1"})
    assert (reply.status_code, reply.json()["code"]) == (403, "KRN-0202")


def test_a_second_code_for_a_number_parks(network: Network):
    for code in ("a", "a", "b"):
        with one_act(ACTOR, reason="test", times=times()) as act:
            content = LinkageCodeIssued(processing_number="1", linkage_code=code)
            send(act, own="nws", to="inquirer", content=content, streams=["processing:1"])
        network.wire.settle()
    assert [row.code for row in parking.parked("inquirer")] == ["OUT-0604"]
    assert Code.objects.get().linkage_code == "a"


def test_a_key_used_for_something_else(network: Network):
    trace = network.person(1)
    key = uuid4()
    assert network.ask(trace, key=key).json()["outcome"] == "answered"
    reply = network.ask(trace, key=key, agency="AG-005")
    assert (reply.status_code, reply.json()["code"]) == (409, "KRN-0208")


def test_a_key_used_about_somebody_else_or_by_another_client(network: Network, monkeypatch):
    first, second, key = network.person(1), network.person(2), uuid4()
    assert network.ask(first, key=key).json()["outcome"] == "answered"
    reply = network.ask(second, key=key)
    assert (reply.status_code, reply.json()["code"], "household" in reply.json()) == (409, "KRN-0208", False)
    monkeypatch.setattr(rules, "clients", lambda: {"second": ["AG-003"]})
    grant("inquirer", "outside.inquiry.ask", client="second")
    reply = network.call("inquirer", "inquiries", {**ENTRY, "trace": str(first)}, key=key, who="second")
    assert (reply.status_code, reply.json()["code"]) == (409, "KRN-0208")


def test_a_key_that_was_not_answered_is_of_one_asking_too(network: Network):
    first, second, key = network.person(1), network.person(2), uuid4()
    network.wire.down = {"nws"}
    assert network.ask(first, key=key).status_code == 503
    network.wire.down.clear()
    assert network.ask(second, key=key).json()["code"] == "KRN-0208"
    assert network.ask(first, key=key).json()["outcome"] == "answered"


def test_of_two_at_once_the_later_is_compared_too(network: Network, monkeypatch):
    first, key = network.person(1), uuid4()
    real = asking.peers.inquire

    def slower(*args, **named):
        Inquiry.objects.create(
            key=key, asked_by="clerk", salt=b"s", form_digest=b"of another form", record="", **ENTRY, outcome="held",
            code="x", asked_at=times().machine, legal_day=times().legal_day,
        )  # fmt: skip
        return real(*args, **named)

    monkeypatch.setattr(asking.peers, "inquire", slower)
    reply = network.ask(first, key=key)
    assert (reply.status_code, reply.json()["code"]) == (409, "KRN-0208")


def test_a_client_speaks_for_its_own_agency_only(network: Network):
    reply = network.ask(network.person(1), agency="AG-001", duty="DU-001", procedure="PR-001-1")
    assert (reply.status_code, reply.json()["code"]) == (403, "OUT-0606")
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize(
    "change", [{"duty": "x" * 51}, {"agency": ""}, {"procedure": "a\nb"}, {"processing_number": "9" * 33}]
)
def test_what_is_no_key_of_the_list(network: Network, change):
    grant("inquirer", "outside.inquiry.ask")
    form = {**ENTRY, "processing_number": "1", **change}
    assert network.call("inquirer", "inquiries", form).json()["code"] == "KRN-0205"
