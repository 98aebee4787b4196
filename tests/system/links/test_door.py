"""The doors for people and programs: certificate, grant, method, body, key; each refusal coded and logged once."""

from datetime import date
from http import HTTPStatus
from uuid import uuid4

import msgspec
import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from juki.kernel.access.grants import Grant, permitted, replace
from juki.kernel.access.models import AccessGrant
from juki.kernel.door.endpoint import read_endpoint, write_endpoint
from juki.kernel.door.models import PostedForm
from juki.kernel.door.replies import json_reply
from juki.links.post import health, mending, parking, views
from juki.links.post.models import Inbox
from support.approving import mending_approved

CLERK = {"juki.certificate": "urn:juki:client:clerk"}


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form."""

    word: str
    count: int = 0


effects: list[str] = []


@read_endpoint(permission="thing.see")
def see(_request, visit, word):
    if word == "breaks":
        raise ValueError("秘密")
    if word == "far":
        with transaction.atomic():
            connection.cursor().execute("select %s::int", [10**12])
    return json_reply({"word": word, "who": visit.actor.who})


@write_endpoint(permission="thing.do", body=Form)
def do(visit, form):
    effects.append(form.word)
    if form.word == "pdf":
        return HttpResponse(b"%PDF-", content_type="application/pdf")
    return json_reply({"word": form.word, "n": len(effects)}, status=HTTPStatus.CREATED)


urlpatterns = [
    path("see/<str:word>", see), path("do", do), *views.urlpatterns, *mending.urlpatterns, *health.urlpatterns,
]  # fmt: skip


@pytest.fixture(autouse=True)
def routes(db):
    """These routes, and a clerk who may use them."""
    effects.clear()
    for permission in ("thing.see", "thing.do", mending.SEE, mending.MEND, mending.STATIONS):
        AccessGrant.objects.create(
            system="test", client="clerk", permission=permission, valid_from=date(2020, 1, 1)
        )
    with override_settings(ROOT_URLCONF=__name__):
        yield


def get(address: str, **meta):
    reply = Client(raise_request_exception=False).get(address, **{**CLERK, **meta})
    return reply.status_code, msgspec.json.decode(reply.content)


def post(content: bytes, *, key: str | None = None, address: str = "/do", **meta):
    headers = {"Idempotency-Key": key or str(uuid4())} if key != "" else {}
    reply = Client(raise_request_exception=False).post(
        address, content, content_type="application/json", headers=headers, **{**CLERK, **meta}
    )
    return reply.status_code, reply.content


def post_json(content: bytes, **other):
    status, reply = post(content, **other)
    return status, msgspec.json.decode(reply)


GOOD = b'{"word":"x"}'


def test_who_may_gets_an_answer(actions):
    assert get("/see/a") == (200, {"word": "a", "who": "client:clerk"})
    assert post_json(GOOD) == (201, {"word": "x", "n": 1})
    assert actions() == []


@pytest.mark.parametrize(
    ("meta", "code", "status"),
    [({"juki.certificate": ""}, "KRN-0201", 401), ({"juki.certificate": "x"}, "KRN-0201", 401),
     ({"juki.certificate": "urn:juki:client:nobody"}, "KRN-0202", 403),
     ({"juki.certificate": "urn:juki:system:registry"}, "KRN-0202", 403),
     ({"juki.certificate": "urn:juki:system:clerk"}, "KRN-0202", 403)],
)  # fmt: skip
def test_certificates(refused, meta, code, status):
    refused(get("/see/a", **meta), code, status, action="door.refused")
    assert post_json(GOOD, **meta)[1]["code"] == code
    assert effects == []


@pytest.mark.parametrize(
    ("content", "other", "code", "status"),
    [(b"", {}, "KRN-0205", 400), (b"x", {}, "KRN-0205", 400), (b"[]", {}, "KRN-0205", 400),
     (b"{}", {}, "KRN-0205", 400), (b'{"word":1}', {}, "KRN-0205", 400), (b'{"word":"x","more":1}', {}, "KRN-0205", 400),
     (b'{"word":"a\\u0000"}', {}, "KRN-0205", 400), (b'{"word":"\\ud800"}', {}, "KRN-0205", 400),
     (b'{"word":"\x00"}', {}, "KRN-0205", 400), (b"\xff", {}, "KRN-0205", 400), (b"[" * 90_000, {}, "KRN-0205", 400),
     (b'{"word":' * 9_000, {}, "KRN-0205", 400), (b'{"word":"x","count":1e999}', {}, "KRN-0205", 400),
     (b"x" * 1_000_001, {}, "KRN-0206", 413), (GOOD, {"key": ""}, "KRN-0207", 400), (GOOD, {"key": "1"}, "KRN-0207", 400)],
)  # fmt: skip
def test_bodies_and_keys(refused, content, other, code, status):
    refused(post_json(content, **other), code, status, action="door.refused")
    assert effects == []


def test_methods(refused):
    refused(get("/do"), "KRN-0204", 405, action="door.refused")
    assert post_json(b"", address="/see/a")[1]["code"] == "KRN-0204"


def test_an_escaped_backslash_before_u0000_is_no_nul():
    assert post_json(b'{"word":"\\\\u0000"}')[1]["word"] == "\\u0000"


def test_a_value_that_no_column_holds_is_the_callers_mistake(refused):
    refused(get("/see/far"), "KRN-0205", 400, action="door.refused")


@pytest.mark.parametrize("address", ["/see/%00", "/see/a?x=%00", "/nowhere", "/see/"])
def test_addresses(address):
    status, reply = get(address)
    assert status in {400, 404}
    assert reply["code"] in {"KRN-0205", "KRN-0203"}


def test_an_unforeseen_error_tells_nothing(caplog):
    assert get("/see/breaks")[1]["code"] == "KRN-0210"
    assert "秘密" not in caplog.text
    assert "test_door.py" in caplog.text


def test_the_same_key_has_one_effect_and_the_same_reply():
    key = str(uuid4())
    first = post(GOOD, key=key)
    assert post(GOOD, key=key) == first
    assert effects == ["x"]
    assert post_json(b'{"word":"y"}', key=key)[1]["code"] == "KRN-0208"
    assert post(GOOD, key=key, **{"juki.certificate": "urn:juki:client:nobody"})[0] == 403
    assert effects == ["x"]
    assert PostedForm.objects.count() == 1


def test_a_reply_that_is_no_json_comes_again_as_what_it_was():
    key = str(uuid4())
    for _ in range(2):
        reply = Client().post(
            "/do",
            b'{"word":"pdf"}',
            content_type="application/json",
            headers={"Idempotency-Key": key},
            **CLERK,
        )
        assert (reply.content, reply.headers["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert effects == ["pdf"]


def test_another_client_with_the_same_key_is_another_form():
    AccessGrant.objects.create(
        system="test", client="other", permission="thing.do", valid_from=date(2020, 1, 1)
    )
    key = str(uuid4())
    post(GOOD, key=key)
    assert post(b'{"word":"y"}', key=key, **{"juki.certificate": "urn:juki:client:other"})[0] == 201
    assert effects == ["x", "y"]


@pytest.mark.parametrize(("day", "held"), [(date(2026, 4, 1), True), (date(2026, 3, 31), False), (date(2026, 4, 30), True),
                                           (date(2026, 5, 1), False)])  # fmt: skip
def test_a_grant_holds_from_its_first_day_until_before_its_last(day, held):
    replace(system="test", client="clerk", grants=[Grant("p", date(2026, 4, 1), date(2026, 5, 1))])
    assert permitted(system="test", client="clerk", permission="p", on=day) is held
    assert not permitted(system="other", client="clerk", permission="p", on=day)
    assert not permitted(system="test", client="clerk", permission="thing.see", on=day), "replaced"
    replace(system="test", client="clerk", grants=[])
    assert not AccessGrant.objects.filter(client="clerk").exists()


def test_mending_by_the_door(desk, forger, monkeypatch, actions):
    known = parking.parked
    monkeypatch.setattr("juki.links.post.mending.parking.parked", lambda _system: known("intermediary"))

    desk.reject.add("1")
    forger.deliver(forger.signed(forger.envelope()))
    status, rows = get("/api/parked")
    assert status == 200
    assert [(row["code"], row["sender"]) for row in rows] == [("TST-0001", "unified")]
    assert "body" not in rows[0]
    form = {"message_id": rows[0]["message_id"], "action": "retry", "reason": "直した"}
    assert post_json(msgspec.json.encode(form), address="/api/parked/mend")[1]["code"] == "OVS-0201"
    mending_approved(Inbox.objects.get(message_id=form["message_id"]), client="clerk")
    assert post_json(msgspec.json.encode(form), address="/api/parked/mend")[1]["code"] == "LNK-0304"
    desk.reject.clear()
    assert post_json(msgspec.json.encode(form), address="/api/parked/mend") == (200, {"applied": 1})
    assert actions() == [
        "link.parked", "link.parked.list", "door.refused", "approval.asked", "approval.approved", "door.refused",
        "approval.used", "link.mended",
    ]  # fmt: skip
    assert post_json(msgspec.json.encode(form), address="/api/parked/mend")[1]["code"] == "LNK-0303"
    assert get(f"/api/acts/{uuid4()}/stations") == (200, [])


def test_mending_needs_the_right(desk, refused):
    AccessGrant.objects.filter(permission=mending.MEND).delete()
    form = {"message_id": str(uuid4()), "action": "retry", "reason": "r"}
    refused(
        post_json(msgspec.json.encode(form), address="/api/parked/mend"),
        "KRN-0202",
        403,
        action="door.refused",
    )


def test_health_says_what_waits(desk, forger):
    desk.send("1")
    desk.reject.add("2")
    forger.deliver(forger.signed(forger.envelope(number="2")))
    status, said = get("/health", **{"juki.certificate": ""})
    assert status == 200
    assert said["database"]
    assert [(one["destination"], one["waiting"]) for one in said["outgoing"]] == [("intermediary", 1)]
    assert [(one["sender"], one["parked"], one["codes"]) for one in said["incoming"]] == [
        ("unified", 1, ["TST-0001"])
    ]
