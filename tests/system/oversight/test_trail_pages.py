"""The page of whoever supervises a system: the log by kind, the analyses, what looks improper, and a person's word on it."""

from datetime import timedelta

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.clock import Times
from juki.kernel.settings import current
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.work import Actor, log_before_showing, one_act
from juki.oversight.trail.codes import REVIEW
from juki.oversight.trail.records.models import SignedOff
from support.staff import Counter

PEOPLE = 60


def at(hour: int, *, days: int = 0, seconds: int = 0) -> Times:
    now = current().clock.now()
    city = now.city.replace(hour=hour, minute=0, second=0) + timedelta(days=days, seconds=seconds)
    return Times(city=city, machine=now.machine)


def look(
    client: str,
    subject: str,
    times: Times,
    reason: str = "窓口での照会",
    action: str = "resident.shown",
    **detail,
) -> None:
    actor = Actor(who=f"client:{client}", right="registry.resident.see", terminal="10.0.0.9")
    log_before_showing(actor, action, reason=reason, times=times, subjects=[subject], detail=detail)


@pytest.fixture
def counter(db):
    with Counter("addressee", "juki.systems.addressee.web") as found:
        found.sign_in("auditor.test", REVIEW)
        yield found


def text(reply) -> str:
    return reply.content.decode()


def ask(counter, view: str, **fields) -> str:
    reply = counter.post("/trail", {"view": view, **fields})
    assert reply.status_code == 200, text(reply)
    return text(reply)


@pytest.mark.parametrize(
    ("method", "path"), [("get", "/trail"), ("post", "/trail"), ("post", "/trail/signed-off")]
)
def test_only_whoever_supervises_sees_it(counter, method, path):
    counter.sign_in("clerk.test")
    reply = counter.get(path) if method == "get" else counter.post(path, {})
    assert reply.status_code == 403


def test_who_looked_at_somebody_is_listed(counter):
    number = str(AddresseeNumber.from_serial(12345))
    look("clerk.sees", f"addressee:{number}", at(10), reason="転居の届出")
    look("clerk.other", "addressee:1", at(10))
    page = ask(counter, "person", number=number)
    assert "clerk.sees" in page
    assert "転居の届出" in page
    assert "10.0.0.9" in page
    assert "clerk.other" not in page


def test_many_people_in_a_short_time_are_found_and_signed_off_by_somebody_else(counter):
    for n in range(PEOPLE):
        look("clerk.nosy", f"addressee:{n:04}", at(10, seconds=n))
    page = ask(counter, "suspicious")
    assert "短時間に多数の人" in page
    assert "clerk.nosy" in page
    finding = page.split('name="finding" value="')[1].split('"')[0]
    assert (
        counter.post("/trail/signed-off", {"finding": finding, "proper": "yes", "comment": ""}).status_code
        == 422
    )
    assert (
        counter.post("/trail/signed-off", {"finding": "x", "proper": "yes", "comment": "よい"}).status_code
        == 404
    )
    signed = text(
        counter.post(
            "/trail/signed-off", {"finding": finding, "proper": "no", "comment": "本人に聞き取る<b>"}
        )
    )
    assert "本人に聞き取る&lt;b&gt;" in signed
    assert "要調査" in signed
    row = AuditEntry.objects.get(action="trail.signed_off")
    assert (row.who, row.detail["pattern"], row.detail["proper"]) == (
        "client:auditor.test",
        "many_people",
        "false",
    )
    assert SignedOff.objects.get().who == "client:auditor.test"
    counter.sign_in("clerk.nosy", REVIEW)
    assert (
        counter.post(
            "/trail/signed-off", {"finding": finding, "proper": "yes", "comment": "自分"}
        ).status_code
        == 403
    )
    assert SignedOff.objects.count() == 1


def test_the_log_is_listed_by_kind_with_the_fields_of_a_row(counter):
    look("clerk.a", "addressee:1", at(10), action="certificate.issued", number="20261124-0001")
    look("clerk.b", "addressee:2", at(11), action="individual_number.shown", reason="<i>目的</i>")
    printed = ask(counter, "list", kind="printing")
    assert "20261124-0001" in printed
    assert "公印あり" in printed
    assert "clerk.b" not in printed
    operated = ask(counter, "list", kind="operation", who="clerk.b")
    assert "個人番号あり" in operated
    assert "&lt;i&gt;目的" in operated
    assert "20261124-0001" not in operated


def test_the_analyses(counter):
    look("clerk.night", "addressee:3", at(2))
    look("clerk.day", "addressee:3", at(10, days=-1))
    actor = Actor(who="nobody", right="sign-in", terminal="10.0.0.7")
    with one_act(actor, reason="sign-in", times=at(10)) as act:
        act.log("sign_in.failed", subjects=["client:clerk.x"], outcome="refused", detail={"attempt": 1})
    look("clerk.mass", "addressee:4", at(10), action="resident.found", count=150)
    night = ask(counter, "night")
    assert "clerk.night" in night
    failures = ask(counter, "failures")
    assert "職員 clerk.x" in failures
    assert "clerk.night" not in failures
    assert "clerk.mass" in ask(counter, "mass")
    with one_act(
        Actor(who="client:clerk.in", right="sign-in", terminal=""), reason="sign-in", times=at(9)
    ) as act:
        act.log("session.begun")
        act.log("session.begun")
    assert 'clerk.in</th><td class="cell-number">2</td>' in ask(counter, "sign_ins")


def test_asking_is_itself_logged_before_anything_is_shown(counter):
    ask(counter, "list", who="clerk.b")
    row = AuditEntry.objects.get(action="trail.read")
    assert (row.who, row.detail["of"]) == ("client:auditor.test", "clerk.b")


@pytest.mark.parametrize("fields", [
    {"begin": "x"}, {"end": "2026-13-01"}, {"begin": "2026-05-02", "end": "2026-05-01"}, {"begin": "2020-01-01"},
    {"number": "12"}, {"who": "x" * 61}, {"view": "person"}, {"who": "a\x00b"},
])  # fmt: skip
def test_what_is_no_question_is_said_beside_the_field(counter, fields):
    reply = counter.post("/trail", {"view": "list", **fields})
    assert reply.status_code == 422
    assert not AuditEntry.objects.filter(action="trail.read").exists()
