"""フリガナ, dates towards other systems, numbers: clauses of STD 1.1 that no other test holds."""

import msgspec
import pytest

from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.links.post.models import Outbox
from juki.systems.registry.records.models import AddresseeNumberBlock, EventRow, ResidentVersion
from juki.systems.registry.services import numbers
from support.residents import Residents

READING = {"kana_surname": "カイタ", "kana_given": "ツギ", "kana_certified": False}


def latest(number):
    return ResidentVersion.objects.filter(addressee_number=number).order_by("-number").first()


def of(row, *names):
    return tuple(getattr(row, name) for name in names)


def moved_in(city, person):
    return city.move_in(person)["residents"][0]["addressee_number"]


def corrected(city, number, **name):
    items = {"name": name}
    city.changed(
        city.change("SHOKKEN_SHUSEI", {"addressee_number": number, "items": items}, basis="ex_officio")
    )
    return latest(number), city.door.get(f"/api/residents/{number}").json()["name"]


@pytest.mark.proves("STD:1.1.1/12", "STD:1.1.18/1")
@pytest.mark.parametrize(("own", "former"), [(True, False), (False, True), (False, False)])
def test_each_reading_of_a_japanese_resident_has_its_own_mark_of_confirmation(city, own, former):
    number = moved_in(city, city.person())
    row, shown = corrected(
        city, number, surname="改田", given="次", **READING, kana_confirmed=own, former_surname="旧田",
        former_surname_kana="キュウダ", former_surname_kana_confirmed=former,
    )  # fmt: skip
    marks = ("kana_confirmed", "former_surname_kana_confirmed")
    assert of(row, *marks) == tuple(shown[mark] for mark in marks) == (own, former)
    assert of(row, "kana_surname", "kana_given", "former_surname_kana") == ("カイタ", "ツギ", "キュウダ")
    assert of(row, "kana_certified", "former_surname_kana_certified") == (False, False)


@pytest.mark.proves("STD:1.1.18/1")
@pytest.mark.parametrize(("own", "alias"), [(True, False), (False, True)])
def test_each_reading_of_a_foreign_resident_has_its_own_mark_of_confirmation(city, own, alias):
    number = moved_in(city, city.foreigner())
    row, shown = corrected(
        city, number, full="OTHER PERSON", kana_surname="アザー", kana_given="パーソン", kana_confirmed=own,
        alias="仮名　次郎", alias_kana="カメイジロウ", alias_kana_confirmed=alias,
    )  # fmt: skip
    assert of(row, "kana_confirmed", "alias_kana_confirmed") == (own, alias)
    assert (shown["kana_confirmed"], shown["alias_kana_confirmed"]) == (own, alias)
    assert of(row, "kana_surname", "alias_kana") == ("アザー", "カメイジロウ")


WRONG = ("かいた", "改田", "ｶｲﾀ", "KAITA", "カイ1")


@pytest.mark.proves("STD:1.1.18/2")
@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize(
    ("kind", "field"),
    [("person", "kana_surname"), ("person", "kana_given"), ("person", "former_surname_kana"),
     ("foreigner", "kana_surname"), ("foreigner", "alias_kana")],
)  # fmt: skip
def test_a_reading_is_katakana(city, kind, field, wrong):
    """In a 転入 and in a correction, certified or not."""
    person = getattr(city, kind)()
    person["name"] |= {"kana_certified": False}
    if field == "former_surname_kana":
        person["name"] |= {"former_surname": "旧田"}
    if field == "alias_kana":
        person["name"] |= {"alias": "仮名"}
    right = {**person, "name": {**person["name"], field: "ヴァー"}}
    path = f"persons.0.name.{field}"
    assert city.refused(city.form({**person, "name": {**person["name"], field: wrong}})).keys() == {path}
    number = moved_in(city, right)
    assert getattr(latest(number), field) == "ヴァー"
    items = {"name": {**person["name"], field: wrong}}
    change = city.change("SHOKKEN_SHUSEI", {"addressee_number": number, "items": items}, basis="ex_officio")
    assert path.replace("name", "items.name", 1) in city.faults(change)


def sent(name):
    rows = Outbox.objects.filter(owner="registry", name=name).order_by("id")
    return [msgspec.json.decode(row.body) for row in rows]


@pytest.mark.proves("STD:1.1.18/3")
@pytest.mark.parametrize("certified", [True, False])
def test_the_cs_gets_the_parts_of_a_reading_apart_and_marked_as_what_it_is(city, certified):
    person = city.person()
    person["name"] |= {"kana_surname": "カクウ", "kana_given": "ハジメ", "kana_certified": certified}
    city.move_in(person)
    (update,) = sent("resident-update")
    assert (update["person"]["kana"], update["person"]["kana_certified"]) == ("カクウ　ハジメ", certified)


DAYS = [
    ("昭和55年2月3日", {"day": "1980-02-03", "form": "D", "text": "昭和55年2月3日"}),
    ("昭和20年2月29日", {"day": "1945-02-28", "form": "N", "text": "昭和20年2月29日"}),
    ("明治45年7月30日", {"day": "1912-07-30", "form": "E", "text": "明治45年7月30日"}),
]
UNKNOWN = [
    ("昭和20年頃", {"day": "1945-01-01", "form": "U01", "text": "昭和20年頃"}),
    ("年月日不詳", {"day": "1868-01-25", "form": "U09", "text": "年月日不詳"}),
    ("昭和20年3月日不詳", {"day": "1945-03-01", "form": "U11", "text": "昭和20年3月日不詳"}),
    (
        "昭和20年3月4日頃から9日頃までの間",
        {"day": "1945-03-04", "form": "U14", "text": "昭和20年3月4日頃から9日頃までの間"},
    ),
]


