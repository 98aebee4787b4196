"""住所辞書, 国名, 方書 and 地番: renewed from files, corrected by hand, looked up while somebody types."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from juki.kernel.audit.models import AuditEntry
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.work import Actor
from juki.systems.registry.domain.address_errors import MasterColumns, MasterFileEmpty, StaleEntry
from juki.systems.registry.records.models import AddressEntry, Building, Country
from juki.systems.registry.services.address_masters import buildings, dictionary, intake, masters
from juki.systems.registry.services.address_masters.masters import ADDRESSES, BUILDINGS, COUNTRIES, LOTS
from juki.systems.registry.services.csv_text import UnreadableCsv

CLERK = Actor(who="client:clerk", right="registry.address_master.keep", terminal="t")
OWN = (
    "住所コード,都道府県,市区町村,大字,小字,都道府県カナ,市区町村カナ,大字カナ,小字カナ,郵便番号,町字ID,"
    "有効開始日,有効終了日,合併廃止"
)
ABR = (
    "lg_code,machiaza_id,machiaza_type,pref,pref_kana,county,county_kana,city,city_kana,ward,ward_kana,"
    "oaza_cho,oaza_cho_kana,chome,chome_kana,koaza,koaza_kana,efct_date,ablt_date,post_code,remarks"
)
COUNTRY = "国コード,国名,国名カナ,有効開始日,有効終了日"
HINO = MunicipalityCode.from_five("13212")


def line(code, town="神明", block="", *, kana="シンメイ", postal="1910016", until="", merged=""):
    return f"{code},東京都,日野市,{town},{block},トウキョウト,ヒノシ,{kana},,{postal},,1963-11-03,{until},{merged}"


def take(*lines, master=ADDRESSES, header=OWN, dry_run=False):
    times = current().clock.now()
    return intake.take(
        "\n".join([header, *lines]), master, actor=CLERK, times=times, trace=uuid4(), dry_run=dry_run
    )


def today():
    return current().clock.now().legal_day


@pytest.mark.proves("STD:1.3.3/2", "STD:1.3.3/7", "STD:1.3.3/9")
def test_a_newer_file_replaces_the_prefecture_and_ends_what_is_gone(db):
    done = take(
        line("13212001000"), line("13212002001", "多摩平", "一丁目", kana="タマダイラ", postal="191-0062")
    )
    assert (done.added, done.changed, done.ended, done.faults) == (2, 0, 0, ())
    other = take(line("11000000000".replace("11000", "11100"), "", kana=""))
    assert other.faults
    done = take(line("13212001000", "神明町"), line("13212003000", "旭が丘"))
    assert (done.added, done.changed, done.ended, done.same) == (1, 1, 1, 0)
    gone = AddressEntry.objects.get(code="13212002001")
    assert (gone.valid_until, gone.postal_code, gone.town + gone.block) == (
        today() - timedelta(days=1), "1910062", "多摩平一丁目",
    )  # fmt: skip
    assert [one.town for one in dictionary.below("13212", today=today())] == ["神明町", "旭が丘"]
    assert take(line("13212001000", "神明町"), line("13212003000", "旭が丘")).same == 2
    rows = AuditEntry.objects.filter(action="addresses.taken_in")
    assert rows.first().who == "client:clerk"
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("delete from registry_address_entry")


@pytest.mark.proves("STD:1.3.3/3")
def test_countries_are_renewed_the_same_way(db):
    assert take("KOR,韓国,カンコク,,", "VNM,ベトナム,,,", master=COUNTRIES, header=COUNTRY).added == 2
    done = take("KOR,大韓民国,,,", "SSD,南スーダン,,,", master=COUNTRIES, header=COUNTRY)
    assert (done.added, done.changed, done.ended) == (1, 1, 1)
    assert dictionary.countries(today()) == [("KOR", "大韓民国"), ("SSD", "南スーダン")]
    assert Country.objects.count() == 3


@pytest.mark.proves("STD:1.3.3/6")
def test_the_published_town_master_is_taken_as_it_is(db):
    town = "132128,{id},2,東京都,トウキョウト,,,日野市,ヒノシ,,,{name},{kana},{chome},,,,1963-11-03,{end},1910062,"
    county = (
        "133035,0001000,1,東京都,トウキョウト,西多摩郡,ニシタマグン,瑞穂町,ミズホマチ,,,石畑,イシハタ,,,,,,,,"
    )
    done = take(
        town.format(id="0002001", name="多摩平", kana="タマダイラ", chome="一丁目", end=""),
        town.format(id="0002001", name="旧多摩平", kana="", chome="一丁目", end="1999-03-31"),
        town.format(id="1234002", name="新町", kana="シンマチ", chome="二丁目", end=""),
        county,
        header=ABR,
    )
    assert (done.added, done.faults) == (3, ())
    found = {row.town_id: row for row in AddressEntry.objects.all()}
    assert (found["0002001"].code, found["0002001"].town, found["0002001"].block) == (
        "13212002001", "多摩平", "一丁目",
    )  # fmt: skip
    assert found["1234002"].code == "13212999002"
    assert found["0001000"].city == "西多摩郡瑞穂町"
    take(
        town.format(id="1111001", name="前町", kana="", chome="一丁目", end=""),
        town.format(id="1234002", name="新町", kana="シンマチ", chome="二丁目", end=""),
        header=ABR,
    )
    assert AddressEntry.objects.get(town_id="1234002").code == "13212999002"
    assert AddressEntry.objects.get(town_id="1111001").code == "13212998001"


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (line("1321200100"), "REG-0620"),
        (line("1321200100０x"), "REG-0620"),
        pytest.param(line("48212001000"), "REG-0621", marks=pytest.mark.proves("STD:1.3.3/8")),
        pytest.param(line("13999001000"), "REG-0621", marks=pytest.mark.proves("STD:1.3.3/8")),
        (line("13212000000"), "REG-0622"),
        (line("13212001000", block="一丁目"), "REG-0622"),
        (line("13212001001"), "REG-0622"),
        (line("13212001000", town=""), "REG-0622"),
        (line("13212001000", until="1960-01-01"), "REG-0623"),
        (line("13212001000", merged="1"), "REG-0623"),
        (line("13212001000", until="昔"), "REG-0633"),
        (line("13212001000", kana="神明"), "REG-0634"),
        (line("13212001000", postal="19"), "KRN-0181"),
        (line("13212001000", town="字" * 121), "KRN-0164"),
        (line("13212001000") + ",x", "REG-0625"),
        (line("13212009000") + "\n" + line("13212009000"), "REG-0626"),
    ],
)
def test_a_bad_row_is_told_and_nothing_is_written(db, bad, code):
    done = take(line("13212005000"), bad)
    assert [one.code for one in done.faults] == [code]
    assert done.faults[0].row >= 3
    assert not AddressEntry.objects.exists()


def test_a_municipality_that_is_no_more_may_stand_as_ended(db):
    assert take(line("13999001000", until="2001-01-20", merged="1")).added == 1


@pytest.mark.parametrize(
    ("content", "error"),
    [("", MasterColumns), ("a,b\n1,2", MasterColumns), (OWN, MasterFileEmpty), (f'{OWN}\n"', UnreadableCsv)],
)
def test_no_such_file(db, content, error):
    with pytest.raises(error):
        intake.take(content, ADDRESSES, actor=CLERK, times=current().clock.now(), trace=uuid4())


def test_trying_keeps_nothing(db):
    assert take(line("13212001000"), dry_run=True).added == 1
    assert not AddressEntry.objects.exists()


@pytest.fixture
def hino(db):
    take(
        line("13212001000"),
        line("13212002001", "多摩平", "一丁目", kana="タマダイラ", postal="1910062"),
        line("13212002002", "多摩平", "二丁目", kana="タマダイラ", postal="1910062"),
        line("13212004000", "平山", kana="ヒラヤマ", postal="1910043", until="2000-03-31", merged="1"),
    )


@pytest.mark.proves("STD:1.3.3/12")
def test_from_the_prefecture_down(hino):
    (prefecture,) = dictionary.below("", today=today())
    assert (prefecture.label, prefecture.deeper) == ("東京都", "13")
    (city,) = dictionary.below("13", today=today())
    assert (city.label, city.deeper, city.municipality) == ("日野市", "13212", "132128")
    shinmei, tamadaira = dictionary.below("13212", today=today())
    assert (shinmei.town, shinmei.deeper, shinmei.postal_code) == ("神明", "", "1910016")
    assert (tamadaira.label, tamadaira.deeper) == ("多摩平", "13212002")
    blocks = dictionary.below("13212002", today=today())
    assert [(one.label, one.town) for one in blocks] == [
        ("一丁目", "多摩平一丁目"), ("二丁目", "多摩平二丁目"),
    ]  # fmt: skip
    here = dictionary.place("13212", today=today())
    assert (here.prefecture, here.city, here.town) == ("東京都", "日野市", "")
    for strange in ("1", "132120010001", "99"):
        assert dictionary.below(strange, today=today()) == []


@pytest.mark.parametrize("typed", ["ト ヒ シ", "とう ひの しん", "ヒ シ", "ト ヒ　シン"])
@pytest.mark.proves("STD:1.3.3/10")
def test_by_the_first_kana(hino, typed):
    found = dictionary.of_reading(typed, today=today(), own=HINO)
    assert [(one.postal_code, one.town) for one in found] == [("1910016", "神明")]


@pytest.mark.parametrize("typed", ["", " ", "ト ヨ シ", "(", "ヒラ", "ト ヒ ヒラ"])
def test_a_reading_that_is_nobodys(hino, typed):
    assert dictionary.of_reading(typed, today=today(), own=HINO) == []


def test_by_postal_code_the_dictionary_goes_before_the_table(hino):
    found = dictionary.of_postal_code("1910062", today=today())
    assert [one.town for one in found] == ["多摩平一丁目", "多摩平二丁目"]
    assert [one.town for one in dictionary.of_postal_code("1880011", today=today())] == ["田無町"]
    assert dictionary.of_postal_code("1910062", today=today(), own=MunicipalityCode.from_five("13229")) == []


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("東京都日野市平山五丁目1番地", True),
        ("東京都日野市神明12番地", False),
        ("東京都日野市南平", False),
        ("東京都西東京市田無町", False),
        ("", False),
    ],
)
def test_what_a_merger_has_ended(hino, text, gone):
    assert dictionary.is_abolished(text, today=today()) is gone


def keep(master, key="", version=0, **values):
    times = current().clock.now()
    return masters.keep(master, values, key=key, version=version, actor=CLERK, times=times, trace=uuid4())


@pytest.mark.proves("STD:1.3.4/1", "STD:1.3.4/2", "STD:4.0.7/1")
def test_buildings_of_an_address(db):
    for lot, name in (
        ("1番2号", "コーポ新町２０１"),
        ("１番２号", "コーポ新町３"),
        ("1番20号", "別の荘"),
        ("甲1番2", "甲荘"),
    ):
        keep(BUILDINGS, town="新町一丁目", lot=lot, name=name)
    gone = keep(BUILDINGS, town="新町一丁目", lot="1番2号", name="昔荘", valid_until="2001-01-01")
    assert buildings.at("新町一丁目", "1-2", today=today()) == ["コーポ新町３", "コーポ新町２０１"]
    assert buildings.at("新町二丁目", "1番2号", today=today()) == []
    assert buildings.at("新町一丁目", "", today=today()) == []
    assert buildings.at("", "1番2号", today=today()) == []
    assert Building.objects.get(pk=gone).name == "昔荘"
    with pytest.raises(JukiError, match="REG-0632"):
        keep(BUILDINGS, town="新町一丁目", lot="1番2号", name="昔荘")


@pytest.mark.proves("STD:1.3.2/1", "STD:1.3.2/2")
def test_usable_numbers_in_their_order(db):
    keep(
        LOTS, town="新町", lot="10番1号", kind="residence", former="新町字上 25番地", valid_from="2020-02-01"
    )
    keep(LOTS, town="新町", lot="9番2号", kind="rezoning")
    keep(LOTS, town="新町", lot="無番地", kind="special")
    keep(LOTS, town="別町", lot="1番地", kind="lot")
    found = masters.listed(LOTS, text="新町", today=today())
    assert [(row.lot, row.kind) for row in found] == [
        ("無番地", "special"), ("9番2号", "rezoning"), ("10番1号", "residence"),
    ]  # fmt: skip
    assert found[2].former == "新町字上 25番地"
    for values, code in (
        ({"town": "新町", "lot": "無番地", "kind": "lot"}, "REG-0635"),
        ({"town": "新町", "lot": "1番地", "kind": "x"}, "REG-0636"),
        ({"town": "新町", "lot": "9番2号", "kind": "rezoning"}, "REG-0632"),
        ({"town": "", "lot": "9番2号", "kind": "lot"}, "KRN-0161"),
        ({"town": "新町", "lot": "a\u0000", "kind": "special"}, "KRN-0162"),
    ):
        with pytest.raises(JukiError) as refusal:
            keep(LOTS, **values)
        assert refusal.value.code == code


def test_two_corrections_of_one_entry(hino):
    values = {"prefecture": "東京都", "city": "日野市", "town": "神明", "postal_code": "1910016"}
    keep(ADDRESSES, "13212001000", 1, **values)
    with pytest.raises(StaleEntry):
        keep(ADDRESSES, "13212001000", 1, **values)
