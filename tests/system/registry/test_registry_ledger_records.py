"""What a 住民票 holds, clause by clause of STD 1.1: typed, corrected, closed, and read again."""

from datetime import date, datetime, timedelta

import pytest

from juki.kernel.clock import JAPAN
from juki.systems.registry.domain.nightly import JOBS
from juki.systems.registry.domain.nightly_schedule import Schedule
from juki.systems.registry.records.models import EventRow, ResidentVersion
from juki.systems.registry.services import issuing


def latest(number):
    return ResidentVersion.objects.filter(addressee_number=number).order_by("-number").first()


def rows(number):
    return list(ResidentVersion.objects.filter(addressee_number=number).order_by("number"))


def of(row, *names):
    return tuple(getattr(row, name) for name in names)


def shown(city, number, query=""):
    reply = city.door.get(f"/api/residents/{number}{query}")
    assert reply.status_code == 200, reply.content
    return reply.json()


@pytest.fixture
def person(city):
    return city.move_in(city.person())["residents"][0]["addressee_number"]


@pytest.fixture
def foreigner(city):
    return city.move_in(city.foreigner())["residents"][0]["addressee_number"]


def correct(city, number, reason="SHOKKEN_SHUSEI", **items):
    """職権修正 of these items: the row before, which stands as it stood, and the row after."""
    before = latest(number)
    stood = {field.name: getattr(before, field.name) for field in before._meta.concrete_fields}
    city.changed(city.change(reason, {"addressee_number": number, "items": items}, basis="ex_officio"))
    again = ResidentVersion.objects.get(addressee_number=number, number=before.number)
    assert {field.name: getattr(again, field.name) for field in again._meta.concrete_fields} == stood
    assert latest(number).number == before.number + 1
    return before, latest(number)


@pytest.mark.proves("STD:1.1.1/1")
def test_names_birth_and_sex_are_kept_and_corrected(city, person):
    name = {
        "surname": "改田", "given": "次", "kana_surname": "カイタ", "kana_given": "ツギ", "kana_certified": False,
        "former_surname": "旧田", "former_surname_kana": "キュウダ",
        "former_surname_kana_certified": True,
    }  # fmt: skip
    before, after = correct(city, person, name=name, birth="平成元年2月3日", sex="female")
    assert before.full_name != after.full_name == "改田　次"
    assert of(after, "kana_surname", "kana_given", "kana_certified") == ("カイタ", "ツギ", False)
    assert of(after, "former_surname", "former_surname_kana", "former_surname_kana_certified") == (
        "旧田", "キュウダ", True,
    )  # fmt: skip
    found = shown(city, person)
    assert (found["birth"]["text"], found["sex"]) == ("平成元年2月3日", "2")
    assert (found["name"]["full"], found["name"]["former_surname"]) == ("改田　次", "旧田")
    assert shown(city, person, f"?known_at={before.recorded_at.isoformat().replace('+', '%2B')}")["name"]["full"] == (
        before.full_name
    )  # fmt: skip


@pytest.mark.proves("STD:1.1.1/2")
def test_household_and_family_register_are_kept_and_corrected(city):
    result = city.move_in(city.person(), city.person("妻"))
    head, wife = (one["addressee_number"] for one in result["residents"])
    _, after = correct(
        city, head, register={"honseki": "京都府架空市二番地", "head": "見本　筆", "municipality": "261009"}
    )
    assert of(after, "honseki", "honseki_head", "honseki_municipality") == (
        "京都府架空市二番地",
        "見本　筆",
        "261009",
    )
    city.changed(city.change(
        "SETAI_HENKO", {"addressee_number": wife, "relationship": "妻（未届）"}, basis="ex_officio"
    ))  # fmt: skip
    assert shown(city, wife)["relationship"] == "妻（未届）"
    household = city.door.get(f"/api/households/{result['household_number']}").json()
    assert household["head"] == head
    assert household["members"][0]["name"]["full"] == latest(head).full_name


