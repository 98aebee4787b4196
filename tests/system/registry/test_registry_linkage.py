"""CSとの手動連携: the CS is away, what is due is carried by hand, and the line takes over again without a second effect."""

from datetime import date
from uuid import uuid4

import msgspec
import pytest

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Actor
from juki.links.errors import Gap
from juki.links.post.dispatcher import Lane
from juki.links.post.models import Inbox, Outbox
from juki.outside.prefecture.records.models import PrefectureIdentification
from juki.oversight.approvals.records.models import Request
from juki.systems.jukinet.records.models import Identification, IdentificationVersion
from juki.systems.jukinet.services.operations_media import take_medium
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import HandDelivery, LinkageSwitch
from juki.systems.registry.services import linkage
from juki.systems.registry.services.linkage import CarryForm, DeliveryForm, LinkageForm
from support import approving, identification
from support.counter_forms import text
from support.identification import code, number, send, times, update
from support.leaving import certificate
from support.letting_out import agree, fields, wanted
from support.staff import Counter

OFFICER = Actor(who="client:officer.tanaka", right="test", terminal="t9")
BAD = "回線の障害"


@pytest.fixture
def line(db, wire, monkeypatch):
    """The register and the CS in one process, on a line that may be cut."""
    identification.install(monkeypatch)
    return wire


def as_officer():
    return {"actor": OFFICER, "times": times(), "trace": uuid4()}


def switch(mode, *, reason=BAD):
    seen = linkage.standing().number
    return linkage.switch(LinkageForm(mode=mode, seen=seen, reason=reason), **as_officer())


def waiting():
    return linkage.listed(actor=OFFICER, times=times())


def carried(after=0):
    form = CarryForm(reason=BAD, after=after, out=wanted(linkage.EXPORT, "officer.tanaka"))
    approving.grant("registry", "officer.tanaka", Permission.CARRY_LINKAGE)
    agree(linkage.ask_file(form, page="/linkage", actor=OFFICER, times=times()), times=times())
    return linkage.file(form, **as_officer())


def taken(made):
    return take_medium(made.content, reason=BAD, actor=OFFICER, times=times())


def at_the_cs():
    return sorted(Identification.objects.values_list("resident_code", flat=True))


def audit(action):
    return AuditEntry.objects.filter(action=action).order_by("number").last()


@pytest.mark.proves("STD:7.1.1.1/14")
def test_while_the_cs_is_away_messages_are_carried_by_hand_and_none_arrives_twice(line):
    line.down.add("jukinet")
    send(update(1))
    line.settle()
    assert switch("manual").mode == "manual"
    send(update(2))
    line.down.clear()
    line.settle()
    assert at_the_cs() == []  # the line is there again: nobody let it go yet
    made = carried()
    assert [one.message for one in waiting()] == list(made.messages)
    result = taken(made)
    assert (result.applied, result.parked) == (2, 0)
    assert at_the_cs() == sorted([code(1), code(2)])
    linkage.deliver(DeliveryForm(messages=made.messages, reason="媒体"), **as_officer())
    assert [(one.done_by, one.done_at) for one in waiting()] == [("officer.tanaka", times().city)] * 2
    assert linkage.standing().done == 2
    send(update(3))
    switch("automatic", reason="復旧")
    line.settle()
    assert waiting() == []
    assert at_the_cs() == sorted([code(1), code(2), code(3)])
    assert IdentificationVersion.objects.count() == 3
    assert PrefectureIdentification.objects.count() == 3
    assert Inbox.objects.filter(owner="jukinet", sender="registry", name="resident-update").count() == 3
    assert not Inbox.objects.filter(state="parked").exists()


def test_what_was_marked_and_never_carried_arrives_all_the_same(line):
    switch("manual")
    send(update(1))
    (one,) = waiting()
    linkage.deliver(DeliveryForm(messages=(one.message,), reason="CSに入力した"), **as_officer())
    line.settle()
    assert at_the_cs() == []
    switch("automatic")
    line.settle()
    assert at_the_cs() == [code(1)]


def test_a_file_taken_twice_has_one_effect_and_one_before_its_time_none(line):
    switch("manual")
    send(update(1))
    first = carried()
    (one,) = waiting()
    send(update(2))
    second = carried(after=one.sequence)
    with pytest.raises(Gap):
        taken(second)
    assert at_the_cs() == []
    taken(first)
    assert msgspec.to_builtins(taken(first)) == {"applied": 0, "parked": 0, "repeated": 1}
    taken(second)
    assert IdentificationVersion.objects.count() == 2


