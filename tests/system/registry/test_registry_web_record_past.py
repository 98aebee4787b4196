"""The record and its past on screens: every item, 統合記載欄, メモ, the time line, where an item comes from, other days."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.values.address import Address
from juki.kernel.values.legal_date import CertifiedField, LegalDate
from juki.screens.rendering import wareki
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.resident import (
    Administration,
    Areas,
    Basis,
    Category,
    Cause,
    Event,
    Foreign,
    Kind,
    Names,
    PlaceDetail,
    PlannedMoveOut,
    Removed,
    State,
)
from juki.systems.registry.records.models import MemoRow
from support.counter_forms import hidden, text
from support.residents import Residents
from support.staff import Counter

LONG = Names(
    full="勘解由小路仮名　長之輔左衛門尉辻\U000e0102", surname="勘解由小路仮名", given="長之輔左衛門尉辻\U000e0102",
    kana_surname="カデノコウジカメイ", kana_given="ナガナガノスケ",
)  # fmt: skip


@pytest.fixture
def residents(db):
    return Residents()


SHOWN = (Permission.SEE_HONSEKI, Permission.SEE_RESIDENT_CODE, Permission.SEE_RESIDENCE)


@pytest.fixture
def counter(db):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in("clerk.test", Permission.SEE_RESIDENT, Permission.SEE_HOUSEHOLD, *SHOWN)
        yield found


def amended(residents, person, reason="TENKYO", *, number=2, event_class="amendment", day=None, **items):
    """Another version of ``person``; the day is today unless one is given."""
    day = day or LegalDate.from_day(residents.times.legal_day)
    stands = Event(
        reason=reason, event_class=event_class, day=day, notified_on=residents.times.legal_day, note=items.pop("note", "")
    )  # fmt: skip
    changed = replace(person, event=stands, **items)
    residents.version(changed, number=number, event=residents.event(reason, event_class=event_class))
    return changed


def value_of(page, label):
    """What stands beside a label."""
    found = re.search(rf">{label}</a></dt><dd>(?:<span[^>]*>)?([^<]*)<", page)
    return found and found[1]


def test_items_of_every_section_and_blanks_when_asked_for(counter, residents):
    prior = Address(prefecture="東京都", city="西東京市", town="保谷町", lot="1番")
    (person,) = residents.household(
        {
            "prior": prior, "detail": PlaceDetail(lot_main="2", town_kana="タナシチョウ"), "areas": Areas(area_polling="7"),
            "settled_by": Cause(reason="TENKYO", notified_on=residents.moved.internal, basis=Basis.NOTIFICATION),
            "administration": Administration(remarks="備考のひとつ\n備考のふたつ", phone="000", spare_item_1="予備あり"),
        }
    )  # fmt: skip
    page = text(counter.get(f"/residents/{person.addressee_number}"))
    for title in (
        "基本",
        "世帯",
        "住所",
        "住民となった日・住所を定めた日・届出",
        "戸籍の表示",
        "番号",
        "その他の管理項目",
    ):
        assert f"<h3>{title}</h3>" in page
    assert "外国人住民に関する事項" not in page
    assert value_of(page, "転居前住所") == "東京都西東京市保谷町1番"
    assert value_of(page, "住所を定めた事由") == "転居"
    assert value_of(page, "本番") == "2"
    assert value_of(page, "投票区") == "7"
    assert value_of(page, "予備項目1") == "予備あり"
    assert '<li class="name">備考のふたつ</li>' in page
    assert value_of(page, "枝番1") is None
    blank = text(counter.get(f"/residents/{person.addressee_number}?blank=1"))
    assert value_of(blank, "枝番1") == "－"
    assert person.individual_number not in blank


def test_a_reading_is_certified_or_marked(counter, residents):
    sure, unsure = residents.household({}, {"names": LONG})
    certified = text(counter.get(f"/residents/{sure.addressee_number}"))
    assert value_of(certified, "氏名の振り仮名") == "カクウ　ハジメ"
    assert "未公証" not in certified
    page = text(counter.get(f"/residents/{unsure.addressee_number}"))
    assert value_of(page, "氏名の振り仮名") == "カデノコウジカメイ　ナガナガノスケ（未公証）"
    assert LONG.full in page
    assert LONG.full not in re.search("<title>[^<]*", page)[0]


def test_banners_of_a_plan_of_a_removal_and_without_head(counter, residents):
    today = residents.times.legal_day
    plan = PlannedMoveOut(
        day=today + timedelta(days=3), notified_on=today, basis=Basis.NOTIFICATION,
        address=Address(prefecture="北海道", city="札幌市", town="仮町"),
    )  # fmt: skip
    planned, gone = residents.household({"planned": plan}, {})
    page = text(counter.get(f"/residents/{planned.addressee_number}"))
    assert f"転出予定年月日 {wareki(plan.day)}" in page
    assert "転出先住所（予定）" in page
    removed = Removed(
        day=LegalDate.parse("令和8年4月頃", rule=CertifiedField.EVENT_OF_DEATH.rule),
        cause=Cause(reason="SHIBO"),
    )
    amended(residents, gone, "SHIBO", event_class="removal", state=State.DEAD, removed=removed)
    page = text(counter.get(f"/residents/{gone.addressee_number}"))
    assert "令和8年4月頃　死亡により消除" in page
    (alone,) = residents.household({"relationship": residents.person("1", 2).relationship})
    assert "世帯主がいない世帯です" in text(counter.get(f"/residents/{alone.addressee_number}"))


def test_the_unified_field_binds_notes_to_their_act(counter, residents):
    (person,) = residents.household({})
    moved = amended(residents, person, address=replace(person.address, lot="5番"), note="職権で調べた")
    amended(
        residents,
        moved,
        "KISAIJUN_HENKO",
        number=3,
        position=2,
        administration=Administration(remarks="特別養子縁組"),
    )
    page = text(counter.get(f"/residents/{person.addressee_number}"))
    field = page[page.index('id="remarks"') : page.index("過去の記載")]
    assert "職権で調べた" in field
    assert "特別養子縁組" in field
    assert "記載順位の変更" not in field
    line = text(counter.get(f"/residents/{person.addressee_number}/timeline"))
    assert "記載順位の変更" in line
    assert line.index('id="v3"') < line.index('id="v2"') < line.index('id="v1"')
    assert "留意事項</strong>：職権で調べた" in line


def test_the_timeline_offers_what_may_be_done_to_whom_may(counter, residents):
    (person,) = residents.household({})
    amended(residents, person, address=replace(person.address, lot="5番"))
    path = f"/residents/{person.addressee_number}/timeline"
    assert "/changes/new" not in text(counter.get(path))
    counter.sign_in("clerk.test", Permission.RECEIVE)
    page = text(counter.get(path))
    assert page.count(f"/changes/new?person={person.addressee_number}&target=") == 2
    assert "reason=GOKI_SHUSEI" in page
    assert "/changes/new" not in text(counter.get(f"{path}?record=1"))
    assert "<td>" in page
    assert "変更" in page


def test_where_an_item_comes_from(counter, residents):
    (person,) = residents.household({})
    amended(residents, person, address=replace(person.address, lot="5番"))
    path = f"/residents/{person.addressee_number}/origins"
    page = text(counter.get(path))
    assert person.individual_number not in page
    assert "個人番号" not in page
    one = text(counter.get(f"{path}?item=address_town"))
    assert "#v2" in one
    assert "転居（修正）" in one
    before = text(counter.get(f"{path}?item=address_town&as_of={residents.moved.internal}"))
    assert "#v1" in before
    assert counter.get(f"{path}?item=nothing").status_code == 404
    assert AuditEntry.objects.filter(action="resident.origins.shown").count() == 3
    assert f'href="{path}?item=address_town"' in text(counter.get(f"/residents/{person.addressee_number}"))


@pytest.mark.parametrize("name", ["as_of", "known_on"])
@pytest.mark.parametrize("kind", ["residents", "households"])
def test_bad_days_stand_beside_their_field(counter, residents, name, kind):
    (person,) = residents.household({})
    number = person.addressee_number if kind == "residents" else person.household_number
    to_come = residents.times.legal_day + timedelta(days=1)
    for typed, code in (("x", "KRN-0"), ("令和8年13月1日", "KRN-0"), (to_come.isoformat(), "REG-0211")):
        reply = counter.get(f"/{kind}/{number}?{name}={typed}")
        page = text(reply)
        assert (reply.status_code, f"#f-{name}" in page, code in page) == (422, True, True)


def test_the_banner_says_which_day_and_known_when(counter, residents):
    (person,) = residents.household({})
    amended(residents, person, address=replace(person.address, lot="5番"))
    day, today = residents.moved, residents.times.legal_day
    page = text(counter.get(f"/residents/{person.addressee_number}?as_of={day.text}&known_on={today}"))
    assert f"{day.text} 現在の記載です（{wareki(today)}の時点で記録されていた内容）" in page
    assert value_of(page, "住所").endswith("2番3号")
    assert "転居（修正）" not in page
    assert "/changes/new" not in page
    assert counter.get(f"/residents/{person.addressee_number}?known_on={day.internal}").status_code == 404


def test_a_former_record_is_reached_from_the_search_only(counter, residents):
    (person,) = residents.household({})
    gone = amended(residents, person, "TENSHUTSU", event_class="removal", state=State.MOVED_OUT)
    back = replace(gone, state=State.RESIDENT, record=2, event=replace(person.event, reason="KOKUGAI_TENNYU"))
    residents.version(back, number=3, event=residents.event("KOKUGAI_TENNYU"))
    own = f"/residents/{person.addressee_number}"
    for path in (own, f"{own}/timeline", f"{own}/origins"):
        page = text(counter.get(path))
        assert "record=1" not in page
        assert "転出（消除）" not in page
    counter.sign_in("clerk.test", Permission.SEARCH)
    asked = {"purpose": "証明書の交付", "match": "prefix", "addressee_number": person.addressee_number}
    assert "record=1" not in text(counter.post("/searches", asked))
    found = text(counter.post("/searches", {**asked, "with_removed": "yes"}))
    assert f'href="{own}?record=1"' in found
    assert "前の住民票（除票）" in found
    former = text(counter.get(f"{own}?record=1"))
    assert "除票" in former
    assert "転出（消除）" in former
    assert "国外転入" not in former


def test_memos_are_written_changed_and_deleted_with_their_history(counter, residents):
    (person,) = residents.household({})
    own = f"/residents/{person.addressee_number}"
    assert counter.get(f"{own}/memos").status_code == 403
    assert "メモ（証明書" not in text(counter.get(own))
    counter.sign_in("clerk.test", Permission.SEE_MEMO)
    assert counter.post(f"{own}/memos", {"key": uuid4(), "text": "a"}).status_code == 403
    counter.sign_in("clerk.test", Permission.WRITE_MEMO)
    key = hidden(counter.get(f"{own}/memos"))["key"]
    for _ in range(2):
        assert (
            counter.post(f"{own}/memos", {"key": key, "text": "<b>一行目</b>\r\n二行目"}).status_code == 303
        )
    row = MemoRow.objects.get()
    assert "&lt;b&gt;一行目" in counter.get(own).content.decode()
    empty = counter.post(f"{own}/memos", {"key": uuid4(), "text": " "})
    assert (empty.status_code, "#f-text" in text(empty)) == (422, True)
    change = {"key": uuid4(), "number": "1", f"text.{row.memo}": "直した"}
    assert counter.post(f"{own}/memos/{row.memo}", change).status_code == 303
    stale = counter.post(f"{own}/memos/{row.memo}", {**change, "key": uuid4()})
    assert (stale.status_code, "直した" in text(stale)) == (409 if stale.status_code == 409 else 422, True)
    gone = {"key": uuid4(), "number": "2", "action": "delete"}
    assert counter.post(f"{own}/memos/{row.memo}", gone).status_code == 303
    assert "直した" not in text(counter.get(f"{own}/memos"))
    history = text(counter.get(f"{own}/memos?history=1"))
    assert ("直した" in history, "一行目" in history, "削除済み" in history) == (True, True, True)
    assert counter.post(f"{own}/memos/{row.memo}", {"key": "x", "number": "2"}).status_code == 400
    assert counter.get("/residents/0000000019/memos").status_code == 404


def test_a_foreigner_in_every_item(counter, residents):
    foreign = Foreign(
        nationality="ZZZ", nationality_name="架空国", category=Category.MID_TO_LONG_TERM,
        since=LegalDate.parse("2020-04-01"), status="留学", stay_years="2", stay_months="3",
        expires_on=LegalDate.parse("2030-01-01").internal, card_expires_on=LegalDate.parse("2030-01-01").internal,
        card_number="AB12345678CD", passport_number="P1", residence_notified=True,
    )  # fmt: skip
    (person,) = residents.household(
        {
            "kind": Kind.FOREIGN,
            "foreign": foreign,
            "register": None,
            "names": Names(full="SAMPLE PERSON", alias="仮名"),
        }
    )
    page = text(counter.get(f"/residents/{person.addressee_number}"))
    assert "戸籍の表示" not in page
    assert value_of(page, "在留期間（年・月・日）") == "2年3月"
    assert value_of(page, "在留期間の満了の日") == "2030年1月1日"
    assert value_of(page, "在留カード等の有効期間の満了の日") == "令和12年1月1日"
    assert value_of(page, "通称") == "仮名"


@pytest.mark.parametrize("page", ["timeline", "origins", "memos"])
def test_pages_of_a_record_need_their_right_and_a_person(db, page):
    with Counter("registry", "juki.systems.registry.web") as counter:
        assert counter.get(f"/residents/19/{page}").status_code in (302, 303)
        counter.sign_in("clerk.test", Permission.SEARCH)
        assert counter.get(f"/residents/19/{page}").status_code == 403
        counter.sign_in("clerk.test", Permission.SEE_RESIDENT, Permission.SEE_MEMO)
        assert counter.get(f"/residents/0000000019/{page}").status_code == 404
        assert counter.get(f"/residents/12a/{page}").status_code == 422
