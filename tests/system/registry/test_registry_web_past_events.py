"""異動履歴照会, the list of households without 世帯主, notices and codes on screens: each by its right, logged before shown."""

from uuid import uuid4

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.resident import Names
from juki.systems.registry.records.models import AwaitedMessage, MoveInNoticeRow
from support.counter_forms import text
from support.residents import Residents
from support.staff import Counter

ASK = {"purpose": "記載内容の点検"}


@pytest.fixture
def residents(db):
    return Residents()


@pytest.fixture
def counter(db):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in("clerk.test", Permission.SEE_RESIDENT)
        yield found


@pytest.mark.parametrize(
    "path",
    ["/events", "/headless-households", "/move-in-notices", "/awaited-messages", "/code-stock", "/notices"],
)
def test_pages_need_their_right(db, path):
    with Counter("registry", "juki.systems.registry.web") as counter:
        assert counter.get(path).status_code in (302, 303)
        counter.sign_in("clerk.test", Permission.SEARCH)
        assert counter.get(path).status_code == 403


def test_the_acts_of_a_person_and_of_a_household(counter, residents):
    (person, child) = residents.household({"names": Names(full="架空　<i>一</i>")}, {})
    page = counter.post("/events", {**ASK, "addressee_number": person.addressee_number})
    assert page.status_code == 200
    assert f"/residents/{person.addressee_number}/timeline?record=1#v1" in text(page)
    assert "&lt;i&gt;" in page.content.decode()
    assert child.addressee_number not in text(page)
    assert counter.post("/events", {**ASK, "household_number": person.household_number}).status_code == 403
    counter.sign_in("clerk.test", Permission.SEE_HOUSEHOLD)
    both = text(counter.post("/events", {**ASK, "household_number": person.household_number}))
    assert child.addressee_number in both
    row = AuditEntry.objects.filter(action="events.found").order_by("number").last()
    assert set(row.subjects) == {f"addressee:{one.addressee_number}" for one in (person, child)}


def test_the_whole_city_by_its_right_and_within_days(counter, residents):
    residents.household({})
    today = residents.times.legal_day
    asked = {**ASK, "processed_from": today.isoformat(), "processed_to": today.isoformat()}
    assert counter.post("/events", asked).status_code == 403
    counter.sign_in("clerk.test", Permission.LIST_EVENTS)
    assert "転入（記載）" in text(counter.post("/events", asked))
    assert "条件に合う異動はありません" in text(counter.post("/events", {**asked, "reason": "SHIBO"}))
    assert "clerk.test" in text(counter.post("/events", {**asked, "operator": "clerk.test"}))
    unbounded = counter.post("/events", ASK)
    assert (unbounded.status_code, "REG-0214" in text(unbounded)) == (422, True)


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"purpose": ""}, "purpose"),
        ({"processed_from": "x"}, "processed_from"),
        ({"day_to": "令和8年13月1日"}, "day_to"),
        ({"processed_from": "2026-04-02", "processed_to": "2026-04-01"}, "processed_to"),
        ({"addressee_number": "12a"}, "addressee_number"),
        ({"addressee_number": "0000000019"}, "addressee_number"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(counter, residents, fields, at):
    counter.sign_in("clerk.test", Permission.LIST_EVENTS)
    reply = counter.post("/events", {**ASK, **fields})
    assert (reply.status_code, f"#f-{at}" in text(reply)) == (422, True)


def test_made_up_choices_are_no_form_of_ours(counter, residents):
    assert counter.post("/events", {**ASK, "event_class": "x"}).status_code == 400


def test_households_without_head_by_number(counter, residents):
    (alone,) = residents.household({"relationship": residents.person("1", 2).relationship})
    (headed,) = residents.household({})
    counter.sign_in("clerk.test", Permission.SEE_NIGHTLY_LIST, Permission.SEE_HOUSEHOLD, Permission.RECEIVE)
    page = text(counter.get("/headless-households"))
    assert f"/households/{alone.household_number}" in page
    assert headed.household_number not in page
    assert f"household={alone.household_number}&reason=SETAINUSHI_HENKO" in page
    assert alone.names.full not in page
    row = AuditEntry.objects.get(action="households.headless.listed")
    assert f"household:{alone.household_number}" in row.subjects
    assert alone.household_number not in text(
        counter.get(f"/headless-households?after={alone.household_number}")
    )
    assert alone.household_number in text(counter.get("/headless-households?after=x"))


def test_move_in_notices_with_their_errors(counter, residents):
    now = residents.times
    for outcome, code in (("applied", ""), ("task", "REG-0201")):
        MoveInNoticeRow.objects.create(
            notice=uuid4(), digest="0" * 64, resident_code="1" * 11, addressee_number="", new_municipality="011011",
            moved_in_on=now.legal_day, sent_at=now.machine, received_at=now.machine, outcome=outcome, code=code,
            content={}, trace=uuid4(),
        )  # fmt: skip
    counter.sign_in("clerk.test", Permission.SEE_MOVE_IN_NOTICE)
    page = text(counter.get("/move-in-notices"))
    assert ("反映済み</span>" in page, "REG-0201" in page) == (True, True)
    tasks = text(counter.get("/move-in-notices?outcome=task"))
    assert ("反映済み</span>" in tasks, "REG-0201" in tasks) == (False, True)
    assert counter.get("/move-in-notices?outcome=%3Cb%3E").status_code == 200
    assert counter.get("/notices")["Location"] == "/move-in-notices"


def test_messages_that_nobody_receives_yet(counter, residents):
    (person,) = residents.household({})
    now = residents.times
    for reason in ("SHIBO", "KOJIN_BANGO_HENKO"):
        AwaitedMessage.objects.create(
            trace=uuid4(), addressee_number=person.addressee_number, message="card-ended", receiver="cards",
            event_reason=reason, legal_day=now.legal_day, queued_at=now.machine,
        )  # fmt: skip
    counter.sign_in("clerk.test", Permission.SEE_AWAITED)
    page = text(counter.get("/awaited-messages"))
    assert page.count(f"/residents/{person.addressee_number}") == 1
    assert "（一覧に出しません）" in page
    assert "個人番号カードの廃止" in page
    assert "送られていない通知はありません" in text(counter.get("/awaited-messages?message=delivery-address"))
    assert counter.get("/awaited-messages?after=x").status_code == 200


def test_the_stock_of_codes(counter, residents):
    counter.sign_in("clerk.test", Permission.SEE_CODES)
    page = text(counter.get("/code-stock"))
    assert "空きコードが少なくなっています" in page
    assert "取得する件数" not in page
    assert counter.post("/code-stock", {"key": uuid4(), "size": "10"}).status_code == 403
    counter.sign_in("clerk.test", Permission.TAKE_CODES)
    for size in ("", "x", "0", "10001", "9" * 30):
        reply = counter.post("/code-stock", {"key": uuid4(), "size": size})
        assert (reply.status_code, "#f-size" in text(reply)) == (422, True), size
    assert counter.post("/code-stock", {"size": "10"}).status_code == 400


def test_the_navigation_shows_what_one_may_open(counter, residents):
    assert 'href="/nightly"' not in text(counter.get("/events"))
    counter.sign_in(
        "clerk.test",
        Permission.SEE_NIGHTLY,
        Permission.SEE_BULK,
        Permission.LIST_EVENTS,
        Permission.SEE_CODES,
    )
    page = text(counter.get("/events"))
    for href in ("/nightly", "/bulk", "/notices", "/events"):
        assert f'href="{href}"' in page
