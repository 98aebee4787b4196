"""The address masters on screens, and what they offer while somebody types."""

import re
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import (
    AddressEntry,
    Building,
    ResidentRow,
    ResidentVersion,
    UsableLot,
)
from support.changing import latest, moved_in, record, saved, send, start
from support.counter_forms import CLERK, REVIEWER, hidden, shown_fields, text
from support.residents import Residents
from support.staff import Counter

HEADER = (
    "住所コード,都道府県,市区町村,大字,小字,都道府県カナ,市区町村カナ,大字カナ,小字カナ,郵便番号,町字ID,"
    "有効開始日,有効終了日,合併廃止"
)
ENTRY = {
    "code": "13229001001", "prefecture": "東京都", "city": "西東京市", "town": "田無町", "block": "一丁目",
    "prefecture_kana": "トウキョウト", "city_kana": "にしとうきょうし", "town_kana": "タナシチョウ", "postal_code": "188-0011",
}  # fmt: skip
BY_OFFICE = {"basis": "ex_officio"}
PATHS = ("/masters/addresses", "/masters/countries", "/masters/buildings", "/masters/lots")


def own_entry(**changes):
    return {**ENTRY, "key": uuid4(), **changes}


def file(*lines, content=None):
    body = "\n".join([HEADER, *lines]).encode("utf-8-sig") if content is None else content
    return SimpleUploadedFile("a.csv", body, content_type="text/csv")


@pytest.fixture
def counter(db):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in("clerk.test", Permission.SEE_MASTER, Permission.KEEP_MASTER)
        yield found


@pytest.mark.parametrize("path", ["/masters", *PATHS, "/masters/addresses/13229001001"])
def test_pages_need_their_right(db, path):
    with Counter("registry", "juki.systems.registry.web") as counter:
        counter.sign_in("clerk.test", Permission.SEARCH)
        assert counter.get(path).status_code == 403
        counter.sign_in("clerk.sees", Permission.SEE_MASTER)
        assert "新しい項目を加える" not in text(counter.get("/masters/addresses"))
        assert counter.post("/masters/addresses", own_entry()).status_code == 403
        assert counter.post("/masters/addresses/file", {"key": uuid4(), "file": file()}).status_code == 403


@pytest.mark.proves("STD:1.3.3/5", "STD:1.3.4/3")
def test_staff_add_find_and_correct_an_entry(counter):
    assert counter.get("/masters")["Location"] == "/masters/addresses"
    reply = counter.post("/masters/addresses", own_entry())
    assert reply.status_code == 303, text(reply)
    for asked in ("田無", "タナシ", "1880011", "西東京市 田無町", "13229"):
        assert "田無町" in text(counter.get(f"/masters/addresses?q={quote(asked)}")), asked
    assert "該当する項目はありません" in text(counter.get("/masters/addresses?q=存在しない町"))
    page = counter.get("/masters/addresses/13229001001")
    fields = {**shown_fields(page), **hidden(page), "block": "二丁目", "valid_until": "令和2年3月31日"}
    reply = counter.post("/masters/addresses/13229001001", fields)
    assert reply.status_code == 303, text(reply)
    row = AddressEntry.objects.get()
    assert (row.block, str(row.valid_until), row.version) == ("二丁目", "2020-03-31", 2)
    assert "田無町" not in text(counter.get("/masters/addresses"))
    assert "二丁目" in text(counter.get("/masters/addresses?ended=yes"))
    stale = counter.post("/masters/addresses/13229001001", {**fields, "key": uuid4()})
    assert (stale.status_code, "REG-0630" in text(stale)) == (422, True)
    logged = AuditEntry.objects.filter(action="addresses.kept")
    assert {one.who for one in logged} == {"client:clerk.test"}
    building = {"town": "田無町一丁目", "lot": "1番2号", "name": "コーポ新", "key": uuid4()}
    assert counter.post("/masters/buildings", building).status_code == 303
    key = Building.objects.get().pk
    page = counter.get(f"/masters/buildings/{key}")
    fields = {**shown_fields(page), **hidden(page), "name": "コーポ改"}
    assert counter.post(f"/masters/buildings/{key}", fields).status_code == 303
    assert Building.objects.get().name == "コーポ改"


