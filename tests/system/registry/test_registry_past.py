"""A day of the past: people, households, the timeline, where an item comes from, searches of 異動; each by its right."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.clock import Times
from juki.kernel.work import Actor
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import EventRow, ResidentVersion
from juki.systems.registry.services import heads, queries
from juki.systems.registry.services.past import searching
from juki.systems.registry.services.past.addresses import addresses
from juki.systems.registry.services.past.households import household_on
from juki.systems.registry.services.past.knowing import NOTHING, known_on
from juki.systems.registry.services.past.origins import explain
from juki.systems.registry.services.past.residents import resident_on
from support.nights import Nights, at, ran
from support.residents import Residents
from support.staff import Counter

ELSEWHERE = {
    "municipality": "132292", "postal_code": "188-0012", "prefecture": "東京都", "city": "西東京市",
    "town": "南町二丁目", "lot": "9番8号",
}  # fmt: skip
SAPPORO = {"municipality": "011011", "prefecture": "北海道", "city": "札幌市", "town": "仮町"}
PURPOSE = "窓口での照会"


def iso(city, ago=0):
    return (city.today - timedelta(days=ago)).isoformat()


def known(row):
    return row.recorded_at.isoformat().replace("+", "%2B")


@pytest.fixture
def family(city):
    """Three people of one household who came three days ago: 世帯主, 妻, 子."""
    result = city.move_in(city.person(), city.person("妻"), city.person("子"))
    return result["household_number"], [one["addressee_number"] for one in result["residents"]]


@pytest.fixture
def parted(city, family):
    """The child moved out of the household yesterday, and the wife became 世帯主 today."""
    household, (head, wife, child) = family
    founded = city.changed(city.change(
        "TENKYO", {"addressee_number": child, "relationship": "世帯主"}, address=ELSEWHERE, day=iso(city, 1),
        placement={"where": "new"}, sources=[{"kind": "賃貸借契約書", "number": "第3号"}], note="窓口で確認",
    ))["household_number"]  # fmt: skip
    city.changed(
        city.change(
            "SETAINUSHI_HENKO", {"addressee_number": wife, "relationship": "世帯主"}, rest={head: "夫"}
        )
    )
    return household, founded, head, wife, child


def members(city, household, query=""):
    reply = city.door.get(f"/api/households/{household}?{query}")
    if reply.status_code != 200:
        return reply.json()["code"]
    found = reply.json()
    told = [(one["addressee_number"], one["relationship"], one["position"]) for one in found["members"]]
    return found["head"], told


NEWBORN = {
    "kind": "japanese", "name": {"surname": "架空", "given": "新", "kana_surname": "カクウ", "kana_given": "アラタ"},
    "sex": "male", "register": {"honseki": "東京都架空市一番地", "head": "架空　一"},
}  # fmt: skip


def test_told_out_of_order_the_places_of_a_day_have_no_gap(city):
    found = city.move_in(city.person(sex="male"))
    head, household = found["residents"][0]["addressee_number"], found["household_number"]
    city.codes()
    born = [
        city.changed(
            city.change(
                "SHUSSEI", {"items": {**NEWBORN, "birth": iso(city, ago)}, "relationship": "子"}, day=iso(city, ago),
                basis="family_register",
                placement={"where": "join", "number": household},
            )
        )["residents"][0]["addressee_number"]
        for ago in (1, 2)
    ]  # fmt: skip
    assert members(city, household, f"as_of={iso(city, 2)}") == (
        head, [(head, "世帯主", 1), (born[1], "子", 2)],
    )  # fmt: skip
    assert [place for *_, place in members(city, household, f"as_of={iso(city, 1)}")[1]] == [1, 2, 3]


def test_a_household_on_any_day(city, parted):
    household, founded, head, wife, child = parted
    whole = (head, [(head, "世帯主", 1), (wife, "妻", 2), (child, "子", 3)])
    two = (head, [(head, "世帯主", 1), (wife, "妻", 2)])
    last = members(city, household)
    assert last == (wife, sorted(last[1], key=lambda one: one[2]))
    assert {one[:2] for one in last[1]} == {(wife, "世帯主"), (head, "夫")}
    assert [members(city, household, f"as_of={iso(city, ago)}") for ago in (4, 3, 2, 1, 0)] == [
        "REG-0210", whole, whole, two, last,
    ]  # fmt: skip
    assert [members(city, founded, f"as_of={iso(city, ago)}") for ago in (2, 1)] == [
        "REG-0210", (child, [(child, "世帯主", 1)]),
    ]  # fmt: skip
    opened, moved = ResidentVersion.objects.filter(addressee_number=child).order_by("number")
    assert members(city, household, f"as_of={iso(city)}&known_at={known(opened)}") == whole
    assert members(city, household, f"known_at={known(moved)}") == two
    assert members(city, founded, f"known_at={known(opened)}") == "REG-0210"
    assert members(city, household, f"as_of={(city.today + timedelta(days=1)).isoformat()}") == "REG-0211"
    assert [members(city, household, query) for query in ("as_of=2026-02-30", "known_at=2026-01-01")] == [
        "REG-0204", "REG-0204",
    ]  # fmt: skip


def test_a_cancelled_move_never_was(city, parted, settle):
    household, founded, head, wife, child = parted
    trace = str(EventRow.objects.get(reason="TENKYO").trace)
    before = ResidentVersion.objects.filter(addressee_number=child).latest("number")
    city.changed(city.change("TORIKESHI_SHUSEI", child, basis="ex_officio", target=trace))
    settle()
    day = iso(city, 1)
    assert members(city, founded, f"as_of={day}") == "REG-0210"
    assert members(city, founded, f"as_of={day}&known_at={known(before)}") == (child, [(child, "世帯主", 1)])
    assert {one[0] for one in members(city, household, f"as_of={day}")[1]} == {head, wife, child}
    taken, moved, _ = city.door.get(f"/api/residents/{child}/timeline").json()
    assert (taken["cancels"], moved["cancelled_by"], taken["event"]["target"]) == (2, 3, trace)
    assert (taken["corrects"], taken["late"]) == (None, False)
    hits = city.door.post("/api/event-searches", {"purpose": PURPOSE, "addressee_number": child}).json()
    assert [one["persons"][0]["cancelled"] for one in hits["events"]] == [False, True, False]


def test_the_head_of_that_day(city, parted):
    household, _, head, wife, child = parted
    asked = {"actor": Actor(who="client:clerk", right=Permission.SEE_RESIDENT, terminal="t")}
    asked["times"] = Residents().times

    def name(number, ago=None):
        day = None if ago is None else city.today - timedelta(days=ago)
        return heads.name_of_head(queries.resident(number, as_of=day, **asked), as_of=day, **asked)

    def own(number):
        return resident_on(number).resident.names.full

    assert (name(wife, 1), name(child, 3), name(child, 1), name(head)) == (
        own(head),
        own(head),
        own(child),
        own(wife),
    )
    city.changed(city.change("SHIBO", head, basis="family_register"))
    assert name(head) == own(wife)
    found = household_on(household, day=city.today)
    assert (found.head.resident.addressee_number, found.is_headless, found.institution) == (
        wife,
        False,
        False,
    )


def test_the_timeline_of_one_record(city, parted):
    *_, child = parted
    row = ResidentVersion.objects.get(addressee_number=child, number=2)
    city.changed(city.change(
        "BIKO", {"addressee_number": child, "items": {"remarks": "備考の見本"}}, basis="ex_officio", day=iso(city, 2),
    ))  # fmt: skip
    late, moved, opened = city.door.get(f"/api/residents/{child}/timeline").json()
    assert [one["number"] for one in (late, moved, opened)] == [3, 2, 1]
    assert (late["late"], moved["late"], late["event"]["day_label"]) == (True, False, "職権で行った日")
    assert late["changes"] == [{"label": "備考", "before": "", "after": "備考の見本", "is_name": False}]
    event = moved["event"]
    assert (moved["label"], event["class_label"], event["basis_label"], event["day_label"]) == (
        "転居", "修正", "届出", "届出日",
    )  # fmt: skip
    assert (event["day"]["day"], event["notified_on"], event["processed_on"]) == (
        iso(city, 1),
        iso(city),
        iso(city),
    )
    assert (event["note"], event["operator"], event["terminal"]) == ("窓口で確認", row.operator, "127.0.0.1")
    assert event["sources"] == [{"kind": "賃貸借契約書", "issuer": "", "number": "第3号", "day": ""}]
    changed = {one["label"]: (one["before"], one["after"]) for one in moved["changes"]}
    assert changed["住所"] == ("東京都西東京市田無町一丁目2番3号", "東京都西東京市南町二丁目9番8号")
    assert changed["続柄"] == ("子", "世帯主")
    assert opened["changes"] == []
    assert resident_on(child).resident.individual_number not in str((late, moved, opened))
    shown = AuditEntry.objects.filter(action="resident.history.shown").latest("number")
    assert (shown.subjects, shown.detail) == ([f"addressee:{child}"], {"record": 1})


def test_another_individual_number_is_told_without_it(city, family):
    _, (head, *_) = family
    earlier, later = resident_on(head).resident.individual_number, city.number()
    form = city.change(
        "KOJIN_BANGO_SHUSEI",
        {"addressee_number": head, "items": {"individual_number": later}},
        basis="ex_officio",
    )
    city.changed(form)
    reply = city.door.get(f"/api/residents/{head}/timeline").content.decode()
    assert (earlier in reply, later in reply) == (False, False)
    assert '"label":"個人番号","before":"（表示しません）","after":"（表示しません）"' in reply
    origins = city.door.get(f"/api/residents/{head}/origins").content.decode()
    assert (earlier in origins, later in origins, '"text":"（表示しません）","number":2' in origins) == (
        False, False, True,
    )  # fmt: skip


def test_which_act_an_item_comes_from(city, parted):
    *_, child = parted
    told = city.door.get(f"/api/residents/{child}/origins").json()
    found = {one["label"]: one for one in told["items"]}
    numbers = {
        label: found[label]["number"] for label in ("氏名", "本籍", "住所", "住所を定めた年月日", "続柄")
    }
    assert numbers == {"氏名": 1, "本籍": 1, "住所": 2, "住所を定めた年月日": 2, "続柄": 2}
    assert found["住所"]["text"] == "東京都西東京市南町二丁目9番8号"
    assert (found["住所"]["columns"]["address_town"], found["住所"]["columns"]["address_prefecture"]) == (
        2,
        1,
    )
    acts = {one["trace"]: one for one in told["events"]}
    assert acts[found["住所"]["trace"]]["sources"][0]["kind"] == "賃貸借契約書"
    assert acts[found["氏名"]["trace"]]["reason"] == "TENNYU"
    path = f"/api/residents/{child}/origins?item=address_lot"
    one = city.door.get(f"{path}&as_of={iso(city, 2)}").json()
    assert [(item["label"], item["number"]) for item in one["items"]] == [("住所", 1)]
    assert [event["reason"] for event in one["events"]] == ["TENNYU"]
    opened = ResidentVersion.objects.get(addressee_number=child, number=1)
    assert city.door.get(f"{path}&known_at={known(opened)}").json() == one
    assert city.door.get(f"/api/residents/{child}/origins?item=secret").json()["code"] == "REG-0213"
    assert city.door.get(f"{path}&as_of={iso(city, 9)}").json()["code"] == "REG-0203"
    assert AuditEntry.objects.filter(
        action="resident.origins.shown", subjects=[f"addressee:{child}"]
    ).exists()


def test_addresses_keep_their_numbers(city, parted):
    *_, child = parted
    told = {one.text: (one.serial, one.uses, one.since) for one in addresses(child)}
    assert told["東京都西東京市南町二丁目9番8号"][1:] == (("住所",), 2)
    assert told["東京都西東京市田無町一丁目2番3号"][1:] == (("住所", "転居前住所"), 1)
    assert sorted(one[0] for one in told.values()) == list(range(1, len(told) + 1))


def search(city, **form):
    reply = city.door.post("/api/event-searches", {"purpose": PURPOSE, **form})
    if reply.status_code != 200:
        return reply.json()["code"]
    return [
        (one["event"]["reason"], sorted(person["addressee_number"] for person in one["persons"]))
        for one in reply.json()["events"]
    ]


def test_searches_of_acts(city, parted):
    household, founded, head, wife, child = parted
    came, moved = ("TENNYU", sorted([head, wife, child])), ("TENKYO", [child])
    changed = ("SETAINUSHI_HENKO", sorted([head, wife]))
    week = {"processed_from": iso(city, 7), "processed_to": iso(city)}
    assert search(city, **week) == [changed, moved, came]
    assert search(city, household_number=household) == [changed, moved, came]
    assert search(city, household_number=founded) == [moved]
    assert search(city, addressee_number=child) == [moved, ("TENNYU", [child])]
    assert search(city, addressee_number=child, record=2) == []
    assert search(city, addressee_number=child, reasons=["TENKYO"]) == [moved]
    assert search(city, household_number=household, event_class="entry") == [came]
    assert search(city, **week, event_class="amendment", reasons=["TENKYO", "TENNYU"]) == [moved]
    assert search(city, day_from=iso(city, 1), day_to=iso(city, 1)) == [moved]
    assert search(city, addressee_number=child, notified_from=iso(city), day_to=iso(city, 2)) == [
        ("TENNYU", [child])
    ]
    assert search(city, **week, basis="petition") == []
    assert search(city, **week, operator="client:clerk", terminal="127.0.0.1") == [changed, moved, came]
    assert search(city, **week, operator="client:nobody") == []
    (row,) = AuditEntry.objects.filter(action="events.searched").order_by("-number")[:1]
    assert row.detail == {"by": "operator,processed_from,processed_to"} or set(row.detail["by"].split(",")) == {
        "operator", "processed_from", "processed_to",
    }  # fmt: skip
    found = AuditEntry.objects.filter(action="events.found", detail={"count": 3}).latest("number")
    assert found.subjects == sorted(f"addressee:{number}" for number in (head, wife, child))


def test_a_search_that_is_refused(city, family):
    household, (head, *_) = family
    foreign = Residents().serial(queries.AddresseeNumber)
    assert search(city) == "REG-0214"
    assert search(city, notified_from=iso(city)) == "REG-0214"
    assert search(city, processed_from=iso(city), processed_to=iso(city, 1)) == "REG-0212"
    assert search(city, processed_from="2026-13-01")[:3] == "KRN"
    assert (search(city, addressee_number=foreign), search(city, household_number=foreign)) == (
        "REG-0201",
        "REG-0202",
    )
    assert search(city, addressee_number="x")[:3] == "KRN"
    assert search(city, record=0, addressee_number=head)[:3] == "KRN"
    assert not any(foreign in str((row.subjects, row.detail)) for row in AuditEntry.objects.all())
    AccessGrant.objects.filter(permission=Permission.LIST_EVENTS).delete()
    assert search(city, processed_from=iso(city)) == "KRN-0202"
    assert search(city, household_number=household)[0][0] == "TENNYU"
    AccessGrant.objects.filter(permission=Permission.SEE_HOUSEHOLD).delete()
    assert (search(city, household_number=household), search(city, addressee_number=head)[0][0]) == (
        "KRN-0202", "TENNYU",
    )  # fmt: skip


def test_a_list_of_the_city_ends(city, monkeypatch):
    for _ in range(3):
        city.move_in(city.person())
    monkeypatch.setattr(searching, "MOST", 2)
    form = {"purpose": PURPOSE, "processed_from": iso(city)}
    found = city.door.post("/api/event-searches", form).json()
    assert (len(found["events"]), found["more"]) == (2, True)
    assert found["events"][0]["event"]["trace"] == str(EventRow.objects.latest("recorded_at").trace)


@pytest.mark.parametrize(
    "path", ["residents/{}", "residents/{}/timeline", "residents/{}/origins", "households/{}"]
)
def test_foreign_numbers_and_no_right(city, path):
    """What was typed may be somebody's 個人番号: a number that nobody has is in no log."""
    foreign = Residents().serial(queries.AddresseeNumber)
    reply = city.door.get("/api/" + path.format(foreign))
    assert (reply.status_code, reply.json()["code"]) == (404, "REG-0202" if "house" in path else "REG-0201")
    mistyped = city.number()
    assert city.door.get("/api/" + path.format(mistyped)).status_code == 404
    assert city.door.get("/api/" + path.format("x")).status_code == 422
    told = " ".join(str((row.subjects, row.detail, row.reason)) for row in AuditEntry.objects.all())
    assert (foreign in told, mistyped in told) == (False, False)
    AccessGrant.objects.all().delete()
    assert city.door.get("/api/" + path.format(foreign)).status_code == 403
    assert AuditEntry.objects.filter(action="door.refused", detail={"code": "KRN-0202"}).exists()