def test_only_the_cs_reads_the_file_and_only_from_the_register(line):
    switch("manual")
    send(update(1))
    made = carried()
    assert code(1) not in made.content
    for wrong in ("", "x", "a.b.c.d.e", made.content[:-8] + "AAAAAAAA", "住民"):
        with pytest.raises(JukiError) as refusal:
            take_medium(wrong, reason=BAD, actor=OFFICER, times=times())
        assert audit("medium.taken").detail["code"] == refusal.value.code
    assert at_the_cs() == []


@pytest.mark.proves("STD:7.1.1.1/11")
def test_a_move_out_certificate_goes_again_until_it_arrived_and_never_after(line):
    line.down.add("jukinet")
    send(certificate())
    line.settle()
    switch("manual")
    (one,) = waiting()
    assert one.name == "move-out-certificate"
    made = carried()
    line.down.clear()
    switch("automatic")
    line.settle()
    taken(made)
    assert Inbox.objects.filter(owner="jukinet", name="move-out-certificate").count() == 1
    assert Inbox.objects.filter(owner="cities", name="move-out-certificate").count() <= 1
    switch("manual")
    assert carried().messages == ()
    for act in (
        lambda: linkage.content(one.message, actor=OFFICER, times=times()),
        lambda: linkage.deliver(DeliveryForm(messages=(one.message,), reason=BAD), **as_officer()),
    ):
        with pytest.raises(JukiError) as refusal:
            act()
        assert refusal.value.code == "REG-0774"
    assert not HandDelivery.objects.exists()


@pytest.mark.proves("STD:7.1.1.1/22")
def test_that_the_cs_was_not_reached_is_shown(line):
    line.down.add("jukinet")
    send(update(1))
    Lane("registry", "jukinet")._serve()
    with Counter("registry", "juki.systems.registry.web") as counter:
        counter.sign_in("officer.tanaka", Permission.SEE_LINKAGE)
        page = text(counter.get("/linkage"))
    assert "回線で送れませんでした" in page
    assert "住基ネット" in page or "jukinet" in page


def test_what_is_refused(line):
    with pytest.raises(JukiError, match="自動です"):
        carried()
    with pytest.raises(JukiError, match="自動です"):
        linkage.deliver(DeliveryForm(messages=(uuid4(),), reason=BAD), **as_officer())
    with pytest.raises(JukiError, match="既にその状態"):
        switch("automatic")
    form = LinkageForm(mode="manual", seen=0, reason=BAD)
    key = as_officer()
    assert linkage.switch(form, **key).number == 1
    assert linkage.switch(form, **key).number == 1  # the same call again
    with pytest.raises(JukiError, match="切り替えられています"):
        linkage.switch(form, **as_officer())
    assert LinkageSwitch.objects.count() == 1
    row = audit("linkage.switched")
    assert (row.who, row.reason, row.outcome) == (OFFICER.who, BAD, "manual")


def test_an_item_for_the_hand_hides_numbers_from_who_may_not_see_them(line):
    switch("manual")
    send(update(1))
    (one,) = waiting()
    masked = linkage.content(one.message, actor=OFFICER, times=times())
    told = {item.label: item.text for item in masked.items}
    assert (told["更新順番号"], told["異動事由"]) == ("1", "TENNYU")
    assert not {code(1), number(1)} & set(told.values())
    for right in (Permission.SEE_INDIVIDUAL_NUMBER, Permission.SEE_RESIDENT_CODE):
        AccessGrant.objects.create(
            system="registry", client="officer.tanaka", permission=right, valid_from=date(2020, 1, 1)
        )
    whole = linkage.content(one.message, actor=OFFICER, times=times())
    assert {code(1), number(1)} <= {item.text for item in whole.items}
    assert audit("individual_number.shown").reason == str(one.message)


PAGES = {
    "/linkage": "GET",
    "/linkage/switches": "POST",
    "/linkage/files": "POST",
    "/linkage/deliveries": "POST",
}


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_its_right(db, path):
    with Counter("registry", "juki.systems.registry.web") as counter:
        counter.sign_in("clerk.test", Permission.SEARCH)
        ask = (
            counter.get if PAGES[path] == "GET" else lambda where: counter.post(where, {"key": str(uuid4())})
        )
        assert ask(path).status_code == 403