@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("addresses", own_entry(code="1"), "REG-0620"),
        ("addresses", own_entry(code=""), "住所コードを入力してください"),
        ("addresses", own_entry(city="x" * 500), "400文字以内"),
        ("addresses", own_entry(city="西\u0000東"), "使えない文字"),
        ("addresses", own_entry(postal_code="12"), "KRN-0181"),
        ("addresses", own_entry(valid_from="いつか"), "REG-0633"),
        ("countries", {"code": "kor", "name": "韓国", "key": uuid4()}, "REG-0631"),
        ("buildings", {"town": "", "lot": "", "name": "", "key": uuid4()}, "町字を入力してください"),
        ("lots", {"town": "新町", "lot": "無番地", "kind": "lot", "key": uuid4()}, "REG-0635"),
        ("lots", {"town": "新町", "lot": "1番", "kind": "", "key": uuid4()}, "種類を入力してください"),
    ],
)
def test_a_bad_entry_is_told(counter, path, fields, told):
    reply = counter.post(f"/masters/{path}", fields)
    assert (reply.status_code, told in text(reply)) == (422, True), text(reply)
    assert not any(model.objects.exists() for model in (AddressEntry, Building, UsableLot))


@pytest.mark.parametrize(
    "path",
    ["/masters/x", "/masters/addresses/99999999999", "/masters/buildings/x", f"/masters/lots/{'9' * 40}"],
)
def test_nothing_there(counter, path):
    assert counter.get(path).status_code == 404
    if path.count("/") > 2:
        assert counter.post(path, {"key": uuid4(), "version": "1"}).status_code == 404


def test_no_form_of_ours(counter):
    assert counter.post("/masters/addresses", {**ENTRY, "key": "x"}).status_code == 400
    assert counter.post("/masters/buildings/file", {"key": uuid4(), "file": file()}).status_code == 404


def test_a_file_on_the_screen(counter):
    row = "13229001001,東京都,西東京市,田無町,一丁目,,,,,1880011,,,,"
    tried = counter.post("/masters/addresses/file", {"key": uuid4(), "action": "try", "file": file(row)})
    assert ("追加 1件" in text(tried), AddressEntry.objects.count()) == (True, 0)
    bad = counter.post("/masters/addresses/file", {"key": uuid4(), "file": file(row, "1,x,,,,,,,,,,,,")})
    page = text(bad)
    assert (bad.status_code, "REG-0628" in page, "3行目" in page, "REG-0620" in page) == (
        422,
        True,
        True,
        True,
    )
    assert not AddressEntry.objects.exists()
    taken = counter.post("/masters/addresses/file", {"key": uuid4(), "action": "take", "file": file(row)})
    assert ("取り込みました" in text(taken), AddressEntry.objects.count()) == (True, 1)
    for content in (b"", b"\xff\xfe", "見出し\n".encode()):
        reply = counter.post("/masters/addresses/file", {"key": uuid4(), "file": file(content=content)})
        assert reply.status_code == 422
    assert counter.post("/masters/addresses/file", {"key": uuid4()}).status_code == 422


@pytest.mark.proves("STD:1.3.3/11")
def test_postal_code_and_kana_fill_in_the_whole_place(counter):
    counter.post("/masters/addresses", own_entry())
    for asked in ("188-0011", "たな", "ニシ タ", "ト ニ タ"):
        page = text(counter.get(f"/postal?postal_code={quote(asked)}"))
        button = re.search(r'<button type="button" class="town"[^>]*>', page)
        assert button, (asked, page)
        for part in (
            'data-prefecture="東京都"', 'data-city="西東京市"', 'data-town="田無町一丁目"', 'data-postal="1880011"',
        ):  # fmt: skip
            assert part in button[0], asked
    assert "<button" not in text(counter.get("/postal?postal_code=ワワ"))


