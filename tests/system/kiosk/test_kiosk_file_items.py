"""証明書コンビニ交付ファイル, item by item: what the register sends stands in the item's own columns.

Left out are the items whose columns are still empty: the register has no word for them.
"""

from datetime import date
from typing import Any

import msgspec
import pytest

from juki.kernel.values.legal_date import LegalDate
from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.kiosk import PersonSnapshot
from juki.systems.kiosk.records.models import Household, Person

HEAD, FOREIGNER = 1, 2
Row = dict[str, Any]


def block(day: date) -> DateBlock:
    stored = LegalDate.from_day(day).to_storage()
    return DateBlock(day=stored.internal, form=stored.form, text=stored.text)


def japanese(register: Any, **change: Any) -> PersonSnapshot:
    """Every item that a Japanese resident can have, each with a value of its own."""
    return register.person(
        HEAD, "世帯主",
        person=NameBlock(full="項目　一", surname="項目", given="一", kana="コウモク　ハジメ", kana_certified=True),
        birth=block(date(1981, 2, 3)), sex="2", issuing_stopped=True, order=7,
        address=AddressBlock(
            municipality="132292", postal_code="1880012", prefecture="東京都", city="西東京市", town="南町", lot="2番3号",
            building="二号棟", town_code="0002",
        ),
        former_address=AddressBlock(
            municipality="131016", postal_code="1000001", prefecture="北海道", city="札幌市", town="仮町", lot="4番",
            building="四号棟", town_code="0004",
        ),
        became_resident=block(date(2001, 1, 2)), settled=block(date(2002, 2, 3)), notified_on="2003-03-04",
        event_reason="move_within", event_date=block(date(2004, 4, 5)), honseki="項目県項目市一丁目", honseki_head="項目　筆頭",
        former_surname="旧項", former_surname_kana="キュウコウ", **change,
    )  # fmt: skip


def foreign(register: Any) -> PersonSnapshot:
    """Every item of 30条の45."""
    found = register.foreigner(FOREIGNER)
    return msgspec.structs.replace(
        found,
        person=NameBlock(full="ITEM FOREIGN", kana="アイテム"),
        foreign=msgspec.structs.replace(
            found.foreign, roman_name="ITEM FOREIGN", kanji_name="漢項", alias="通称項", alias_kana="ツウショウ", period="５年",
            status="留学", category="中長期在留者", nationality="項目国", card_number="CD12345678EF", expires_on="2031-03-04",
        ),
    )  # fmt: skip


def day(name: str, text: str, of: date) -> Row:
    return {f"{name}_day": of, f"{name}_form": "D", f"{name}_text": text}


OF_JAPANESE: dict[str, Row] = {
    "I4.005": {"kind": "1"},
    "I4.006": {"place": 7},
    "I4.008": {"kana": "コウモク　ハジメ"},
    "I4.009": {"name": "項目　一", "surname": "項目", "given": "一"},
    "I4.010": day("birth", "昭和56年2月3日", date(1981, 2, 3)),
    "I4.011": {"sex": "2"},
    "I4.012": {"relationship": "世帯主"},
    "I4.013": {"honseki": "項目県項目市一丁目"},
    "I4.014": {"honseki_head": "項目　筆頭"},
    "I4.015": {
        "address_municipality": "132292", "address_prefecture": "東京都", "address_city": "西東京市",
        "address_town": "南町", "address_town_code": "0002", "address_lot": "2番3号",
    },
    "I4.016": {"address_building": "二号棟"},
    "I4.017": day("event", "平成16年4月5日", date(2004, 4, 5)),
    "I4.018": {"event_reason": "move_within"},
    "I4.019": day("notified", "平成15年3月4日", date(2003, 3, 4)),
    "I4.021": {"postal_code": "1880012"},
    "I4.023": day("became_resident", "平成13年1月2日", date(2001, 1, 2)),
    "I4.024": {
        "former_municipality": "131016", "former_prefecture": "北海道", "former_city": "札幌市", "former_town": "仮町",
        "former_town_code": "0004", "former_lot": "4番", "former_postal_code": "1000001",
    },
    "I4.025": {"former_building": "四号棟"},
    "I4.061": {"old_surname": "旧項"},
    "I4.062": {"old_surname_kana": "キュウコウ"},
    "I4.066": {"kana_certified": True},
}  # fmt: skip
OF_FOREIGNER: dict[str, Row] = {
    "I4.005": {"kind": "2"},
    "I4.043": {"foreign_kana": "アイテム"},
    "I4.044": {"foreign_roman_name": "ITEM FOREIGN"},
    "I4.045": {"foreign_kanji_name": "漢項"},
    "I4.046": {"alias_kana": "ツウショウ"},
    "I4.047": {"alias": "通称項"},
    "I4.052": {"nationality": "項目国"},
    "I4.053": {"category": "中長期在留者"},
    "I4.055": {"residence_status": "留学"},
    "I4.056": {"residence_period": "５年"},
    "I4.057": day("residence_expires", "令和13年3月4日", date(2031, 3, 4)),
    "I4.058": {"residence_card": "CD12345678EF"},
}
OF_HEAD: dict[str, Row] = {
    "I4.049": {"head_roman_name": "ITEM FOREIGN"},
    "I4.050": {"head_kanji_name": "漢項"},
    "I4.051": {"head_alias": "通称項"},
}