def test_the_pages_lead_through_it_and_every_page_says_so(line):
    with Counter("registry", "juki.systems.registry.web") as counter:
        counter.sign_in(
            "officer.tanaka", Permission.SEE_LINKAGE, Permission.SET_LINKAGE, Permission.CARRY_LINKAGE,
            Permission.SEARCH,
        )  # fmt: skip
        typed = {"key": str(uuid4()), "mode": "manual", "seen": "0"}
        assert counter.post("/linkage/switches", typed).status_code == 422
        assert counter.post("/linkage/switches", {**typed, "mode": "x", "reason": BAD}).status_code == 422
        assert counter.post("/linkage/switches", {**typed, "seen": "-1", "reason": BAD}).status_code == 400
        assert "手動連携中" not in text(counter.get("/"))
        assert counter.post("/linkage/switches", {**typed, "reason": BAD}).status_code == 303
        send(update(1))
        assert "手動連携中" in text(counter.get("/"))
        (one,) = waiting()
        assert str(one.message) in counter.get("/linkage").content.decode()
        assert "更新順番号" in text(counter.get(f"/linkage/{one.message}"))
        assert counter.get(f"/linkage/{uuid4()}").status_code == 404
        asked = {"after": "0", "through": "", "file.reason": BAD}
        asked |= fields(wanted(linkage.EXPORT, "officer.tanaka"))
        alone = counter.post("/linkage/files", {**asked, "key": str(uuid4())})
        assert (alone.status_code, "OVS-0201" in text(alone)) == (422, True)
        assert (
            counter.post("/linkage/files", {**asked, "key": str(uuid4()), "step": "ask"})["Location"]
            == "/approvals"
        )
        (row,) = Request.objects.all()
        assert (row.kind, row.place) == ("medium", "/linkage?after=0&through=0")
        agree([row])
        made = counter.post("/linkage/files", {**asked, "key": str(uuid4())})
        assert made["Content-Disposition"].startswith("attachment")
        assert counter.post("/linkage/files", {"key": str(uuid4()), "after": "0"}).status_code == 422
        done = {"key": str(uuid4()), "messages": str(one.message), "done.reason": "媒体"}
        assert counter.post("/linkage/deliveries", {**done, "messages": ""}).status_code in (400, 422)
        assert counter.post("/linkage/deliveries", {**done, "messages": "x"}).status_code == 400
        assert counter.post("/linkage/deliveries", done).status_code == 303
        assert "手作業で済み" in text(counter.get("/linkage"))
    assert b"." in made.content
    assert at_the_cs() == []


def test_the_doors_for_programs(line, door):
    door.may(Permission.SEE_LINKAGE, Permission.SET_LINKAGE, Permission.CARRY_LINKAGE)
    send(update(1))
    form = {"mode": "manual", "seen": 0, "reason": BAD}
    key = uuid4()
    assert door.post("/api/linkage/switches", form, key=key).json()["mode"] == "manual"
    assert door.post("/api/linkage/switches", form, key=key).json()["number"] == 1
    assert door.post("/api/linkage/switches", {**form, "mode": "off"}).status_code == 400
    (one,) = door.get("/api/linkage/messages").json()
    assert door.get(f"/api/linkage/messages?after={one['sequence']}").json() == []
    assert door.get("/api/linkage/messages?after=x").status_code == 400
    assert door.get(f"/api/linkage/messages/{one['message']}").json()["message"]["name"] == "resident-update"
    body = {"reason": BAD, "out": msgspec.to_builtins(wanted(linkage.EXPORT, "clerk"))}
    assert door.post("/api/linkage/files", {"reason": BAD}).status_code == 400
    assert door.post("/api/linkage/files", body).json()["code"] == "OVS-0201"
    as_clerk = Actor(who="client:clerk", right="test", terminal="t")
    form = msgspec.convert(body, linkage.CarryForm)
    now = current().clock.now()
    agree(linkage.ask_file(form, page="/linkage", actor=as_clerk, times=now))
    made = door.post("/api/linkage/files", body).json()
    assert made["number"] == 1
    assert made["messages"] == [one["message"]]
    door.post("/api/linkage/deliveries", {"messages": made["messages"], "reason": BAD})
    assert door.get("/api/linkage").json()["done"] == 1
    assert Outbox.objects.filter(delivered_at=None, name="resident-update").count() == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", "/api/linkage"), ("get", "/api/linkage/messages"), ("post", "/api/linkage/switches"),
     ("post", "/api/linkage/files"), ("post", "/api/linkage/deliveries")],
)  # fmt: skip
def test_each_door_has_its_right(db, door, method, path):
    body = {"mode": "manual", "seen": 0, "reason": BAD, "messages": [str(uuid4())]}
    reply = door.get(path) if method == "get" else door.post(path, body)
    assert reply.status_code in (403, 422)
    assert not LinkageSwitch.objects.exists()