@pytest.mark.parametrize("query", ["as_of=x", "known_at=2026-01-01", "record=-1", "as_of=9999-12-31"])
def test_a_day_that_is_none(city, query):
    foreign = Residents().serial(queries.AddresseeNumber)
    reply = city.door.get(f"/api/residents/{foreign}/origins?{query}")
    assert reply.json()["code"] in {"REG-0204", "REG-0211"}


@pytest.mark.proves("NOT:2.2.1/1")
def test_nothing_joins_the_records_of_somebody_who_came_back(city):
    person = city.person()
    number = city.move_in(person)["residents"][0]["addressee_number"]
    city.changed(city.change(
        "TENSHUTSU", number, day=iso(city, 1),
        destination={"address": SAPPORO},
    ))  # fmt: skip
    assert city.move_in(person, reason="TENNYU", moved_on=iso(city))["residents"] == [
        {"addressee_number": number}
    ]

    def versions(query=""):
        return [one["number"] for one in city.door.get(f"/api/residents/{number}/timeline{query}").json()]

    def labels(query=""):
        told = city.door.get(f"/api/residents/{number}/origins{query}").json()
        return {one["reason"] for one in told["events"]}

    assert (versions(), versions("?record=2"), versions("?record=1")) == ([3], [3], [2, 1])
    assert (labels(), labels("?record=1")) == ({"TENNYU"}, {"TENNYU", "TENSHUTSU"})
    assert city.door.get(f"/api/residents/{number}?as_of={iso(city, 2)}").json()["code"] == "REG-0203"
    assert city.door.get(f"/api/residents/{number}?as_of={iso(city, 2)}&record=1").json()["state"] == "1"
    assert [one[0] for one in search(city, addressee_number=number)] == ["TENNYU"]
    assert [one[0] for one in search(city, addressee_number=number, record=1)] == ["TENSHUTSU", "TENNYU"]
    assert city.door.get(f"/api/residents/{number}/timeline?record=3").json()["code"] == "REG-0201"