def rows(table: dict[str, Row]) -> list[Any]:
    return [pytest.param(columns, id=one, marks=pytest.mark.proves(one)) for one, columns in table.items()]


@pytest.mark.parametrize("columns", rows(OF_JAPANESE))
def test_an_item_of_a_japanese_resident(db, wire, register, columns):
    register.send(1, japanese(register))
    wire.settle()
    assert Person.objects.values(*columns).get() == columns


@pytest.mark.parametrize("columns", rows(OF_FOREIGNER))
def test_an_item_of_a_foreign_resident(db, wire, register, columns):
    register.send(1, foreign(register))
    wire.settle()
    assert Person.objects.values(*columns).get() == columns


@pytest.mark.parametrize("columns", rows(OF_HEAD))
def test_an_item_of_a_foreign_head(db, wire, register, columns):
    register.send(1, foreign(register), register.person(3))
    wire.settle()
    assert Household.objects.values(*columns).get() == columns


@pytest.mark.proves("I4.001", "I4.002", "I4.022")
def test_the_keys_and_the_head(db, wire, register):
    register.send(1, japanese(register), register.person(3))
    wire.settle()
    number = register.household_number(1)
    assert Household.objects.values("household_number", "head_name").get() == {
        "household_number": number, "head_name": "試験　第一"
    }  # fmt: skip
    assert list(
        Person.objects.order_by("addressee_number").values_list("addressee_number", "household_id")
    ) == [(one, number) for one in sorted((register.number(1), register.number(3)))]


@pytest.mark.proves("I4.038", "I4.063", "C:in.number_from_juki@4")
def test_the_numbers_come_as_the_register_has_them(db, wire, register):
    """And are taken from the newest word: a number that was changed, one that was missing."""
    register.send(1, japanese(register), register.person(3, individual_number=""))
    wire.settle()
    read = lambda: dict(Person.objects.values_list("addressee_number", "individual_number"))  # noqa: E731
    assert read() == {register.number(1): register.individual_number(1), register.number(3): None}
    codes = dict(Person.objects.values_list("addressee_number", "resident_code"))
    assert codes == {register.number(one): register.resident_code(one) for one in (1, 3)}
    register.send(1, japanese(register, individual_number=register.individual_number(9)), register.person(3))
    wire.settle()
    assert read() == {
        register.number(1): register.individual_number(9), register.number(3): register.individual_number(3)
    }  # fmt: skip


@pytest.mark.proves("U:F4-II-02")
def test_the_household_part_is_renewed_by_its_number(db, wire, register):
    """The household that the number names and no other, however alike they are."""
    for home, person in ((1, 1), (2, 4)):
        register.send(home, register.person(person, "世帯主"))
    wire.settle()
    before = Household.objects.values().get(household_number=register.household_number(2))
    register.send(1, foreign(register), register.person(1))
    wire.settle()
    assert Household.objects.get(household_number=register.household_number(1)).head_alias == "通称項"
    assert Household.objects.values().get(household_number=register.household_number(2)) == before
    assert Household.objects.count() == 2


@pytest.mark.proves("U:F4-II-03")
def test_the_person_part_is_renewed_by_the_addressee_number(db, wire, register):
    """The person whom the number names: of two of one name, one birth and one address only the one meant."""
    alike = {
        "person": NameBlock(full="同姓　同名", surname="同姓", given="同名", kana="ドウ"),
        "birth": block(date(1990, 1, 1)),
    }
    register.send(1, register.person(1, "世帯主", **alike))
    register.send(2, register.person(4, "世帯主", **alike))
    wire.settle()
    other = Person.objects.values().get(addressee_number=register.number(4))
    register.send(1, register.person(1, "世帯主", **{**alike, "honseki_head": "改めた　人"}))
    wire.settle()
    assert Person.objects.get(addressee_number=register.number(1)).honseki_head == "改めた　人"
    assert Person.objects.values().get(addressee_number=register.number(4)) == other
    assert Person.objects.count() == 2
