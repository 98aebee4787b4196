"""One effect per key, also when two calls come at once; questions and addresses with two methods."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from uuid import uuid4

import msgspec
import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import path

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.claims import ABANDONED
from juki.kernel.door.endpoint import ask_endpoint, by_method, read_endpoint, write_endpoint
from juki.kernel.door.models import PostedForm
from juki.kernel.door.replies import json_reply
from juki.kernel.errors import JukiError

CLERK = {"juki.certificate": "urn:juki:client:clerk"}


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form."""

    word: str


class No(JukiError):
    """What the operation says no with."""

    code = "TST-0002"
    text = "不可"


effects: list[str] = []
gate = threading.Event()
inside = threading.Event()


def _act(_visit, form):
    if form.word == "slow":
        inside.set()
        assert gate.wait(10)
    if form.word == "no":
        raise No
    if form.word == "breaks":
        raise ValueError("秘密")
    effects.append(form.word)
    return json_reply({"n": len(effects)})


do = write_endpoint(permission="thing.do", body=Form)(_act)
show = write_endpoint(permission="thing.do", body=Form, remembers=False)(_act)


@ask_endpoint(permission="thing.ask", body=Form)
def ask(visit, form):
    assert visit.key is None
    return json_reply({"asked": form.word})


@read_endpoint(permission="thing.see")
def see(_request, _visit):
    return json_reply([])


urlpatterns = [
    path("do", do),
    path("show", show),
    path("ask", ask),
    path("both", by_method(GET=see, POST=do)),
]


@pytest.fixture(autouse=True)
def routes(committing_db):
    """These routes, and a clerk who may use them."""
    effects.clear()
    gate.clear()
    inside.clear()
    for permission in ("thing.see", "thing.do", "thing.ask"):
        AccessGrant.objects.create(
            system="test", client="clerk", permission=permission, valid_from=date(2020, 1, 1)
        )
    with override_settings(ROOT_URLCONF=__name__):
        yield


def call(address, content, *, method="post", key=None, **meta):
    headers = {"Idempotency-Key": str(key)} if key else {}
    raw = content if isinstance(content, bytes) else msgspec.json.encode({"word": content})
    send = getattr(Client(raise_request_exception=False), method)
    reply = send(address, raw, content_type="application/json", headers=headers, **{**CLERK, **meta})
    return reply.status_code, msgspec.json.decode(reply.content)


def code(*call_, **more):
    return call(*call_, **more)[1].get("code")


@pytest.mark.parametrize("address", ["/do", "/show"])
@pytest.mark.parametrize(("second", "expected"), [("slow", "KRN-0213"), ("other", "KRN-0208")])
def test_while_a_call_is_at_work_nobody_else_is_under_its_key(address, second, expected):
    key = uuid4()

    def first():
        try:
            return call(address, "slow", key=key)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(first)
        assert inside.wait(10)
        assert call(address, second, key=key)[0] == 409
        assert code(address, second, key=key) == expected
        gate.set()
        assert running.result()[0] == 200
    assert effects == ["slow"]


def test_two_at_the_same_moment_have_one_effect():
    key, start = uuid4(), threading.Barrier(6)

    def one(number):
        start.wait()
        try:
            return call("/do", f"w{number}", key=key)[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(one, range(6))) == [200, 409, 409, 409, 409, 409]
    assert len(effects) == 1


def test_without_memory_the_key_is_still_that_of_its_form():
    key = uuid4()
    assert call("/show", "a", key=key) == (200, {"n": 1})
    row = PostedForm.objects.get()
    assert (row.accepted, row.reply, row.status) == (True, None, None)
    assert call("/show", "a", key=key) == (200, {"n": 2}), "the view itself answers"
    assert code("/show", "b", key=key) == "KRN-0208"
    assert call("/show", "no", key=uuid4())[0] == 422
    assert PostedForm.objects.get().id == row.id


@pytest.mark.parametrize(("bad", "expected"), [("no", "TST-0002"), ("breaks", "KRN-0210")])
def test_a_refused_form_may_be_corrected_under_its_key(bad, expected):
    key = uuid4()
    assert code("/do", bad, key=key) == expected
    assert code("/do", bad, key=key) == expected
    assert not PostedForm.objects.exists()
    assert call("/do", "right", key=key) == (200, {"n": 1})
    assert code("/do", bad, key=key) == "KRN-0208"


@pytest.mark.parametrize(
    ("age", "content", "expected"),
    [(ABANDONED / 2, "a", "KRN-0213"), (ABANDONED * 2, "a", None), (ABANDONED * 2, "b", "KRN-0208")],
)
def test_a_claim_whose_call_died(age, content, expected):
    key = uuid4()
    call("/do", "a", key=key)
    PostedForm.objects.update(accepted=False, status=None, reply=None, machine_time=datetime.now(UTC) - age)
    assert code("/do", content, key=key) == expected
    assert effects == (["a"] if expected else ["a", "a"])


def test_a_question_needs_no_key_and_leaves_nothing():
    reply = Client().post("/ask", b'{"word":"x"}', content_type="application/json", **CLERK)
    assert reply.json() == {"asked": "x"}
    assert reply.headers["Cache-Control"] == "no-store"
    assert call("/ask", "x", key=uuid4()) == (200, {"asked": "x"})
    assert not PostedForm.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("content", "more", "expected"),
    [
        (b"{}", {}, "KRN-0205"), (b"x", {}, "KRN-0205"), (b'{"word":"x"}', {"method": "put"}, "KRN-0204"),
        (b'{"word":"x"}', {"juki.certificate": "urn:juki:client:nobody"}, "KRN-0202"),
        (b'{"word":"x"}', {"juki.certificate": ""}, "KRN-0201"),
    ],
)  # fmt: skip
def test_a_bad_question_is_refused_and_logged(content, more, expected):
    assert code("/ask", content, **more) == expected
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.reason, entry.detail["code"]) == ("door.refused", "ask", expected)


def test_one_address_with_two_methods():
    assert Client().get("/both", **CLERK).json() == []
    assert call("/both", "x", key=uuid4()) == (200, {"n": 1})
    assert not AuditEntry.objects.exists()
    AccessGrant.objects.filter(permission="thing.do").delete()
    assert code("/both", "x", key=uuid4()) == "KRN-0202"
    assert code("/both", "x", method="put") == "KRN-0204"
    assert code("/both", "x", method="delete", **{"juki.certificate": ""}) == "KRN-0201"
    assert list(AuditEntry.objects.order_by("number").values_list("detail__code", flat=True)) == [
        "KRN-0202",
        "KRN-0204",
        "KRN-0201",
    ]
    both = urlpatterns[-1].callback
    assert [(side.permission, side.method) for side in both.sides] == [
        ("thing.see", "GET"),
        ("thing.do", "POST"),
    ]