@pytest.mark.proves("STD:1.1.1/3", "STD:1.1.1/13", "STD:1.1.17/1")
def test_addresses_and_their_days_are_kept_and_corrected(city, person):
    here = {
        **city.form()["address"],
        "town": "田無町二丁目",
        "town_code": "0001002",
        "lot": "8番",
        "building": "仮荘9",
    }
    gone = {"town": "架空国仮都", "country": "ZZZ"}
    last = {
        "municipality": "011011",
        "postal_code": "060-0042",
        "prefecture": "北海道",
        "city": "札幌市中央区",
        "town": "仮町",
    }
    day = lambda days: (city.today - timedelta(days=days)).isoformat()  # noqa: E731
    _, after = correct(
        city, person, address=here, former_address=gone, registered_address=last, became_resident=day(9),
        settled=day(8), notified_on=day(2),
    )  # fmt: skip
    assert of(after, "became_resident", "settled", "notified_on") == (
        city.today - timedelta(days=9), city.today - timedelta(days=8), city.today - timedelta(days=2),
    )  # fmt: skip
    assert of(after, "address_town", "address_town_code", "address_lot", "address_building", "address_postal_code") == (
        "田無町二丁目", "0001002", "8番", "仮荘9", "1880011",
    )  # fmt: skip
    assert of(after, "former_country", "former_town") == ("ZZZ", "架空国仮都")
    assert of(after, "registered_municipality", "registered_postal_code", "registered_town") == (
        "011011", "0600042", "仮町",
    )  # fmt: skip
    _, after = correct(city, person, former_address={**last, "town_code": "0002000"})
    assert of(after, "former_municipality", "former_town_code", "former_postal_code") == (
        "011011",
        "0002000",
        "0600042",
    )
    assert shown(city, person)["former_address"]["postal_code"] == "0600042"


@pytest.mark.parametrize("kind", ["person", "foreigner"])
@pytest.mark.proves("STD:1.1.1/4", "STD:1.1.2/4")
def test_both_numbers_are_kept_and_corrected(city, kind, request):
    number, digits = request.getfixturevalue(kind), city.number()
    _, after = correct(city, number, "KOJIN_BANGO_SHUSEI", individual_number=digits)
    assert after.individual_number == digits
    code = city.network.codes[city.number()]
    _, after = correct(city, number, "CODE_SHUSEI", resident_code=code)
    assert of(after, "resident_code", "individual_number") == (code, digits)
    assert shown(city, number)["resident_code"] == code


@pytest.mark.parametrize("kind", ["person", "foreigner"])
@pytest.mark.proves("STD:1.1.1/10", "STD:1.1.2/13")
def test_what_the_register_itself_keeps_of_everybody(city, kind, request):
    number = request.getfixturevalue(kind)
    before, after = correct(city, number, "BIKO", remarks="備考の文")
    found = shown(city, number)
    assert (found["addressee_number"], found["household_number"]) == (number, after.household_number)
    assert (found["position"], found["state"], found["kind"]) == (1, "1", "1" if kind == "person" else "2")
    told = city.door.get(f"/api/residents/{number}/timeline").json()
    assert [(one["label"], one["number"]) for one in told] == [
        ("備考等の修正", after.number),
        ("転入", before.number),
    ]


SAPPORO = {
    "municipality": "011011", "postal_code": "060-0042", "prefecture": "北海道", "city": "札幌市中央区", "town": "仮町",
    "town_code": "0002000", "lot": "7番8号",
}  # fmt: skip


@pytest.mark.parametrize("kind", ["person", "foreigner"])
@pytest.mark.proves(
    "STD:1.1.1/9", "STD:1.1.1/15", "STD:1.1.1/16", "STD:1.1.2/12", "STD:1.1.5/12", "STD:4.0.2/4", "S1.03"
)
def test_a_removed_record_keeps_why_when_and_whereto(city, kind, request):
    number = request.getfixturevalue(kind)
    day = city.today + timedelta(days=5)
    plan = city.change("TENSHUTSU", number, day=day.isoformat(), destination={"address": SAPPORO})
    city.changed(plan)
    told = {
        "address": {**SAPPORO, "town": "確定町"},
        "moved_in_on": city.today.isoformat(),
        "notice_on": city.today.isoformat(),
    }
    city.changed(city.change("TENNYU_TSUCHI", number, basis="notice", destination=told))
    row = latest(number)
    assert of(row, "state", "removed_reason", "removed_day", "removed_notified_on") == (
        "2", "TENSHUTSU", city.today, city.today,
    )  # fmt: skip
    assert of(row, "planned_on", "planned_town", "planned_town_code", "planned_postal_code", "planned_notified_on") == (
        day, "仮町", "0002000", "0600042", city.today,
    )  # fmt: skip
    assert of(row, "confirmed_town", "confirmed_town_code", "confirmed_postal_code", "confirmed_notice_on", "confirmed_on") == (
        "確定町", "0002000", "0600042", city.today, city.today,
    )  # fmt: skip
    found = shown(city, number)
    assert (found["state"], found["planned"]["day"], found["removed"]["cause"]["reason"]) == (
        "2", day.isoformat(), "TENSHUTSU",
    )  # fmt: skip
    search = {"purpose": "照会", "addressee_number": number}
    assert city.door.post("/api/searches", search).json()["residents"] == []
    assert len(city.door.post("/api/searches", {**search, "with_removed": True}).json()["residents"]) == 1