def test_picking_step_by_step(counter):
    counter.post("/masters/addresses", own_entry())
    for path, part in (
        ("/towns/pick", "of=13\""), ("/towns/pick?of=13", "of=13229\""), ("/towns/pick?of=13229", "of=13229001\""),
        ("/towns/pick?of=13229001", 'data-town="田無町一丁目"'), ("/towns/pick?own=yes", "of=13229001&amp;own=yes"),
        ("/towns/pick?own=yes&of=01101", "of=13229001&amp;own=yes"), ("/towns/pick?of=<x>", "of=13\""),
        ("/towns/pick?of=13229", "西東京市</span>まで入れる"),
    ):  # fmt: skip
        page = text(counter.get(path))
        assert part in page or part.replace("&amp;", "&") in page, (path, page)


@pytest.mark.proves("NOT:4.0.7/1")
def test_no_way_from_a_building_to_an_address(counter):
    counter.post("/masters/buildings", {"town": "秘町", "lot": "7番8号", "name": "みどり荘", "key": uuid4()})
    counter.post("/masters/addresses", own_entry())
    assert 'value="みどり荘"' in text(counter.get("/towns/buildings?address.town=秘町&address.lot=7-8"))
    for path in (
        "/towns/buildings?address.building=みどり荘", "/towns/buildings?building=みどり荘&town=&lot=",
        "/postal?postal_code=みどり荘", "/towns?kana=ミドリ", "/towns/pick?of=みどり荘", "/masters/buildings?q=みどり荘",
        "/masters/addresses?q=みどり荘",
    ):  # fmt: skip
        found = text(counter.get(path))
        assert ("秘町" in found, "7番8号" in found) == (False, False), path


@pytest.fixture
def desk(city):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in(REVIEWER, *Permission)
        found.sign_in(CLERK, *Permission)
        yield found


def today():
    return current().clock.now().legal_day.isoformat()


def offered(page):
    """本籍 that the page offers, each with where it is from."""
    return dict(re.findall(r'<option data-kept value="([^"]*)">([^<]*)</option>', text(page)))


@pytest.mark.proves("STD:4.0.6/2")
def test_honseki_is_chosen_from_what_is_registered(desk, city):
    home = moved_in(city, city.person(), city.person("妻"))
    location = start(desk, "SHOKKEN_SHUSEI", home[1])
    page = desk.get(location)
    head, wife = latest(home[0]), latest(home[1])
    found = offered(page)
    own = f"{wife.address_prefecture}{wife.address_city}{wife.address_town}{wife.address_lot}"
    former = f"{wife.former_prefecture}{wife.former_city}{wife.former_town}{wife.former_lot}"
    assert (found[own], found[former], found[head.honseki]) == ("現住所", "転入前住所", "世帯主の本籍")
    assert 'list="known-honseki"' in text(page)
    assert AuditEntry.objects.filter(action="honseki.offered").exists()


@pytest.mark.proves("STD:4.0.6/4")
def test_the_same_register_of_a_household_is_corrected_in_one_go(desk, city):
    register = {"honseki": "東京都架空市仮町一丁目1番地", "head": "仮名　一"}
    home = moved_in(city, city.person(register=register), city.person("妻", register=register))
    location = start(desk, "SHOKKEN_SHUSEI", *home)
    page = desk.get(location)
    assert "今の記載が同じ1人に写す" in text(page)
    new = {
        "persons.0.items.register.honseki": "東京都西東京市田無町九丁目9番",
        "persons.0.items.register.head": "見本　新",
    }
    names = [shown_fields(page)[f"persons.{place}.items.name.given"] for place in (0, 1)]
    reply = send(desk, location, page, *home, **{**new, "action": "register:0"})
    fields = shown_fields(reply)
    assert [fields[f"persons.1.items.register.{part}"] for part in ("honseki", "head")] == list(new.values())
    assert [fields[f"persons.{place}.items.name.given"] for place in (0, 1)] == names
    fields["action"] = "save"
    application = saved_from(desk, location, reply, *home)
    record(desk, application)
    assert {(latest(one).honseki, latest(one).honseki_head) for one in home} == {tuple(new.values())}
    for strange in ("register:9", "register:x", "register:"):
        assert send(desk, location, page, *home, action=strange).status_code in (400, 409)


def saved_from(desk, location, page, *of):
    reply = send(desk, location, page, *of, day=today(), **BY_OFFICE)
    assert reply.status_code == 303, re.sub(r"<[^>]+>", " ", text(reply).partition("<main")[2])[:2000]
    return reply["Location"]