def test_every_item_is_shown(city, family):
    _, numbers = family
    head = numbers[0]
    reply = city.changed(city.change(
        "TENSHUTSU", *numbers, day=(city.today + timedelta(days=5)).isoformat(),
        destination={"address": SAPPORO, "head": "仮名　一"},
    ))  # fmt: skip
    assert reply["residents"]
    shown = city.door.get(f"/api/residents/{head}").json()
    assert (shown["entered_on"], shown["valid_from"]) == (shown["became_resident"], iso(city))
    assert (shown["removed"], shown["confirmed"], shown["prior"]) == (None, None, None)
    planned = shown["planned"]
    assert (planned["day"], planned["head"], planned["address"]["one_line"]) == (
        (city.today + timedelta(days=5)).isoformat(), "仮名　一", "北海道札幌市仮町",
    )  # fmt: skip
    assert shown["serials"]["address_serial"] >= 1
    assert set(shown["areas"]) == {
        "area_branch_office", "area_district", "area_ward", "area_neighbourhood", "area_primary_school",
        "area_junior_high_school", "area_polling", "area_assessing", "area_self_government", "area_refuse",
        "area_night_soil",
    }  # fmt: skip
    assert (shown["event_basis"], shown["event_notified_on"], shown["administration"]["remarks"]) == (
        "notification", iso(city), "",
    )  # fmt: skip