@pytest.mark.proves("STD:1.1.2/1", "STD:1.1.2/15")
def test_the_names_of_a_foreign_resident(city, foreigner):
    name = {
        "full": "OTHER PERSON", "kanji": "他見本", "kana_surname": "アザー", "kana_given": "パーソン", "kana_confirmed": True,
        "alias": "仮名　次郎", "alias_kana": "カメイジロウ", "alias_kana_confirmed": True,
    }  # fmt: skip
    before, after = correct(city, foreigner, name=name, birth="1991-07-08", sex="male")
    assert before.full_name != after.full_name
    assert of(after, "full_name", "kanji_name", "kana_surname", "kana_confirmed") == (
        "OTHER PERSON",
        "他見本",
        "アザー",
        True,
    )
    assert of(after, "alias", "alias_kana", "alias_kana_confirmed", "sex") == (
        "仮名　次郎",
        "カメイジロウ",
        True,
        "1",
    )
    assert shown(city, foreigner)["birth"]["text"].startswith("1991年7月8日")


@pytest.mark.proves("STD:1.1.2/3", "STD:1.1.2/16")
def test_the_place_of_a_foreign_resident(city, foreigner):
    here = {
        **city.form()["address"],
        "town": "田無町二丁目",
        "town_code": "0001002",
        "lot": "8番",
        "building": "仮荘9",
    }
    day = (city.today - timedelta(days=2)).isoformat()
    _, after = correct(
        city, foreigner, address=here, former_address=SAPPORO, registered_address={**SAPPORO, "town": "旧町"}, settled=day,
        notified_on=day,
    )  # fmt: skip
    assert of(after, "address_town", "address_town_code", "address_building", "address_postal_code") == (
        "田無町二丁目", "0001002", "仮荘9", "1880011",
    )  # fmt: skip
    assert of(after, "former_town_code", "former_postal_code", "registered_town") == (
        "0002000",
        "0600042",
        "旧町",
    )
    assert after.settled == after.notified_on == city.today - timedelta(days=2)
    assert after.relationship_label == "世帯主"
    _, after = correct(city, foreigner, former_address={"town": "架空国仮都", "country": "ZZZ"})
    assert after.former_country == "ZZZ"


BLOCK = {"nationality": "ZZZ", "nationality_name": "架空国", "since": "2020-04-01"}


@pytest.mark.parametrize(
    ("block", "columns"),
    [
        pytest.param(
            {"category": "mid_to_long_term", "status": "留学", "period": "2年", "expires_on": "2031-01-01",
             "card_number": "AB12345678CD"},
            {"residence_status": "留学", "stay_period": "2年", "stay_expires_on": date(2031, 1, 1),
             "card_number": "AB12345678CD"},
            marks=pytest.mark.proves("STD:1.1.2/7"),
        ),
        pytest.param(
            {"category": "special_permanent", "card_number": "AB12345678CD"}, {"card_number": "AB12345678CD"},
            marks=pytest.mark.proves("STD:1.1.2/8"),
        ),
        pytest.param(
            {"category": "temporary_refuge", "period": "6月"}, {"stay_period": "6月"},
            marks=pytest.mark.proves("STD:1.1.2/9"),
        ),
        pytest.param(
            {"category": "provisional_stay", "period": "3月"}, {"stay_period": "3月"},
            marks=pytest.mark.proves("STD:1.1.2/9"),
        ),
        pytest.param({"category": "transitional_birth"}, {}, marks=pytest.mark.proves("STD:1.1.2/10")),
        pytest.param({"category": "transitional_loss"}, {}, marks=pytest.mark.proves("STD:1.1.2/10")),
    ],
)  # fmt: skip
def test_the_kinds_of_30_45(city, foreigner, block, columns):
    _, after = correct(city, foreigner, foreign={**BLOCK, **block})
    assert of(after, *columns) == tuple(columns.values())
    assert after.category == shown(city, foreigner)["foreign"]["category"] == block["category"]