@pytest.mark.proves("STD:1.1.8/7")
@pytest.mark.parametrize(("said", "block"), DAYS)
def test_the_cs_gets_a_day_in_the_shape_that_it_asks_for(city, said, block):
    city.move_in(city.person(birth=said))
    (update,) = sent("resident-update")
    (notice,) = sent("move-in-notice")
    assert update["birth"] == notice["birth"] == block
    moved = city.form()["moved_on"]
    assert (update["became_resident"]["day"], update["event_date"]["form"]) == (moved, "D")


@pytest.mark.proves("STD:1.1.8/8", "NOT:1.1.8/1")
@pytest.mark.parametrize(("said", "block"), UNKNOWN)
def test_an_unknown_day_goes_on_as_unknown_to_every_system(city, said, block):
    """No receiver gets an assumed day: wherever a birth stands, its form or its words say that it is none."""
    number = moved_in(city, city.person(birth=said))
    rows = Outbox.objects.filter(owner="registry")
    births = {row.name: list(found("birth", msgspec.json.decode(row.body))) for row in rows}
    told = {name: own for name, own in births.items() if own}
    assert set(told) >= {"resident-update", "move-in-notice", "household-snapshot", "numbering-request"}
    for name, own in told.items():
        for birth in own:
            assert birth in (block, said), name
    shown = city.door.get(f"/api/residents/{number}").json()["birth"]
    assert (shown["text"], shown["form"]) == (said, block["form"])


def found(key, body):
    """Every value under ``key``, however deep."""
    if isinstance(body, dict):
        for name, value in body.items():
            if name == key:
                yield value
            else:
                yield from found(key, value)
    elif isinstance(body, list):
        for one in body:
            yield from found(key, one)


@pytest.mark.proves("STD:1.1.13/2")
def test_numbers_are_given_out_in_order(city):
    """世帯番号: one after the other but for the last digit; 宛名番号: in the order of the blocks."""
    households = [numbers.next_household_number() for _ in range(30)]
    serials = [int(number[:-1]) for number in households]
    passed = set(range(serials[0], serials[-1] + 1)) - set(serials)
    assert serials == sorted(serials)
    assert all(AddresseeNumber.from_serial(serial) is None for serial in passed)
    free = list(
        AddresseeNumberBlock.objects.filter(used_at=None)
        .order_by("addressee_number")[:3]
        .values_list("pk", flat=True)
    )
    assert [moved_in(city, city.person()) for _ in range(3)] == free
    assert all(AddresseeNumber.from_serial(int(number[:-1])).digits == number for number in free)


@pytest.mark.proves("STD:1.1.11/7")
@pytest.mark.parametrize(
    ("relationship", "asked"), [("妻", True), ("子の妻", True), ("縁故者", False), ("同居人", False)]
)
def test_the_kinship_of_a_foreign_resident_rests_on_a_document(city, relationship, asked):
    """Neither in a 転入 nor later is it recorded before somebody says by which document it was confirmed."""
    entered = city.entered(city.person(), city.foreigner(relationship=relationship))
    assert ("REG-0658" in {alert["code"] for alert in entered["alerts"]}) == asked
    if asked:
        others = {alert["code"]: "確認" for alert in entered["alerts"] if alert["code"] != "REG-0658"}
        refused = city.submit(entered, alerts=others)
        assert (refused.status_code, refused.json()["code"]) == (422, "REG-0607")
    reasons = {alert["code"]: "婚姻証明書" for alert in entered["alerts"]}
    recorded = city.approve(city.submit(entered, alerts=reasons).json()).json()
    event = EventRow.objects.get(trace=recorded["trace"])
    assert event.alert_reasons.get("REG-0658", "") == ("婚姻証明書" if asked else "")
    number = recorded["residents"][1]["addressee_number"]
    change = city.change(
        "SETAI_HENKO", {"addressee_number": number, "relationship": "姉"}, basis="ex_officio"
    )
    later = city.enter_change(change).json()
    assert "REG-0658" in {alert["code"] for alert in later["alerts"]}


@pytest.mark.proves("STD:1.1.13/4")
def test_a_number_from_before_the_rule_stays_what_it_is(city):
    """Its last digit is no check digit; the record is found, changed and printed under it all the same."""
    residents = Residents()
    number, household = "0000700011", "0000700021"
    assert not any(one.from_serial(int(old[:-1])) == one(old) for one, old in (
        (AddresseeNumber, number), (HouseholdNumber, household)
    ))  # fmt: skip
    residents.serial = lambda kind: number if kind is AddresseeNumber else household
    residents.household({})
    found = city.door.post("/api/searches", {"purpose": "窓口", "addressee_number": number}).json()
    assert [one["addressee_number"] for one in found["residents"]] == [number]
    city.changed(
        city.change("BIKO", {"addressee_number": number, "items": {"remarks": "備考"}}, basis="ex_officio")
    )
    row = latest(number)
    assert (row.number, row.addressee_number, row.household_number) == (2, number, household)
    joined = city.move_in(city.person("同居人"), household={"number": household})
    assert joined["household_number"] == household
    assert AddresseeNumber.from_serial(int(joined["residents"][0]["addressee_number"][:-1])) is not None