def test_the_past_of_a_household_is_found_by_an_index(city, parted):
    household, *_ = parted
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(
            "explain select distinct addressee_number, record from registry_resident_version"
            " where household_number = %s", [household],
        )  # fmt: skip
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "registry_version_household" in plan


def test_a_stored_record_tells_its_past(db, wire):
    """What has left the operational tables for the 除票 store is explained and searched as before."""
    came, gone = date(2020, 10, 1), date(2020, 11, 20)
    (person,) = Nights(came).leaving({}, day=gone)
    ran("move_out_due", gone)
    number, clerk = (
        person.addressee_number,
        Actor(who="client:clerk", right=Permission.SEE_RESIDENT, terminal="t"),
    )
    asked = {"actor": clerk, "times": at(date(2025, 11, 21))}
    form = searching.EventSearchForm(purpose=PURPOSE, addressee_number=number)
    household = searching.EventSearchForm(purpose=PURPOSE, household_number=person.household_number)

    def read():
        return (
            explain(number, day=gone, **asked), searching.search_events(form, **asked),
            searching.search_events(household, **asked), household_on(person.household_number, day=came),
        )  # fmt: skip

    before = read()
    ran("removed_store", date(2025, 11, 21))
    assert not ResidentVersion.objects.exists()
    assert read() == before
    assert len(before[1].events) == 3