@pytest.mark.proves("STD:1.1.2/6", "STD:1.1.8/5")
@pytest.mark.parametrize("registered", ["平成20年5月6日", "年月日不詳", "平成20年頃"])
def test_the_former_registration_of_foreigners(city, foreigner, registered):
    block = {
        **BLOCK,
        "category": "special_permanent",
        "card_number": "AB12345678CD",
        "alien_registered": registered,
    }
    _, after = correct(
        city,
        foreigner,
        foreign={**block, "nationality": "YYY", "nationality_name": "別国", "since": "2021-04-01"},
    )
    assert (after.alien_registered_text, after.foreign_since) == (registered, date(2021, 4, 1))
    assert of(after, "nationality", "nationality_name") == ("YYY", "別国")
    assert shown(city, foreigner)["foreign"]["alien_registered"]["text"] == registered


@pytest.mark.proves("STD:1.1.2/17")
@pytest.mark.parametrize("flag", [True, False])
def test_whether_the_residence_was_notified_and_the_permit_to_land(city, foreigner, flag):
    block = {**BLOCK, "category": "special_permanent", "card_number": "AB12345678CD"}
    _, after = correct(
        city, foreigner, foreign={**block, "residence_notified": flag, "by_landing_permit": not flag}
    )
    found = shown(city, foreigner)["foreign"]
    assert of(after, "residence_notified", "by_landing_permit") == (flag, not flag)
    assert (found["residence_notified"], found["by_landing_permit"]) == (flag, not flag)


@pytest.mark.proves("STD:1.1.4/1", "STD:1.1.4/2")
def test_a_record_has_as_much_history_as_there_is(city, person):
    for line in range(24):
        correct(city, person, "BIKO", remarks=f"{line}行目")
    assert [row.number for row in rows(person)] == list(range(1, 26))
    assert {row.record for row in rows(person)} == {1}
    assert len(city.door.get(f"/api/residents/{person}/timeline").json()) == 25


@pytest.mark.proves("STD:1.1.4/3", "STD:1.1.4/4", "STD:1.1.4/5", "STD:1.1.5/1")
def test_a_record_is_remade_when_somebody_says_so_and_not_otherwise(city, person):
    born_as = latest(person).sex
    correct(city, person, sex="male")
    assert of(latest(person), "record", "remade_on") == (1, None)
    city.changed(city.change("KAISEI_KISAI", person, basis="ex_officio"))
    assert of(latest(person), "record", "remade_on", "sex") == (2, city.today, "1")
    closed = shown(city, person, "?record=1")
    assert (closed["state"], closed["removed"]["cause"]["reason"]) == ("9", "KAISEI_SHOJO")
    assert [row.sex for row in rows(person) if row.record == 1] == [born_as, "1", "1"]


@pytest.mark.proves("STD:1.1.5/4")
def test_what_was_wrong_on_a_closed_record_is_noted_on_it(city, person):
    city.changed(city.change("SHIBO", person, basis="family_register"))
    gone = latest(person)
    form = city.change(
        "GOKI_SHUSEI", {"addressee_number": person, "items": {"birth": "昭和55年2月4日"}}, basis="ex_officio",
        note="生年月日の誤記を昭和55年2月4日と正す",
    )  # fmt: skip
    done = city.changed(form)
    row = latest(person)
    assert of(row, "state", "record", "number") == ("3", 1, gone.number + 1)
    assert (row.event_note, EventRow.objects.get(trace=done["trace"]).note) == (form["note"], form["note"])
    assert shown(city, person)["event_note"] == form["note"]


@pytest.mark.proves("STD:1.1.5/5")
def test_who_plans_to_leave_is_certified_like_those_who_stay(city, monkeypatch):
    composed, real = [], issuing.compose
    monkeypatch.setattr(issuing, "compose", lambda *a, **k: composed.append(real(*a, **k)) or composed[-1])
    result = city.move_in(city.person(), city.person("子"))
    child = result["residents"][1]["addressee_number"]
    day = (city.today + timedelta(days=5)).isoformat()
    city.changed(city.change("TENSHUTSU", child, day=day, destination={"address": SAPPORO}))
    assert (shown(city, child)["state"], shown(city, child)["relationship"]) == ("1", "子")
    body = {
        "purpose": "本人請求",
        "kind": "individual",
        "addressee_numbers": [child],
        "show": ["relationship"],
        "requester": "self",
    }
    assert city.door.post("/api/certificates", body).status_code == 201
    whole = {
        "purpose": "本人請求",
        "kind": "household",
        "household_number": result["household_number"],
        "requester": "self",
    }
    assert city.door.post("/api/certificates", whole).status_code == 201
    assert composed[0].persons[0].relationship == "子"
    assert len(composed[1].persons) == 2
    assert "世帯全員" in composed[1].certification.sentence
    city.changed(city.change("SHIBO", child, basis="family_register"))
    assert city.door.post("/api/certificates", body).status_code >= 400