def test_a_place_that_a_merger_has_ended_is_not_offered_again(desk, city):
    (number,) = moved_in(city, city.person())
    before = latest(number).honseki
    new = {"persons.0.items.register.honseki": "東京都西東京市田無町九丁目9番"}
    record(desk, saved(desk, start(desk, "SHOKKEN_SHUSEI", number), number, **BY_OFFICE, day=today(), **new))
    assert latest(number).honseki == new["persons.0.items.register.honseki"]
    location = start(desk, "SHOKKEN_SHUSEI", number)
    assert offered(desk.get(location))[before] == "本人の以前の本籍"
    AddressEntry.objects.create(
        code="13999001000", prefecture="東京都", city="架空市", town="仮町", valid_until="2001-01-20", merged=True,
        changed_by="t", changed_at=current().clock.now().machine,
    )  # fmt: skip
    assert before.startswith("東京都架空市仮町")
    assert before not in offered(desk.get(location))


def gone(number):
    """The record as a removal leaves it."""
    row = latest(number)
    values = {
        field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name != "event"
    }
    values |= {"number": row.number + 1, "state": "2", "event_class": "removal", "event_reason": "TENSHUTSU"}
    ResidentVersion.objects.create(**values, event_id=row.event_id)
    ResidentRow.objects.filter(pk=number).update(version=row.number + 1, state="2")


@pytest.mark.proves("STD:4.0.6/5")
def test_who_comes_back_is_offered_what_was_there_before(desk, city):
    person = city.person()
    (number,) = moved_in(city, person)
    before = latest(number).honseki
    page = desk.get("/applications/new")
    fields = {
        **hidden(page),
        "reason": "TENNYU",
        "persons": "1",
        "capacity": "head",
        "name": "来庁者",
        "documents_one": "運転免許証",
    }
    location = desk.post("/applications/new", fields)["Location"]
    typed = {**shown_fields(desk.get(location)), "persons.0.individual_number": person["individual_number"]}
    assert before not in offered(desk.post(location, {**typed, "action": "add"}))
    gone(number)
    shown = offered(desk.post(location, {**typed, "action": "add"}))
    assert shown == {before: "本人の以前の本籍"}
    logged = AuditEntry.objects.filter(action="honseki.offered", subjects=[f"addressee:{number}"])
    assert logged.count() == 1
    AddressEntry.objects.create(
        code="13999001000", prefecture="東京都", city="架空市", town="仮町", valid_until="2001-01-20", merged=True,
        changed_by="t", changed_at=current().clock.now().machine,
    )  # fmt: skip
    assert offered(desk.post(location, {**typed, "action": "add"})) == {}


@pytest.mark.proves("STD:4.1.3.0.2/2")
def test_where_somebody_goes_is_taken_from_the_dictionary(desk, city):
    (number,) = moved_in(city, city.person())
    AddressEntry.objects.create(
        code="13212001000", prefecture="東京都", city="日野市", town="神明", postal_code="1910016",
        reading="トウキヨウト ヒノシ シンメイ", changed_by="t", changed_at=current().clock.now().machine,
    )  # fmt: skip
    page = text(desk.get(start(desk, "TENSHUTSU", number)))
    place = page[page.index('data-address="destination.address"') :]
    (lookup,) = re.findall(r'name="destination.address.postal_code"[^>]*data-lookup="([^"]*)"', place)
    assert 'data-town="神明"' in text(desk.get(f"{lookup}?postal_code={quote('ト ヒ シ')}"))
    (pick,) = re.findall(r'hx-get="(/towns/pick[^"]*)"', place.partition('class="towns"')[0])
    assert 'of=13"' in text(desk.get(pick))
    assert 'data-town="神明"' in text(desk.get(f"{pick}?of=13212"))


def test_no_name_is_in_what_the_masters_log(counter):
    Residents()
    counter.post("/masters/buildings", {"town": "新町", "lot": "1番", "name": "みどり荘", "key": uuid4()})
    (row,) = AuditEntry.objects.filter(action="buildings.kept")
    assert "みどり荘" not in str((row.subjects, row.detail))
