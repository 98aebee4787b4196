"""The search page: what is searched for stands in no address, is logged before it is answered, and can be repeated today."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.kernel.values.address import Address
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.links.post.mending import SEE
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.resident import Category, Foreign, Kind, Names, State
from juki.systems.registry.records.models import SearchHistory
from support.residents import Residents
from support.staff import Counter

PURPOSE = "証明書の交付"


SHOWN = (Permission.SEE_HONSEKI, Permission.SEE_RESIDENT_CODE, Permission.SEE_RESIDENCE)


@pytest.fixture
def counter(db):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in(
            "clerk.test", Permission.SEARCH, Permission.SEE_RESIDENT, Permission.SEE_HOUSEHOLD, *SHOWN
        )
        yield found


@pytest.fixture
def residents(db):
    return Residents()


def named(surname, given, kana=("カクウ", "ハジメ")):
    return {
        "names": Names(
            full=f"{surname}　{given}", surname=surname, given=given, kana_surname=kana[0], kana_given=kana[1]
        )
    }


def address(town, lot):
    place = Address(
        municipality=MunicipalityCode("132292"), prefecture="東京都", city="西東京市", town=town, lot=lot
    )
    return {"address": place}


def search(counter, **fields):
    return counter.post("/searches", {"purpose": PURPOSE, "match": "prefix", **fields})


def hits(reply, *people):
    text = reply.content.decode()
    return [f"/residents/{person.addressee_number}" in text for person in people]


def test_pages_need_the_right(db):
    with Counter("registry", "juki.systems.registry.web") as counter:
        assert counter.get("/").status_code in (302, 303)
        counter.sign_in("clerk.test", Permission.SEE_RESIDENT)
        assert counter.get("/searches").status_code == 403
        assert counter.post("/searches", {"name": "架空", "purpose": PURPOSE}).status_code == 403
        assert counter.post("/searches/again", {"search": "x"}).status_code == 403


def test_whoever_may_not_search_gets_the_first_page(db):
    with Counter("registry", "juki.systems.registry.web") as counter:
        counter.sign_in("officer.test", SEE, Permission.REVIEW)
        reply = counter.get("/")
        text = reply.content.decode()
        assert reply.status_code == 200
        assert [path in text for path in ('href="/parked"', 'href="/links"', 'href="/reviews"')] == [True] * 3
        assert 'name="kana"' not in text
        counter.sign_in("clerk.test", Permission.SEARCH)
        assert 'name="kana"' in counter.get("/").content.decode()
        counter.sign_in("nobody.test")
        assert "あなたに認められた業務はありません" in counter.get("/").content.decode()


@pytest.mark.proves("C:log.search@1")
def test_a_name_finds_and_is_in_no_address(counter, residents):
    one, other = residents.household(named("辻󠄂", "花子"), named("仮名", "二葉"))
    reply = search(counter, name="辻 花")
    assert reply.status_code == 200
    assert hits(reply, one, other) == [True, False]
    assert "辻󠄂　花子" in reply.content.decode()
    assert "Location" not in reply.headers
    row = AuditEntry.objects.get(action="resident.found")
    assert row.subjects == [f"addressee:{one.addressee_number}"]
    assert "辻" not in str([(entry.detail, entry.reason) for entry in AuditEntry.objects.all()])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": "子", "match": "prefix"}, [False, False]),
        ({"name": "子", "match": "part"}, [True, False]),
        ({"name": "見本花子", "match": "exact"}, [True, False]),
        ({"name": "見本", "match": "exact"}, [False, False]),
        ({"kana": "みほん"}, [True, True]),
        ({"kana": "ハナ", "match": "part"}, [True, False]),
        ({"name": "本花", "match": "part"}, [True, False]),
        ({"name": "花見本", "match": "part"}, [False, False]),
        ({"kana": "ンハ", "name": "花子", "match": "part"}, [True, False]),
        ({"name": "見本", "kana": "ミホンサ"}, [False, True]),
        ({"kana": "ミホンハナコ", "match": "exact"}, [True, False]),
        ({"kana": "ミホン", "match": "exact"}, [False, False]),
        ({"name": "花子", "match": "part"}, [True, False]),
        ({"kana": "ハナコ", "match": "part"}, [True, False]),
        ({"name": "見本　花子", "match": "exact"}, [True, False]),
        ({"name": "見本 花子", "match": "exact"}, [True, False]),
        ({"birth": "昭和55年2月3日"}, [True, True]),
        ({"birth": "1980-02-03", "name": "見本　三"}, [False, True]),
    ],
)
@pytest.mark.proves("STD:2.1.2/4", "STD:2.1.2/5", "STD:2.1.2/6", "STD:2.1.3/6", "STD:2.1.3/7")
def test_names_are_compared_as_asked(counter, residents, fields, expected):
    people = residents.household(
        named("見本", "花子", ("ミホン", "ハナコ")), named("見本", "三", ("ミホン", "サン"))
    )
    assert hits(search(counter, **fields), *people) == expected


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        *(pytest.param(*pair, marks=pytest.mark.proves("STD:2.1.2/3")) for pair in (
            ("ハットリ", "ハツトリ"), ("ハツトリ", "ハットリ"), ("シャリ", "シヤリ"), ("シヤリ", "シャリ"),
            ("シュリ", "シユリ"), ("シユリ", "シュリ"), ("ショリ", "シヨリ"), ("シヨリ", "ショリ"),
        )),
        *(pytest.param(*pair, marks=pytest.mark.proves("STD:2.1.2/8")) for pair in (
            ("オーノ", "オノ"), ("オノ", "オーノ"), ("ミホン", "ミーホーン"),
        )),
        *(pytest.param("オーノ", f"オ{line}ノ", marks=pytest.mark.proves("STD:2.1.2/9")) for line in "ー―－‐ｰ-"),
        *(pytest.param(f"オ{line}ノ", "オ-ノ", marks=pytest.mark.proves("STD:2.1.2/9")) for line in "ー―－‐ｰ"),
        *(pytest.param("オ　ノ", f"オ{gap}ノ", marks=pytest.mark.proves("STD:2.1.2/9")) for gap in " 　"),
        *(pytest.param("オ ノ", f"オ{gap}ノ", marks=pytest.mark.proves("STD:2.1.2/9")) for gap in " 　"),
    ],
)  # fmt: skip
def test_readings_are_found_however_they_are_typed(counter, residents, kept, typed):
    people = residents.household(
        named("見本", "一", (kept, "ハジメ")), named("見本", "二", ("ナラ", "フタバ"))
    )
    assert hits(search(counter, kana=typed), *people) == [True, False]


@pytest.mark.proves("STD:2.1.3/12")
@pytest.mark.parametrize("typed", ["昭和55年2月3日", "1980-02-03", "1980年2月3日"])
def test_a_birth_is_found_by_either_calendar(counter, residents, typed):
    foreign = Foreign(
        nationality="ZZZ", nationality_name="架空国", category=Category.SPECIAL_PERMANENT,
        since=LegalDate.parse("2020-04-01"), card_number="AB12345678CD",
    )  # fmt: skip
    people = residents.household(
        {"birth": LegalDate.parse("昭和55年2月3日")},
        {
            "kind": Kind.FOREIGN, "foreign": foreign, "register": None, "names": Names(full="SAMPLE PERSON"),
            "birth": LegalDate.parse("1980-02-03"),
        },
        {"birth": LegalDate.parse("1981-02-03")},
    )  # fmt: skip
    assert hits(search(counter, birth=typed), *people) == [True, True, False]


@pytest.mark.proves("S1.04")
def test_who_is_found_is_shown(counter, residents):
    one, other = residents.household(named("辻󠄂", "花子"), named("仮名", "二葉"))
    found = search(counter, name="辻花子")
    assert hits(found, one, other) == [True, False]
    page = counter.get(f"/residents/{one.addressee_number}").content.decode()
    for shown in (
        "辻󠄂　花子",
        "昭和55年2月3日",
        one.resident_code,
        "東京都西東京市田無町一丁目2番3号",
        "世帯主",
    ):
        assert shown in page
    assert "仮名　二葉" not in page


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("田無町一丁目2番3号", [True, False]),
        ("田無町1-2-3", [True, False]),
        ("田無町１丁目", [True, False]),
        ("東京都西東京市田無町", [True, True]),
        ("西東京市 田無町 十二丁目", [False, True]),
        ("田無町12丁目4番地の5", [False, True]),
        ("田無町2", [False, False]),
        ("無町", [False, False]),
    ],
)
def test_an_address_matches_however_it_is_written(counter, residents, typed, expected):
    people = residents.household(address("田無町一丁目", "２番３号"), address("田無町十二丁目", "4番地5"))
    assert hits(search(counter, address=typed), *people) == expected


def test_an_address_of_before_is_no_match(counter, residents):
    (person,) = residents.household(address("田無町一丁目", "2番3号"))
    moved = replace(person, **address("泉町二丁目", "4番5号"))
    residents.version(moved, number=2, event=residents.event("TENKYO", event_class="amendment"))
    assert hits(search(counter, address="田無町"), person) == [False]
    assert hits(search(counter, address="泉町2-4"), person) == [True]


def plan_of(counter, **fields):
    """How the database would find people, if it could not look at everybody."""
    with CaptureQueriesContext(connection) as caught:
        search(counter, **fields)
    query = next(one["sql"] for one in caught if "ORDER BY" in one["sql"] and "kana_key" in one["sql"])
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(f"explain {query}")
        return "\n".join(row[0] for row in cursor)


def test_an_address_is_looked_up_apart_from_the_order_of_the_kana(counter, residents):
    residents.household({})
    plan = plan_of(counter, address="田無町")
    assert "registry_version_address_key" in plan
    assert plan.count("Limit") == 2


@pytest.mark.parametrize(
    ("fields", "walks"),
    [({"name": "架空"}, False), ({"kana": "カクウ"}, True), ({"birth": "1980-02-03"}, False)],
)
def test_nobody_walks_through_everybody_in_the_order_of_the_kana(counter, residents, fields, walks):
    residents.household({})
    plan = plan_of(counter, **fields)
    assert ("Sort Key: ((COALESCE(kana_key" in plan) is not walks


@pytest.mark.parametrize(
    ("fields", "condition"),
    [
        ({"name": "空花", "match": "part"}, "registry_pairs(name_key) @> '{空花}'"),
        ({"kana": "クウハ", "match": "part"}, "registry_pairs(kana_key) @> '{ウハ,クウ}'"),
    ],
)
def test_parts_of_names_are_looked_up_by_pairs_as_indexed(counter, residents, fields, condition):
    residents.household({})
    assert condition in plan_of(counter, **fields)
    assert "registry_pairs" not in plan_of(counter, **{**fields, "name": "空", "kana": ""})
    with connection.cursor() as cursor:
        cursor.execute("select indexdef from pg_indexes where tablename = 'registry_resident'")
        assert any(f"USING gin ({condition.partition(' ')[0]})" in row[0] for row in cursor)


def test_an_address_of_nothing_is_no_condition(counter, residents):
    residents.household({})
    assert search(counter, address="　").status_code == 422


def test_removed_only_when_asked_for(counter, residents):
    (person,) = residents.household({"state": State.MOVED_OUT})
    assert hits(search(counter, name="架空"), person) == [False]
    assert hits(search(counter, name="架空", with_removed="yes"), person) == [True]


def test_more_than_fifty_must_be_narrowed(counter, residents):
    residents.household(*({"relationship": residents.person("1", 2).relationship} for _ in range(51)))
    reply = search(counter, name="架空")
    assert "50件を超えました" in reply.content.decode()
    assert reply.content.decode().count('href="/residents/') == 50


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "name"),
        ({"name": "架空", "purpose": ""}, "purpose"),
        ({"name": "架空", "purpose": "<b>"}, "purpose"),
        ({"birth": "令和8年13月1日"}, "birth"),
        ({"addressee_number": "12a"}, "addressee_number"),
        ({"resident_code": "1"}, "resident_code"),
        ({"name": "架\x00空"}, "name"),
        ({"kana": "ア" * 601}, "kana"),
    ],
)
def test_mistakes_stand_beside_the_field_and_what_was_typed_stays(counter, fields, field):
    reply = search(counter, **fields)
    text = reply.content.decode()
    assert reply.status_code == 422
    assert f'href="#f-{field}"' in text
    for name, value in fields.items():
        if name != "purpose" and "\x00" not in value:
            assert value in text
    assert not AuditEntry.objects.filter(action="resident.found").exists()


def test_markup_is_text(counter):
    text = search(counter, name='"><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_an_individual_number_needs_its_right_and_is_not_kept(counter, residents):
    (person,) = residents.household({})
    assert 'name="individual_number"' not in counter.get("/").content.decode()
    assert search(counter, individual_number=person.individual_number).status_code == 403
    assert AuditEntry.objects.filter(action="individual_number.refused").count() == 1
    counter.sign_in("clerk.test", Permission.SEE_INDIVIDUAL_NUMBER)
    assert hits(search(counter, individual_number=person.individual_number), person) == [True]
    search(counter, addressee_number=person.individual_number)
    assert not SearchHistory.objects.exists()


@pytest.mark.proves("STD:2.1.1/1", "STD:2.1.1/2", "STD:2.1.1/3")
def test_todays_searches_can_be_repeated_by_their_clerk_alone(counter, residents):
    (person,) = residents.household({})
    for count in range(12):
        search(counter, name="架空", address=f"田無町{count}")
    search(counter, name="架空")
    search(counter, name="架空")
    assert SearchHistory.objects.count() == 10
    newest = SearchHistory.objects.order_by("-at").first()
    reply = counter.post("/searches/again", {"search": str(newest.id)})
    assert hits(reply, person) == [True]
    assert 'value="架空"' in reply.content.decode()
    assert f'<option value="{PURPOSE}" selected>' in counter.get("/").content.decode()
    counter.sign_in("clerk.other", Permission.SEARCH)
    assert "今日の検索履歴" not in counter.get("/").content.decode()
    refused = counter.post("/searches/again", {"search": str(newest.id)})
    assert (refused.status_code, "REG-0206" in refused.content.decode()) == (404, True)
    assert counter.post("/searches/again", {"search": "x"}).status_code == 400


def test_yesterdays_searches_go_with_the_next_one(counter, residents):
    residents.household({})
    search(counter, name="架空")
    SearchHistory.objects.update(legal_day=current().clock.now().legal_day - timedelta(days=1))
    assert "今日の検索履歴" not in counter.get("/").content.decode()
    search(counter, name="仮名")
    assert SearchHistory.objects.count() == 1


def test_the_way_of_comparing_is_no_free_text(counter):
    assert search(counter, name="架空", match="regex").status_code == 400


def test_variants_of_one_character_are_one_key(counter, residents):
    people = residents.household(named("辻󠄀", "一"), named("辻󠄂", "二"))
    assert hits(search(counter, name="辻"), *people) == [True, True]
    assert replace(people[0]).names.full != people[1].names.full


def test_too_large_a_form_is_a_coded_page(counter):
    reply = search(counter, name="あ" * 1_200_000)
    assert reply.status_code in (400, 413)
    assert "KRN-02" in reply.content.decode()
    many = counter.post("/searches", {f"field{count}": "x" for count in range(4_100)})
    assert many.status_code in (400, 413)
    assert not AuditEntry.objects.filter(action="resident.found").exists()