@pytest.mark.proves("STD:1.1.5/9")
def test_old_records_move_once_a_year_outside_the_busy_months():
    schedule = Schedule.parse(JOBS["removed_store"].schedule)
    until = datetime(2031, 1, 1, tzinfo=JAPAN)
    found = schedule.days(after=date(2025, 12, 31), until=until)
    assert len(found) == 5
    assert {day.month for day in found}.isdisjoint({1, 3, 4, 5, 12})


BARE = {"name": {"surname": "架空", "given": "新", "kana_surname": "カクウ", "kana_given": "アラタ"},
        "register": {"honseki": "なし", "head": "なし"}}  # fmt: skip


@pytest.mark.proves("STD:1.1.6/8")
def test_what_may_be_blank_stays_blank(city):
    city.codes(1)
    items = {**BARE, "kind": "japanese", "birth": "昭和55年2月3日", "sex": "unrecorded"}
    form = city.change(
        "SHOKKEN_KISAI", {"relationship": "世帯主", "items": items}, basis="ex_officio", placement={"where": "new"},
        address=city.form()["address"],
    )  # fmt: skip
    row = latest(city.changed(form)["residents"][0]["addressee_number"])
    assert of(row, "individual_number", "former_surname", "former_town", "remarks", "phone", "sex") == (
        "", "", "", "", "", "0",
    )  # fmt: skip


FORMS = (
    "昭和20年頃", "昭和20年3月頃", "昭和20年3月4日頃", "推定昭和20年3月4日", "推定昭和20年3月", "昭和20年春", "昭和20年3月上旬",
    "昭和20年3月中旬頃", "年月日不詳", "昭和20年月日不詳", "昭和20年3月日不詳", "昭和20年3月4日から4月5日頃までの間",
    "昭和20年3月推定4日から9日までの間", "昭和20年3月4日頃から9日頃までの間",
)  # fmt: skip


@pytest.mark.proves("STD:1.1.8/2", "STD:1.1.8/4")
@pytest.mark.parametrize("said", ["昭和20年2月29日", *FORMS])
def test_days_outside_the_calendar_stand_where_the_family_register_has_them(city, said):
    person = city.foreigner(birth=said)
    person["foreign"]["since"] = said
    number = city.move_in(person)["residents"][0]["addressee_number"]
    assert of(latest(number), "birth_text", "foreign_since_text") == (said, said)
    japanese = city.move_in(city.person())["residents"][0]["addressee_number"]
    _, row = correct(city, japanese, birth=said, became_resident=said, settled=said)
    assert of(row, "birth_text", "became_resident_text", "settled_text") == (said, said, said)
    assert row.birth_form != "D"


WORDS = (
    "夫",
    "妻",
    "夫（未届）",
    "妻（未届）",
    "子",
    "子（子の夫）",
    "子（子の妻）",
    "父",
    "母",
    "兄",
    "姉",
    "弟",
    "妹",
    "縁故者",
    "同居人",
)


@pytest.mark.proves("STD:1.1.11/1", "STD:1.1.11/2", "STD:1.1.11/4")
def test_every_basic_relationship_is_kept(city, settle):
    city.numbers(20)
    result = city.move_in(city.person(), *(city.person(word) for word in WORDS))
    settle()
    found = [latest(one["addressee_number"]).relationship_label for one in result["residents"]]
    assert found == ["世帯主", *WORDS]
    members = city.door.get(f"/api/households/{result['household_number']}").json()["members"]
    assert [one["relationship"] for one in members] == ["世帯主", *WORDS]


@pytest.mark.proves("STD:1.1.11/8")
def test_a_foreign_resident_without_papers_is_a_relation(city):
    result = city.move_in(city.person(), city.foreigner(relationship="縁故者"))
    assert latest(result["residents"][1]["addressee_number"]).relationship_label == "縁故者"
