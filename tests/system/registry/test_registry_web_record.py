"""Record and household pages: all items, versions, the past, the number by its own right, how far the last act came."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.kernel.values.legal_date import LegalDate
from juki.links.post.mending import STATIONS
from juki.links.post.models import Outbox, Station
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.resident import Category, Event, Foreign, Kind, Names, State
from juki.systems.registry.records.models import Application, ApplicationHold
from juki.systems.registry.services import queries
from support.residents import Residents
from support.staff import Counter

SHOWN = (Permission.SEE_HONSEKI, Permission.SEE_RESIDENT_CODE, Permission.SEE_RESIDENCE)


@pytest.fixture
def counter(db):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in("clerk.test", Permission.SEE_RESIDENT, Permission.SEE_HOUSEHOLD, *SHOWN)
        yield found


@pytest.fixture
def residents(db):
    return Residents()


def text(reply):
    return reply.content.decode()


@pytest.mark.parametrize("path", ["/residents/19", "/households/19", f"/acts/{UUID(int=4)}/stations"])
def test_pages_need_their_right(db, path):
    with Counter("registry", "juki.systems.registry.web") as counter:
        assert counter.get(path).status_code in (302, 303)
        counter.sign_in("clerk.test", Permission.SEARCH)
        assert counter.get(path).status_code == 403
    assert AuditEntry.objects.get(action="page.refused").detail["code"] == "KRN-0202"


def test_all_items_in_words(counter, residents):
    (person,) = residents.household({})
    page = text(counter.get(f"/residents/{person.addressee_number}"))
    for shown in (
        "架空　一", "カクウ　ハジメ", "昭和55年2月3日", "女", "世帯主", "東京都架空市仮町一丁目1番地",
        "東京都西東京市田無町一丁目2番3号", "北海道札幌市仮町", person.resident_code, "転入（記載）", "日本人住民",
    ):  # fmt: skip
        assert shown in page
    assert page.count("架空　一") >= 3  # 氏名, 世帯主の氏名, 筆頭者
    assert "世帯主の氏名" in page
    assert person.individual_number not in page
    assert "表示する権限がありません" in page
    assert list(AuditEntry.objects.order_by("number").values_list("action", flat=True)) == [
        "resident.shown", "resident.history.shown",
    ]  # fmt: skip


HEAD = re.compile('世帯主の氏名</dt><dd><span class="(?:name|none)">([^<]*)<')


def test_the_head_of_a_members_household_is_logged_before_shown(counter, residents):
    head, child = residents.household({"names": Names(full="架空　頭")}, {})
    page = text(counter.get(f"/residents/{child.addressee_number}"))
    assert HEAD.findall(page) == ["架空　頭"]
    assert AuditEntry.objects.get(action="resident.head.shown").subjects == [
        f"addressee:{head.addressee_number}"
    ]


def test_a_past_day_has_its_own_head(counter, residents):
    head, child = residents.household({"names": Names(full="架空　前")}, {})
    later = LegalDate.from_day(residents.times.legal_day)
    renamed = replace(head, names=Names(full="架空　後"), event=replace(head.event, day=later))
    residents.version(renamed, number=2, event=residents.event("TENKYO", event_class="amendment"))
    path = f"/residents/{child.addressee_number}"
    assert HEAD.findall(text(counter.get(path))) == ["架空　後"]
    assert HEAD.findall(text(counter.get(f"{path}?as_of={residents.moved.internal}"))) == ["架空　前"]


def test_no_head_is_a_blank(counter, residents):
    (person,) = residents.household({"relationship": residents.person("1", 2).relationship})
    assert HEAD.findall(text(counter.get(f"/residents/{person.addressee_number}"))) == ["－"]


def test_the_day_of_processing_is_the_citys(counter, residents):
    residents.times = replace(residents.times, city=residents.times.city + timedelta(days=400))
    (person,) = residents.household({})
    page = text(counter.get(f"/residents/{person.addressee_number}"))
    assert page.count("処理日") == 2
    assert "処理日時" not in page
    shown = re.findall("処理日</dt><dd>([^<]*)<", page)
    assert shown == [LegalDate.from_day(residents.times.legal_day).text]


@pytest.mark.proves("STD:1.1.9/2", "NOT:1.1.9/1", "NOT:1.1.9/2")
def test_western_years_only_for_a_foreign_residents_birth_and_end_of_stay(counter, residents):
    foreign = Foreign(
        nationality="ZZZ", nationality_name="架空国", category=Category.MID_TO_LONG_TERM,
        since=LegalDate.parse("2020-04-01"), status="留学", period="2年",
        expires_on=LegalDate.parse("2030-01-01").internal, card_number="AB12345678CD",
    )  # fmt: skip
    (person,) = residents.household(
        {
            "kind": Kind.FOREIGN, "foreign": foreign, "register": None, "names": Names(full="SAMPLE PERSON"),
            "birth": LegalDate.parse("1990-05-06"),
        }
    )  # fmt: skip
    page = text(counter.get(f"/residents/{person.addressee_number}"))
    assert "1990年5月6日" in page
    assert "2030年1月1日" in page
    assert "令和2年4月1日" in page
    assert "平成2年" not in page
    assert "2020年" not in page


@pytest.mark.proves("C:log.after_search@1")
def test_nothing_is_shown_before_it_is_logged(counter, residents, monkeypatch):
    (person,) = residents.household({})

    def refuse(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(queries, "log_before_showing", refuse)
    reply = counter.get(f"/residents/{person.addressee_number}")
    assert reply.status_code == 503
    assert person.resident_code not in text(reply)


def test_the_individual_number_by_its_right_and_its_button(counter, residents):
    (person,) = residents.household({})
    path = f"/residents/{person.addressee_number}/individual-number"
    assert counter.post(path, {}).status_code == 403
    assert AuditEntry.objects.filter(action="individual_number.refused").count() == 1
    counter.sign_in("reviewer.test", Permission.SEE_RESIDENT, Permission.SEE_INDIVIDUAL_NUMBER)
    assert person.individual_number not in text(counter.get(f"/residents/{person.addressee_number}"))
    assert counter.get(path).status_code == 405
    assert person.individual_number in text(counter.post(path, {}))
    row = AuditEntry.objects.get(action="individual_number.shown")
    assert (row.who, row.permission, row.subjects) == (
        "client:reviewer.test", Permission.SEE_INDIVIDUAL_NUMBER, [f"addressee:{person.addressee_number}"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/residents/0000000019", 404, "REG-0201"),
        ("/residents/12a", 422, "KRN-0131"),
        (f"/residents/{'1' * 16}", 422, "KRN-0131"),
        ("/residents/%00", 400, "KRN-0205"),
        ("/households/0000000019", 404, "REG-0202"),
        ("/households/x", 422, "KRN-0131"),
        (f"/acts/{UUID(int=4)}/stations?since=x", 403, "SCR-0111"),
        ("/residents/1/2", 404, "SCR-0106"),
    ],
)
def test_what_is_not_there_is_a_coded_page(counter, path, status, code):
    reply = counter.get(path)
    assert (reply.status_code, code in text(reply)) == (status, True)


def test_versions_tell_what_changed(counter, residents):
    (person,) = residents.household({})
    moved = replace(
        person, address=replace(person.address, lot="<b>5番</b>"),
        event=Event(
            reason="TENKYO", event_class="amendment", day=residents.moved, notified_on=residents.times.legal_day
        ),
    )  # fmt: skip
    residents.version(moved, number=2, event=residents.event("TENKYO", event_class="amendment"))
    page = text(counter.get(f"/residents/{person.addressee_number}"))
    assert "転居（修正）" in page
    assert "2番3号</span> → <span" in page
    assert "&lt;b&gt;5番" in page
    assert "<b>5番" not in page
    assert "clerk.test" in page


def test_the_past_by_its_day(counter, residents):
    (person,) = residents.household({})
    path = f"/residents/{person.addressee_number}"
    day = residents.moved.internal
    assert "現在の記載です" in text(counter.get(f"{path}?as_of={day}"))
    before = counter.get(f"{path}?as_of={day - timedelta(days=1)}")
    assert (before.status_code, "REG-0203" in text(before)) == (404, True)
    for typed in ("令和8年13月1日", "x", "\x00", "1" * 200):
        wrong = counter.get(f"{path}?{'as_of=' + typed}")
        assert (wrong.status_code, "#f-as_of" in text(wrong)) == (422, True)
    assert counter.get(f"{path}?record=x").status_code == 400
    assert counter.get(f"{path}?record=2").status_code == 404


def test_an_open_application_is_told_to_whoever_may_see_applications(counter, residents):
    (person,) = residents.household({})
    now = residents.times
    application = Application.objects.create(
        id=uuid4(), number="20260401-0001", kind="move_in", state="provisional", came_as="head",
        form={"persons": ["見えない人"]}, author="client:a", last_changed_by="client:a", received_at=now.machine,
        received_city=now.city, changed_at=now.machine, changed_city=now.city,
    )  # fmt: skip
    ApplicationHold.objects.create(key=f"household:{person.household_number}", application=application)
    path = f"/residents/{person.addressee_number}"
    assert "20260401-0001" not in text(counter.get(path))
    counter.sign_in("clerk.test", Permission.SEE_APPLICATION)
    page = text(counter.get(path))
    assert "20260401-0001（仮登録）" in page
    assert "見えない人" not in page


def test_a_removed_record_says_so_and_offers_no_certificate(counter, residents):
    (person,) = residents.household({"state": State.MOVED_OUT})
    counter.sign_in("clerk.test", Permission.ISSUE_CERTIFICATE)
    page = text(counter.get(f"/residents/{person.addressee_number}"))
    assert "除票" in page
    assert "/certificates/new" not in page


def sent(trace, destination, name, *, delivered=None, sequence=1):
    now = current().clock.now()
    return Outbox.objects.create(
        owner="registry", destination=destination, epoch=1, sequence=sequence, message_id=uuid4(), name=name, version=1,
        streams=["addressee:1"], trace=trace, legal_day=now.legal_day, recorded_at=now.machine, digest="0" * 64,
        body=None if delivered else "x", delivered_at=delivered,
    )  # fmt: skip


def told(trace, station, name, message_id, state, code=""):
    Station.objects.create(
        owner="registry", trace=trace, station=station, message=name, message_id=message_id, state=state, code=code,
        at=current().clock.now().machine, told_by=station,
    )  # fmt: skip


def test_stations_of_the_last_act(counter, residents):
    trace = uuid4()
    (person,) = residents.household({}, trace=trace)
    now = residents.times.machine
    sent(trace, "kiosk", "household-snapshot", sequence=10**9)
    update = sent(trace, "jukinet", "resident-update", delivered=now, sequence=10**9)
    addressee = sent(trace, "addressee", "resident-addressee", delivered=now, sequence=10**9)
    told(trace, "jukinet", "resident-update", update.message_id, "applied")
    told(trace, "prefecture", "identification-update", uuid4(), "applied")
    told(trace, "addressee", "resident-addressee", addressee.message_id, "parked", "ADR-0101")
    counter.sign_in("clerk.test", STATIONS)
    page = text(counter.get(f"/residents/{person.addressee_number}"))
    for shown in (
        "証明書コンビニ交付", "送信待ち", "都道府県サーバ", "全国サーバ", "反映済み", "保留中", "理由 ADR-0101",
    ):  # fmt: skip
        assert shown in page
    assert f'hx-get="/acts/{trace}/stations' in page
    assert 'hx-trigger="every 2s"' in page
    assert one_line_per_system(page) == [
        ("証明書コンビニ交付", "送信待ち", "1件中0件反映"),
        ("住基ネット 市町村CS", "反映済み", "1件"),
        ("都道府県サーバ", "反映済み", "1件"),
        ("全国サーバ", "送信待ち", "1件中0件反映"),
        ("宛名管理", "保留中", "1件中0件反映　理由 ADR-0101：宛名管理の保留電文の画面で処理してください。"),
    ]
    assert '<details class="disclosure"><summary>電文ごとの状態（5行）' in page
    assert page.index("異動履歴") < page.index("最後の異動の連携状態")
    part = counter.get(f"/acts/{trace}/stations?since={now.isoformat().replace('+', '%2B')}")
    assert part.status_code == 200
    assert text(part).strip().startswith("<div")
    old = (now - timedelta(minutes=11)).isoformat().replace("+", "%2B")
    assert "hx-get" not in text(counter.get(f"/acts/{trace}/stations?since={old}"))
    for wrong in ("x", "2026-01-01T00:00:00", ""):
        assert counter.get(f"/acts/{trace}/stations?since={wrong}").status_code == 400
    assert AuditEntry.objects.filter(action="link.stations").count() == 3


def one_line_per_system(page):
    """System, state and detail of what stands outside the disclosure."""
    shown = page[page.index('aria-label="最後の異動の連携状態"') : page.index("<details")]
    return re.findall(
        'station-label">([^<]*)</span><span class="chip [^"]*">([^<]*)</span><span class="station-detail">([^<]*)<',
        shown,
    )


def test_messages_to_one_system_are_one_line(counter, residents):
    trace = uuid4()
    (person,) = residents.household({}, trace=trace)
    now = residents.times.machine
    for count in range(3):
        row = sent(trace, "kiosk", f"message-{count % 2}", delivered=now, sequence=10**9 + count)
        told(
            trace,
            "kiosk",
            row.name,
            row.message_id,
            "parked" if count == 2 else "applied",
            "KSK-1" if count == 2 else "",
        )
    counter.sign_in("clerk.test", STATIONS)
    page = text(counter.get(f"/residents/{person.addressee_number}"))
    assert one_line_per_system(page) == [
        (
            "証明書コンビニ交付",
            "保留中",
            "3件中2件反映　理由 KSK-1：証明書コンビニ交付の保留電文の画面で処理してください。",
        )
    ]


def test_an_act_that_went_nowhere_is_not_watched(counter, residents):
    (person,) = residents.household({})
    counter.sign_in("clerk.test", STATIONS)
    page = text(counter.get(f"/residents/{person.addressee_number}"))
    assert "他のシステムへ送られていません" in page
    assert "hx-get" not in page


def test_a_household_in_its_order(counter, residents):
    people = residents.household({}, {}, {})
    page = text(counter.get(f"/households/{people[0].household_number}"))
    places = [page.index(person.addressee_number) for person in people]
    assert places == sorted(places)
    assert "3人" in page
    assert "/certificates/new" not in page
    counter.sign_in("clerk.test", Permission.ISSUE_CERTIFICATE)
    assert "/certificates/new?household=" in text(counter.get(f"/households/{people[0].household_number}"))


def test_a_household_without_head(counter, residents):
    (person,) = residents.household({"relationship": residents.person("1", 2).relationship})
    assert "世帯主がいない世帯" in text(counter.get(f"/households/{person.household_number}"))


def test_the_record_page_takes_few_statements(counter, residents):
    (person,) = residents.household({})
    counter.sign_in("clerk.test", STATIONS, Permission.SEE_APPLICATION)
    path = f"/residents/{person.addressee_number}"
    counter.get(path)
    before = len(connection.queries_log)
    connection.force_debug_cursor = True
    try:
        counter.get(path)
        assert len(connection.queries_log) - before <= 40
    finally:
        connection.force_debug_cursor = False