def test_pages_of_a_day_as_it_was_known(city, parted):
    household, founded, _, _, child = parted
    with Counter("registry", "juki.systems.registry.web") as counter:
        counter.sign_in("clerk.test", Permission.SEE_RESIDENT, Permission.SEE_HOUSEHOLD, Permission.RECEIVE)

        def page(path, **query):
            reply = counter.get(f"/{path}?{urlencode(query)}")
            return reply.status_code, reply.content.decode()

        status, whole = page(f"households/{household}", as_of=iso(city, 3))
        assert (status, "現在の世帯です" in whole, child in whole, "異動を始める" in whole) == (
            200,
            True,
            True,
            False,
        )
        status, now = page(f"households/{household}", known_on=iso(city))
        assert (status, "の時点で記録されていた内容" in now, child in now) == (200, True, False)
        assert "異動を始める" in page(f"households/{household}")[1]
        assert page(f"households/{founded}", as_of=iso(city, 3))[0] == 404
        assert page(f"households/{household}", as_of="x")[0] == 422
        assert "南町二丁目" in page(f"residents/{child}", as_of=iso(city, 1), known_on=iso(city))[1]
        assert page(f"residents/{child}", as_of=iso(city, 1), known_on=iso(city, 9))[0] == 404
        told = page(f"residents/{child}/timeline")[1]
    assert ("根拠書類</strong>：賃貸借契約書　第3号" in told, "留意事項</strong>：窓口で確認" in told) == (
        True,
        True,
    )


def test_what_was_known_at_the_end_of_a_day(db):
    residents = Residents()
    now = residents.times
    earlier = Times(city=now.city - timedelta(days=9), machine=now.machine - timedelta(days=8))
    residents.times = earlier
    first = residents.event()
    residents.times = now
    second = residents.event()
    moments = [known_on(now.legal_day - timedelta(days=ago)) for ago in (10, 9, 1, 0)]
    assert moments == [NOTHING, first.recorded_at, first.recorded_at, second.recorded_at]
