"""交付履歴 and 障害・停止: rights of their own, logged before shown, never a number of the person."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.systems.kiosk.domain.refusals import Refusal
from juki.systems.kiosk.records.models import IssueLog, ServiceEvent
from juki.systems.kiosk.services import queries_issues
from juki.systems.kiosk.web import permissions as may
from support.staff import Counter


@pytest.fixture
def counter(centre, register, wire):
    register.send(1, register.person(1, "世帯主"), register.person(2))
    wire.settle()
    centre.menu(centre.card_of(1))
    centre.issue(kind="all", places=(1, 2), show=("individual_number",))
    centre.told("printed")
    centre.issue()
    with Counter("kiosk", "juki.systems.kiosk.web") as found:
        yield found


def text(reply):
    return reply.content.decode()


@pytest.mark.proves("C:acc.authz@4")
@pytest.mark.parametrize(("address", "permission"), [("/issues", may.ISSUES), ("/service", may.SERVICE)])
def test_a_page_needs_its_permission(counter, address, permission):
    counter.sign_in("clerk.test", may.FEED)
    assert counter.get(address).status_code == 403
    counter.sign_in("clerk.test", permission)
    assert counter.get(address).status_code == 200


def test_the_history(counter, register):
    counter.sign_in("clerk.test", may.ISSUES)
    number = IssueLog.objects.get(result="issued").issue_number
    wanted = [
        {"day": "2026-11-24"}, {"day": "令和8年11月24日", "kiosk": "MIHON-1"}, {"issue_number": number},
        {"addressee_number": register.number(1)},
    ]  # fmt: skip
    for fields in wanted:
        page = text(counter.post("/issues", fields))
        assert number in page, fields
        assert "印刷済み" in page
        assert "世帯全員" in page
        for serial in (1, 2):
            assert register.individual_number(serial) not in page
            assert register.resident_code(serial) not in page
    assert "KSK-0603" in text(counter.post("/issues", {"day": "2026-11-24"}))
    assert number not in text(counter.post("/issues", {"day": "2026-11-23"}))
    looked = AuditEntry.objects.filter(action="issues.searched")
    assert looked.count() == len(wanted) + 2
    both = [f"addressee:{register.number(serial)}" for serial in (1, 2)]
    assert looked.filter(subjects=both, outcome="shown").count() == len(wanted) + 1
    empty = looked.latest("number")
    assert (empty.subjects, empty.outcome, empty.detail["day"]) == ([], "none", "2026-11-23")
    one = looked.order_by("number")[1]
    assert {key: one.detail[key] for key in ("by", "day", "kiosk", "rows", "persons")} == {
        "by": "day kiosk", "day": "2026-11-24", "kiosk": "MIHON-1", "rows": 2, "persons": 2
    }  # fmt: skip


def test_the_rows_are_logged_before_they_are_shown(counter, monkeypatch):
    """A log that cannot be written shows nothing."""

    def full(*_given, **_named):
        raise OSError

    monkeypatch.setattr(queries_issues, "log_before_showing", full)
    counter.sign_in("clerk.test", may.ISSUES)
    page = counter.post("/issues", {"day": "2026-11-24"})
    assert page.status_code == 503
    assert "MIHON-1" not in text(page)


def test_a_row_in_words(counter, centre):
    counter.sign_in("clerk.test", may.ISSUES)
    page = text(counter.post("/issues", {"day": "2026-11-24", "result": "refused"}))
    assert "交付不可" in page
    assert f"KSK-0603 {Refusal.DIALOG_OVER.text}" in page
    assert centre.transaction[:8] in page
    assert "例：令和8年11月24日、2026-11-24" in page


def test_no_flood_buries_a_row(counter, register, monkeypatch):
    """Older pages are one button away, stand still while rows are added, and both filters leave rows away."""
    monkeypatch.setattr(queries_issues, "MOST", 3)
    nobody = IssueLog.objects.get(result="KSK-0603")
    nobody.addressee_number, nobody.members = "", []
    for _ in range(4):
        nobody.pk = None
        nobody.save(force_insert=True)
    counter.sign_in("clerk.test", may.ISSUES)
    number = IssueLog.objects.get(result="issued").issue_number
    day = {"day": "2026-11-24"}
    first = text(counter.post("/issues", {**day, "result": ""}))
    assert number not in first
    assert "次の3件" in first
    assert "前の3件" not in first
    upto = str(IssueLog.objects.latest("id").pk)
    assert f'name="upto" value="{upto}"' in first
    nobody.pk = None
    nobody.save(force_insert=True)
    second = text(counter.post("/issues", {**day, "page": "2", "upto": upto}))
    assert number in second
    assert "前の3件" in second
    assert "次の3件" not in second
    assert number in text(counter.post("/issues", {**day, "result": "issued"}))
    assert number in text(counter.post("/issues", {**day, "holder_known": "yes"}))
    assert number not in text(counter.post("/issues", {**day, "result": "refused", "holder_known": "yes"}))
    assert counter.post("/issues", {**day, "result": "x"}).status_code == 422


def test_what_a_stop_means_and_who_may_resume(counter):
    counter.sign_in("officer.test", may.SERVICE, may.STOP)
    assert "全ての端末で交付が止まります" in text(counter.get("/service"))
    counter.post("/service/stop", {"key": str(uuid4()), "reason": "訓練"})
    page = text(counter.get("/service"))
    assert "再開は再開の権限のある職員が行います。" in page
    assert "理由を書いて再開" not in page
    assert "officer.test" in page
    assert "client:" not in page


@pytest.mark.parametrize("fields", [{}, {"day": "x"}, {"addressee_number": "12x"}, {"kiosk": "x" * 30}])
def test_a_search_that_is_none(counter, fields):
    counter.sign_in("clerk.test", may.ISSUES)
    reply = counter.post("/issues", fields)
    assert reply.status_code == 422


def test_what_was_typed_may_be_somebodys_number(counter, register):
    counter.sign_in("clerk.test", may.ISSUES)
    for typed in (register.individual_number(1), register.number(9)):
        counter.post("/issues", {"addressee_number": typed})
        assert typed not in str(list(AuditEntry.objects.values()))


def test_stopped_by_hand_and_resumed_with_a_reason(counter, centre):
    counter.sign_in("officer.test", may.SERVICE, may.STOP)
    page = text(counter.get("/service"))
    assert "交付を停止する" in page
    assert counter.post("/service/stop", {"key": str(uuid4()), "reason": ""}).status_code == 422
    key = str(uuid4())
    for _ in range(2):
        assert counter.post("/service/stop", {"key": key, "reason": "訓練"}).status_code == 303
    assert ServiceEvent.objects.count() == 1
    assert counter.post("/service/stop", {"key": str(uuid4()), "reason": "訓練"}).status_code == 422
    assert centre.menu(centre.card_of(2)).code == "KSK-0902"
    assert counter.post("/service/resume", {"key": str(uuid4()), "reason": "済"}).status_code == 403
    assert ServiceEvent.objects.count() == 1
    counter.sign_in("reviewer.test", may.SERVICE, may.RESUME)
    assert "再開する理由" in text(counter.get("/service"))
    assert counter.post("/service/resume", {"key": str(uuid4()), "reason": "確かめた"}).status_code == 303
    assert centre.menu(centre.card_of(2)).outcome == "offered"
    assert AuditEntry.objects.filter(action__in=["service.stopped", "service.resumed"]).count() == 2


def test_the_doors_for_programs(counter, register):
    for permission in (may.ISSUES, may.SERVICE, may.STOP):
        AccessGrant.objects.create(
            system="test", client="clerk", permission=permission, valid_from=date(2020, 1, 1)
        )

    def post(route, body):
        with override_settings(ROOT_URLCONF="juki.systems.kiosk.api.urls"):
            return Client(raise_request_exception=False).post(
                route, body, content_type="application/json", headers={"Idempotency-Key": str(uuid4())},
                **{"juki.certificate": "urn:juki:client:clerk"},
            )  # fmt: skip

    rows = post("/api/issues", {"addressee_number": register.number(1)}).json()["rows"]
    assert [row["result"] for row in rows] == ["KSK-0603", "issued"]
    few = post("/api/issues", {"addressee_number": register.number(1), "result": "issued", "page": 1}).json()
    assert ([row["result"] for row in few["rows"]], few["more"]) == (["issued"], False)
    looked = AuditEntry.objects.filter(action="issues.searched").latest("number")
    assert looked.subjects == [f"addressee:{register.number(serial)}" for serial in (1, 2)]
    assert looked.detail["by"] == "addressee_number result"
    assert post("/api/issues", {"day": "2026-11-24", "page": 0}).status_code == 400
    assert post("/api/issues", {}).json()["code"] == "KSK-0803"
    assert post("/api/service/stop", {"reason": "訓練"}).json()["state"] == "stopped"
    assert post("/api/service/stop", {"reason": "訓練"}).status_code == 409
    assert post("/api/service/resume", {"reason": "訓練"}).status_code == 403
