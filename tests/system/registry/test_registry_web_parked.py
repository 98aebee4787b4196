"""Parked messages as pages: seen with their reason, retried or superseded with a reason, told in words."""

from uuid import uuid4

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.links.catalogue import TYPES
from juki.links.identity import Identity
from juki.links.message import Message
from juki.links.post import inbox
from juki.links.post.inbound import Inbound
from juki.links.post.mending import MEND, SEE
from juki.links.post.models import Inbox, InboxHead
from juki.links.registry import ProcessingNumber
from juki.screens.message_labels import MESSAGES, station_label
from support.approving import mending_approved
from support.staff import Counter

BODY = '{"addressee_number":"0000000019","processing_number":"1"}'


@pytest.fixture
def counter(db):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in("officer.test", SEE, MEND)
        yield found


@pytest.fixture
def applied(monkeypatch):
    taken = []
    table = Inbound(handlers={ProcessingNumber: lambda _act, message: taken.append(message)})
    monkeypatch.setattr(inbox, "inbound", lambda _own: table)
    return taken


def park(
    sequence=1, *, stream="addressee:0000000019", code="REG-0201", why="<b>この宛名番号の住民票はありません"
):
    now = current().clock.now()
    InboxHead.objects.get_or_create(owner="registry", sender="unified")
    return Inbox.objects.create(
        owner="registry", sender="unified", epoch=1, sequence=sequence, message_id=uuid4(), name="processing-number",
        version=1, streams=[stream], trace=uuid4(), legal_day=now.legal_day, recorded_at=now.machine,
        received_at=now.machine, digest="0" * 64, state="parked", code=code, why=why, body=BODY,
    )  # fmt: skip


def text(reply):
    return reply.content.decode()


def mend(counter, row, **fields):
    return counter.post(
        f"/parked/{row.message_id}", {"action": "retry", "reason": "原因を直したため", **fields}
    )


def test_every_message_and_identity_has_a_name_in_words():
    assert set(MESSAGES) == {name for name, kind in TYPES.items() if issubclass(kind, Message)}
    assert all(station_label(str(one)) != str(one) for one in Identity)


def test_pages_need_their_right(db):
    row = park()
    with Counter("registry", "juki.systems.registry.web") as counter:
        assert counter.get("/parked").status_code in (302, 303)
        counter.sign_in("clerk.test", "registry.resident.search")
        for path in ("/parked", f"/parked/{row.message_id}", "/links"):
            assert counter.get(path).status_code == 403
        counter.sign_in("auditor.test", SEE)
        assert counter.get("/parked").status_code == 200
        page = text(counter.get(f"/parked/{row.message_id}"))
        assert "処理する権限がありません" in page
        assert mend(counter, row).status_code == 403
    row.refresh_from_db()
    assert row.state == "parked"


def test_the_list_in_words(counter):
    row = park()
    page = text(counter.get("/parked"))
    for shown in (
        "処理通番",
        "団体内統合宛名",
        "REG-0201",
        "&lt;b&gt;この宛名番号",
        f"/parked/{row.message_id}",
    ):
        assert shown in page
    assert "processing_number" not in page
    assert AuditEntry.objects.filter(action="link.parked.list").count() == 1
    one = text(counter.get(f"/parked/{row.message_id}"))
    assert str(row.trace) in one
    assert "processing_number" not in one


def test_retry_resumes_what_waited_behind(counter, applied):
    row = park()
    mending_approved(row, client="officer.test")
    park(2, code="LNK-0301")
    reply = mend(counter, row)
    assert (reply.status_code, reply.headers["Location"]) == (303, "/parked?mended=2")
    assert len(applied) == 2
    assert "反映した電文：2件" in text(counter.get("/parked?mended=2"))
    assert "保留電文はありません" in text(counter.get("/parked"))
    again = mend(counter, row)
    assert (again.status_code, "LNK-0303" in text(again)) == (404, True)


def test_supersede_sets_aside(counter, applied):
    row = park()
    mending_approved(row, "supersede", client="officer.test")
    assert mend(counter, row, action="supersede").headers["Location"] == "/parked?mended=0"
    row.refresh_from_db()
    assert (row.state, applied) == ("superseded", [])
    assert AuditEntry.objects.get(action="link.superseded").reason == "原因を直したため"


def test_what_is_refused_again_says_why_and_keeps_the_reason(counter):
    row = park(why="前の理由")
    mending_approved(row, client="officer.test")
    reply = mend(counter, row)
    page = text(reply)
    assert (reply.status_code, "LNK-0304" in page) == (409, True)
    assert 'value="原因を直したため"' in page


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"reason": ""}, "reason"), ({"reason": "　"}, "reason"), ({"reason": "あ" * 201}, "reason"),
     ({"reason": "a\x00b"}, "reason"), ({"action": "delete"}, "action")],
)  # fmt: skip
def test_mistakes_come_back(counter, fields, field):
    row = park()
    reply = mend(counter, row, **fields)
    assert (reply.status_code, f'href="#f-{field}"' in text(reply)) == (422, True)
    row.refresh_from_db()
    assert row.state == "parked"


def test_unknown_messages_and_counts(counter):
    missing = counter.get(f"/parked/{uuid4()}")
    assert (missing.status_code, "LNK-0303" in text(missing)) == (404, True)
    assert counter.get("/parked/x").status_code == 404
    assert counter.get("/parked?mended=<b>").status_code == 400


def test_links_show_what_waits_and_what_is_parked(counter):
    park()
    page = text(counter.get("/links"))
    assert "保留あり" in page
    assert "REG-0201" in page
    assert "まだ送信したことがありません" in page
