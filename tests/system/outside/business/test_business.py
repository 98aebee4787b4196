"""The simulated business systems: what they receive, what they ask, and what they are refused."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.clock import JAPAN, Times
from juki.kernel.door.models import PostedForm
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.work import Actor, one_act
from juki.links.blocks import NameBlock
from juki.links.business import ResidentRecord
from juki.links.post import outbox, parking, views
from juki.links.post.inbound import Asked, Inbound
from juki.links.registry import ResidentAnswer, ResidentRequest
from juki.outside.business import rules, urls
from juki.outside.business.inbound import INBOUND
from juki.outside.business.records.models import Request, Resident

CLERK = Actor(who="client:clerk", right="test", terminal="t1")
NUMBER = str(AddresseeNumber.from_serial(12))
INDIVIDUAL = IndividualNumber.from_body("10203040506").digits


@pytest.fixture(autouse=True)
def business(monkeypatch) -> None:
    monkeypatch.setattr(
        rules, "clients", lambda: {"clerk": ["kokuho", "library", "kaigo"], "second": ["kokuho"]}
    )
    monkeypatch.setattr("juki.links.post.inbox.inbound", lambda own: INBOUND.get(own, Inbound()))


@pytest.fixture
def asked(monkeypatch) -> list[ResidentRequest]:
    """A register that knows one person and approves of 国保 (all items) and 図書館 (the name) only."""
    seen: list[ResidentRequest] = []

    def answer(_asked: Asked, question: ResidentRequest) -> ResidentAnswer:
        seen.append(question)
        person = NameBlock(full="試験　太郎")
        if question.target == "kaigo":
            return ResidentAnswer(outcome="refused", code="REG-0901")
        if question.addressee_number != NUMBER:
            return ResidentAnswer(outcome="none", entry="e-1")
        if question.target == "library":
            return ResidentAnswer(outcome="found", entry="e-2", person=person)
        return ResidentAnswer(outcome="found", entry="e-1", person=person, individual_number=INDIVIDUAL)

    table = {"registry": Inbound(answers={ResidentRequest: answer})}
    monkeypatch.setattr("juki.links.post.questions.inbound", lambda own: table.get(own, Inbound()))
    return seen


def send(**change: Any) -> None:
    content: dict[str, Any] = {
        "target": "kokuho", "entry": "e-1", "addressee_number": NUMBER, "valid_from": "2026-11-23",
        "person": NameBlock(full="試験　太郎"), "sex": "1",
    }  # fmt: skip
    times = Times(city=datetime(2026, 11, 23, 10, tzinfo=JAPAN), machine=datetime.now(UTC))
    with one_act(CLERK, reason="test", times=times) as act:
        record = ResidentRecord(**{**content, **change})
        outbox.send(act, own="registry", to="business", content=record, streams=[f"addressee:{NUMBER}"])


def post(form: object, *, key: UUID | None = None, client: str = "clerk") -> Any:
    AccessGrant.objects.get_or_create(
        system="business", client=client if client == "second" else "clerk", permission="business.request",
        defaults={"valid_from": date(2020, 1, 1)},
    )  # fmt: skip
    with override_settings(ROOT_URLCONF=(*urls.urlpatterns, *views.urlpatterns)):
        return Client(raise_request_exception=False).post(
            "/api/resident-requests", form, content_type="application/json",
            **{"juki.certificate": f"urn:juki:client:{client}", "HTTP_IDEMPOTENCY_KEY": str(key or uuid4())},
        )  # fmt: skip


def test_each_target_keeps_its_own_and_the_latest_counts(db, wire):
    send()
    send(target="library", entry="e-2", person=NameBlock(full="試験　太郎"), sex=None)
    send(person=NameBlock(full="変更　太郎"), valid_from="2026-12-01", sex=None)
    wire.settle()
    kept = Resident.objects.order_by("target").values_list("target", "name", "sex", "individual_number")
    assert list(kept) == [("kokuho", "変更　太郎", None, None), ("library", "試験　太郎", None, None)]
    assert AuditEntry.objects.filter(action="resident.kept", subjects=[f"addressee:{NUMBER}"]).count() == 3


def test_a_lost_acknowledgement_has_no_second_effect(db, wire):
    send()
    wire.lost.add("business")
    wire.settle()
    wire.lost.clear()
    wire.settle()
    assert AuditEntry.objects.filter(action="resident.kept").count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [({"target": "nobody"}, "OUT-0901"), ({"valid_from": "soon"}, "OUT-0902"), ({"entry": ""}, "OUT-0902")],
)
def test_a_bad_record_is_parked(db, wire, change, code):
    send(**change)
    wire.settle()
    assert [row.code for row in parking.parked("business")] == [code]
    assert not Resident.objects.exists()


@pytest.mark.parametrize(
    ("target", "number", "outcome", "code", "items"),
    [
        ("kokuho", NUMBER, "found", "", ["person", "individual_number"]),
        ("library", NUMBER, "found", "", ["person"]),
        ("kokuho", str(AddresseeNumber.from_serial(13)), "none", "", []),
        ("kaigo", NUMBER, "refused", "REG-0901", []),
    ],
)
def test_a_request_is_kept_with_what_came_back(db, wire, asked, target, number, outcome, code, items):
    reply = post({"target": target, "addressee_number": number})
    assert reply.status_code == 200
    assert (reply.json()["outcome"], reply.json()["code"], reply.json()["items"]) == (outcome, code, items)
    assert INDIVIDUAL not in reply.content.decode()
    row = Request.objects.get()
    assert (row.outcome, row.code, row.asked_by) == (outcome, code, "clerk")
    assert (row.individual_number is not None) == ("individual_number" in items)
    assert AuditEntry.objects.get(action="resident.requested").outcome == outcome


def test_the_same_post_asks_once(db, wire, asked):
    key, form = uuid4(), {"target": "kokuho", "addressee_number": NUMBER}
    first = post(form, key=key)
    PostedForm.objects.all().delete()
    assert post(form, key=key).json() == first.json()
    assert len(asked) == Request.objects.count() == 1
    PostedForm.objects.all().delete()
    assert post({**form, "target": "library"}, key=key).json()["code"] == "KRN-0208"


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"target": "nobody", "addressee_number": NUMBER}, "OUT-0901"),
        ({"target": "kokuho", "addressee_number": "12"}, "KRN-0132"),
        ({"target": "kokuho", "addressee_number": "あ"}, "KRN-0131"),
        ({"target": "kokuho", "addressee_number": INDIVIDUAL}, "OUT-0903"),
    ],
)
def test_a_bad_request_is_refused_logged_and_never_asked(db, wire, asked, form, code):
    reply = post(form)
    assert (reply.status_code, reply.json()["code"]) == (422, code)
    row = AuditEntry.objects.get(action="door.refused")
    assert (row.outcome, row.detail, row.subjects) == ("refused", {"code": code}, [])
    assert not AuditEntry.objects.filter(action="resident.requested").exists()
    assert not asked
    assert not Request.objects.exists()


def test_when_the_register_is_down_nothing_is_kept(db, wire, asked):
    wire.down.add("registry")
    reply = post({"target": "kokuho", "addressee_number": NUMBER})
    assert (reply.status_code, reply.json()["code"]) == (503, "LNK-0401")
    assert not Request.objects.exists()


def test_without_a_grant_nothing_is_asked(db, wire, asked):
    assert (
        post({"target": "kokuho", "addressee_number": NUMBER}, client="nobody").json()["code"] == "KRN-0202"
    )
    assert not asked


def look(target: str, *, client: str = "clerk") -> Any:
    AccessGrant.objects.get_or_create(
        system="business",
        client="clerk",
        permission="business.see",
        defaults={"valid_from": date(2020, 1, 1)},
    )
    with override_settings(ROOT_URLCONF=(*urls.urlpatterns, *views.urlpatterns)):
        return Client(raise_request_exception=False).get(
            f"/api/residents?target={target}", **{"juki.certificate": f"urn:juki:client:{client}"}
        )


def test_a_client_speaks_for_its_own_targets_only(db, wire, asked):
    reply = post({"target": "library", "addressee_number": NUMBER}, client="second")
    assert (reply.status_code, reply.json()["code"]) == (403, "OUT-0904")
    assert not asked
    assert post({"target": "kokuho", "addressee_number": NUMBER}, client="second").status_code == 200


def test_the_key_of_a_request_is_of_one_client(db, wire, asked):
    key, form = uuid4(), {"target": "kokuho", "addressee_number": NUMBER}
    assert post(form, key=key).status_code == 200
    reply = post(form, key=key, client="second")
    assert (reply.status_code, reply.json()["code"]) == (409, "KRN-0208")


def test_what_was_received_is_shown_to_its_target_and_logged_before(db, wire):
    send(individual_number=INDIVIDUAL)
    send(target="library", entry="e-2", person=NameBlock(full="試験　太郎"), sex=None)
    wire.settle()
    (held,) = look("kokuho").json()["residents"]
    assert (held["name"], held["sex"], held["individual_number"]) == ("試験　太郎", "1", INDIVIDUAL)
    (held,) = look("library").json()["residents"]
    assert not {"individual_number", "sex", "birth", "household_number"} & held.keys()
    logged = AuditEntry.objects.filter(action="residents.shown")
    assert [row.subjects for row in logged] == [[f"addressee:{NUMBER}"]] * 2
    assert INDIVIDUAL not in str(logged.values_list())


@pytest.mark.parametrize(
    ("target", "client", "code"),
    [("nobody", "clerk", "OUT-0901"), ("", "clerk", "OUT-0901"), ("kokuho", "second", "KRN-0202")],
)
def test_what_is_not_shown(db, wire, target, client, code):
    assert look(target, client=client).json()["code"] == code
    assert not AuditEntry.objects.filter(action="residents.shown").exists()


def test_another_target_is_not_shown(db, wire, monkeypatch):
    monkeypatch.setattr(rules, "clients", lambda: {"clerk": ["kokuho"]})
    assert look("library").json()["code"] == "OUT-0904"


def test_that_somebody_left_is_kept_with_what_they_were_at_the_last(db, wire):
    send()
    send(is_resident=False, valid_from="2026-11-24")
    wire.settle()
    row = Resident.objects.get()
    assert (row.is_resident, row.name, row.valid_from) == (False, "試験　太郎", date(2026, 11, 24))
