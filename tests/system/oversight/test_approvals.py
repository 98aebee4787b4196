"""Asked by one, looked at and decided by another, used once in the transaction of the act."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.errors import KeyReused, NotPermitted
from juki.kernel.settings import current
from juki.kernel.work import one_act
from juki.oversight.approvals.domain.content import Content
from juki.oversight.approvals.errors import (
    AlreadyDecided,
    Expired,
    NoApproval,
    NoSuchRequest,
    NotApproved,
    NotAsked,
    OtherContent,
    OwnRequest,
    Revoked,
    UsedAlready,
)
from juki.oversight.approvals.records.models import Request
from juki.oversight.approvals.services.asking import ask, revoke
from juki.oversight.approvals.services.deciding import decide
from juki.oversight.approvals.services.using import use
from support.approving import CHIEF, actor, approved, asked, decided, grant
from support.staff import Counter

FACTS = {"record": "r1", "before": "0" * 64, "after": "1" * 64, "ground": "住基法14条"}
CONTENT = Content("identification:1", FACTS)
OTHER = Content("identification:1", {**FACTS, "after": "2" * 64})


def times(**later):
    now = current().clock.now()
    return type(now)(city=now.city + timedelta(**later), machine=now.machine)


def spend(content=CONTENT, *, client="clerk.test", kind="correction", system="jukinet", **later):
    with one_act(actor(client), reason="訂正", times=times(**later)) as act:
        return use(act, kind, content, system=system)


def request(content=CONTENT, client="clerk.test"):
    return asked("correction", content, system="jukinet", client=client)


def agreed(content=CONTENT):
    return approved("correction", content, system="jukinet", client="clerk.test")


def test_an_approval_is_used_once(db):
    row = agreed()
    used = spend()
    assert (used.id, used.state, used.used_by) == (row.id, "used", "client:clerk.test")
    with pytest.raises(UsedAlready):
        spend()
    logged = AuditEntry.objects.filter(subjects=[f"approval:{row.id}"]).order_by("number")
    assert [(one.action, one.who) for one in logged] == [
        ("approval.asked", "client:clerk.test"), ("approval.approved", f"client:{CHIEF}"),
        ("approval.used", "client:clerk.test"),
    ]  # fmt: skip
    assert all(one.detail == {"kind": "correction", "digest": row.digest} for one in logged)


def test_an_act_that_fails_has_not_used_it(db):
    agreed()

    class Failure(Exception):
        pass

    def act_fails():
        with one_act(actor("clerk.test"), reason="訂正", times=times()) as act:
            use(act, "correction", CONTENT, system="jukinet")
            raise Failure

    with pytest.raises(Failure):
        act_fails()
    assert spend().state == "used"


def test_nothing_else_by_it(db):
    with pytest.raises(NoApproval):
        spend()
    request()
    with pytest.raises(NotApproved, match="承認待ち"):
        spend()
    decided(Request.objects.get())
    with pytest.raises(OtherContent):
        spend(OTHER)
    for changed in (
        {"client": "clerk.other"},
        {"system": "registry"},
        {"content": Content("identification:2", FACTS)},
    ):
        with pytest.raises(NoApproval):
            spend(**changed)
    with pytest.raises(OwnRequest):
        spend(client=CHIEF)
    assert Request.objects.get().state == "approved"


def test_it_lasts_on_the_citys_clock(db):
    agreed()
    with pytest.raises(Expired):
        spend(hours=24)
    assert spend(hours=23, minutes=59).state == "used"


def test_what_waited_too_long_is_not_approved(db):
    row = request()
    with pytest.raises(Expired):
        decided(row, times=times(hours=24))


def test_the_author_takes_it_back_until_it_is_used(db):
    row = agreed()
    with pytest.raises(NoSuchRequest):
        revoke(system="jukinet", ident=row.id, actor=actor(CHIEF), times=times())
    revoke(system="jukinet", ident=row.id, actor=actor("clerk.test"), times=times())
    with pytest.raises(Revoked):
        spend()
    with pytest.raises(AlreadyDecided):
        revoke(system="jukinet", ident=row.id, actor=actor("clerk.test"), times=times())
    again = agreed()
    spend()
    with pytest.raises(UsedAlready):
        revoke(system="jukinet", ident=again.id, actor=actor("clerk.test"), times=times())


def test_a_refusal_is_no_approval_and_a_second_word_none(db):
    row = decided(request(), approved=False)
    with pytest.raises(NotApproved, match="不承認"):
        spend()
    with pytest.raises(AlreadyDecided):
        decided(row, by="chief.other")


def test_nobody_decides_on_their_own_whatever_they_may(db):
    row = request()
    with pytest.raises(OwnRequest):
        decided(row, by="clerk.test")
    grant(
        "jukinet",
        "chief.other",
        "approval.decide",
        "approval.medium",
        "approval.large_output",
        "approval.release",
    )
    with pytest.raises(NotPermitted):
        decide(
            system="jukinet", ident=row.id, approved=True, digest=row.digest, reason="可", actor=actor("chief.other"),
            times=times(),
        )  # fmt: skip
    assert Request.objects.get().state == "asked"


def test_what_was_shown_is_what_is_approved(db):
    row = request()
    grant("jukinet", CHIEF, "approval.decide", "approval.correction")
    with pytest.raises(OtherContent):
        decide(
            system="jukinet", ident=row.id, approved=True, digest="0" * 64, reason="可", actor=actor(CHIEF), times=times()
        )  # fmt: skip


def test_asking_needs_the_right_every_fact_and_its_own_key(db):
    with pytest.raises(NotAsked):
        ask(
            system="jukinet", kind="correction", content=CONTENT, place="/", reason="訂正", actor=actor("nobody.test"),
            times=times(), trace=uuid4(),
        )  # fmt: skip
    row = request()
    assert request().id == row.id  # what waits is not asked for twice
    with pytest.raises(KeyReused):
        asked("correction", OTHER, system="jukinet", client="clerk.test", trace=row.id)
    for facts in (
        {},
        {**FACTS, "more": "x"},
        {name: text for name, text in FACTS.items() if name != "after"},
    ):
        with pytest.raises(ValueError, match="correction"):
            request(Content("identification:1", facts))


@pytest.mark.parametrize(
    "change",
    [
        "decided_by = asked_by, decided_at = asked_at, state = 'approved'", "state = 'used'", "state = 'approved'",
        "content = '[]'", "digest = repeat('0', 64)", "asked_by = 'client:x'", "expires_at = now() + interval '9 years'",
        "kind = 'medium'", "id = gen_random_uuid()",
    ],
)  # fmt: skip
def test_the_database_keeps_what_was_asked(db, change):
    request()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update approvals_request set {change}")


@pytest.mark.parametrize(
    "change",
    ["state = 'asked', decided_by = '', decided_at = null", "decided_by = 'client:y'", "decided_by = asked_by",
     "state = 'used', used_by = 'client:y', used_at = now(), used_trace = gen_random_uuid()", "state = 'refused'"],
)  # fmt: skip
def test_the_database_keeps_what_was_decided(db, change):
    agreed()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update approvals_request set {change}")


def test_no_request_begins_as_approved_and_none_is_removed(db):
    row = agreed()
    for change in ({"state": "approved"}, {"state": "asked", "decided_by": row.asked_by}):
        values = {
            field.attname: getattr(row, field.attname)
            for field in Request._meta.fields
            if field.attname != "id"
        }
        with pytest.raises(IntegrityError), transaction.atomic():
            Request.objects.create(id=uuid4(), **{**values, **change})
    with pytest.raises(DatabaseError), transaction.atomic():
        Request.objects.all().delete()


@pytest.fixture
def counter(db):
    with Counter("jukinet", "juki.systems.jukinet.web") as found:
        yield found


def text(reply):
    return reply.content.decode()


def test_the_pages_show_the_content_before_the_decision(counter):
    row = request()
    counter.sign_in(CHIEF, "approval.decide", "approval.correction")
    assert f'href="/approvals/{row.id}"' in text(counter.get("/approvals"))
    page = text(counter.get(f"/approvals/{row.id}"))
    assert all(fact in page for fact in FACTS.values())
    assert row.digest in page
    form = {"decision": "approve", "reason": "確認した", "digest": row.digest}
    address = f"/approvals/{row.id}/decision"
    for change, field in [
        ({"reason": " "}, "reason"),
        ({"decision": "x"}, "decision"),
        ({"digest": "x"}, "decision"),
    ]:
        wrong = counter.post(address, {**form, **change})
        assert (wrong.status_code, f'href="#f-{field}"' in text(wrong)) == (422, True)
    reply = counter.post(address, form)
    assert (reply.status_code, reply["Location"]) == (303, "/approvals")
    assert AuditEntry.objects.filter(action="approval.shown", subjects=[f"approval:{row.id}"]).count() >= 1
    assert AuditEntry.objects.get(action="approval.approved").reason == "確認した"
    late = counter.post(address, form)
    assert "OVS-0207" in text(late)


def test_the_author_sees_no_decision_and_cannot_post_one(counter):
    row = request()
    counter.sign_in("clerk.test", "approval.decide", "approval.correction")
    page = text(counter.get(f"/approvals/{row.id}"))
    assert "判断を記録する" not in page
    assert "申請を取り消す" in page
    form = {"decision": "approve", "reason": "確認した", "digest": row.digest}
    assert "OVS-0205" in text(counter.post(f"/approvals/{row.id}/decision", form))
    assert counter.post(f"/approvals/{row.id}/revocation", {}).status_code == 303
    row.refresh_from_db()
    assert row.state == "revoked"


def test_others_do_not_see_it(counter):
    row = request()
    counter.sign_in("clerk.other", "approval.decide", "approval.medium")
    assert str(row.id) not in text(counter.get("/approvals"))
    form = {"decision": "approve", "reason": "確認した", "digest": row.digest}
    assert counter.get(f"/approvals/{row.id}").status_code == 404
    assert counter.post(f"/approvals/{row.id}/decision", form).status_code == 403
    assert counter.post(f"/approvals/{row.id}/revocation", {}).status_code == 404
    assert counter.get(f"/approvals/{uuid4()}").status_code == 404
    counter.sign_in("clerk.plain")
    assert counter.post(f"/approvals/{row.id}/decision", form).status_code == 403
    row.refresh_from_db()
    assert row.state == "asked"
