"""The kiosk system's screens: who may, what is logged before it is shown, what is never shown."""

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.systems.kiosk.web import permissions as may
from support.staff import Counter

PAGES = {"/households": may.HOUSEHOLD, "/persons": may.ISSUABLE, "/feed": may.FEED}


@pytest.fixture
def counter(db, wire, register):
    head = register.person(1, "世帯主")
    register.send(1, head, register.person(2, issuing_stopped=True), register.foreigner(3, "同居人"))
    wire.settle()
    with Counter("kiosk", "juki.systems.kiosk.web") as found:
        yield found


def text(reply) -> str:
    return reply.content.decode()


@pytest.mark.proves("C:acc.authz@4")
@pytest.mark.parametrize(("address", "permission"), PAGES.items())
def test_a_page_needs_its_permission(counter, address, permission):
    counter.sign_in("clerk.test")
    assert counter.get(address).status_code == 403
    counter.sign_in("clerk.test", permission)
    assert counter.get(address).status_code == 200


def test_a_household_is_shown_without_numbers_and_logged(counter, register):
    address = f"/households/{register.household_number(1)}"
    counter.sign_in("clerk.test")
    assert counter.get(address).status_code == 403
    counter.sign_in("clerk.test", may.HOUSEHOLD)
    page = text(counter.get(address))
    assert page.index("第1") < page.index("第2")
    assert "通称" in page
    assert "1980年1月4日" in page  # of a foreign resident
    assert "昭和55年1月2日" in page
    for serial in (1, 2, 3):
        assert register.individual_number(serial) not in page
        assert register.resident_code(serial) not in page
    row = AuditEntry.objects.get(action="household.shown")
    assert row.subjects == [f"household:{register.household_number(1)}"]
    assert "発行可否を確かめる" not in page
    counter.sign_in("clerk.test", may.ISSUABLE)
    assert "発行可否を確かめる" in text(counter.get(address))


def test_issuable_says_every_reason(counter, register):
    counter.sign_in("clerk.test", may.ISSUABLE)
    reply = counter.post("/persons", {"number": register.number(1)})
    assert (reply.status_code, reply["Location"]) == (303, f"/persons/{register.number(1)}/issuable")
    assert "発行できます" in text(counter.get(reply["Location"]))
    assert AuditEntry.objects.get(action="issuable.shown").subjects == [f"addressee:{register.number(1)}"]
    page = text(counter.get(f"/persons/{register.number(2)}/issuable"))
    assert "いまは発行できません" in page
    assert "KSK-0305" in page


def test_unknown_numbers_are_in_no_address_and_no_log(counter, register):
    counter.sign_in("clerk.test", may.HOUSEHOLD, may.ISSUABLE)
    for address, code in [("/households", "KSK-0201"), ("/persons", "KSK-0301")]:
        reply = counter.post(address, {"number": register.individual_number(1)})
        assert (reply.status_code, code in text(reply), "Location" in reply.headers) == (422, True, False)
    assert counter.get(f"/persons/{register.individual_number(1)}/issuable").status_code == 200
    assert counter.get(f"/households/{register.individual_number(1)}").status_code == 404
    kept = str(list(AuditEntry.objects.values_list("subjects", "reason", "detail")))
    assert register.individual_number(1) not in kept


@pytest.mark.parametrize("typed", ["", "12a", '"><script>'])
def test_mistakes_stand_beside_the_field(counter, typed):
    counter.sign_in("clerk.test", may.HOUSEHOLD, may.ISSUABLE)
    for address in ("/households", "/persons"):
        reply = counter.post(address, {"number": typed})
        assert reply.status_code == 422
        assert 'href="#f-number"' in text(reply)
        assert "<script>" not in text(reply)


def test_the_feed_is_fresh_once_heard(counter):
    counter.sign_in("clerk.test", may.FEED)
    assert "最新です" in text(counter.get("/feed"))
    assert AuditEntry.objects.filter(action="feed.shown").count() == 1


def test_the_feed_is_stale_before_it_was_heard(db):
    with Counter("kiosk", "juki.systems.kiosk.web") as counter:
        counter.sign_in("clerk.test", may.FEED)
        page = text(counter.get("/feed"))
    assert "更新が途絶えています" in page
    assert "まだ一度も確かめていません" in page


def test_the_first_page(counter):
    counter.sign_in("clerk.test")
    assert "あなたに認められた業務はありません" in text(counter.get("/"))
    counter.sign_in("clerk.test", may.FEED)
    assert 'href="/feed"' in text(counter.get("/"))
