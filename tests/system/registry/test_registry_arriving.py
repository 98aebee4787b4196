"""Who arrives: 再転入 by choice, 未届転入, 30条の46 without a former address, and every item that a record has."""

import pytest

from juki.systems.registry.domain.items import GROUPS, Group, columns_of
from juki.systems.registry.records.models import AddresseeNumberBlock, EventRow, ResidentRow, ResidentVersion
from juki.systems.registry.services.change_items import FLAGS

UNNOTIFIED = {
    "municipality": "011011",
    "prefecture": "北海道",
    "city": "札幌市",
    "town": "仮町",
    "lot": "1番地",
}
REGISTERED = {
    "municipality": "131016",
    "prefecture": "東京都",
    "city": "千代田区",
    "town": "見本町",
    "lot": "5番地",
}


def latest(number):
    return ResidentVersion.objects.filter(addressee_number=number).order_by("-number").first()


def entered(city, *persons, **changes):
    return [one["addressee_number"] for one in city.move_in(*persons, **changes)["residents"]]


def left(city, number):
    """Somebody moved out of town, past the operations."""
    row = latest(number)
    values = {f.name: getattr(row, f.name) for f in row._meta.concrete_fields if f.name != "event"}
    values |= {"number": row.number + 1, "state": "2", "event_class": "removal", "event_reason": "TENSHUTSU"}
    made = ResidentVersion.objects.create(**values, event_id=row.event_id)
    ResidentRow.objects.filter(pk=number).update(version=made.number, state="2")


def back(city, gone):
    """The same person with another individual number."""
    return {**gone, "individual_number": city.number()}


# --- 未届転入


@pytest.mark.proves("STD:4.1.1.4/1", "STD:4.1.1.4/2", "STD:4.1.1.4/3")
@pytest.mark.parametrize("part", ["lot", "building"])
def test_who_never_notified_comes_from_the_last_of_those_places(city, part):
    where = {**UNNOTIFIED, part: "仮の方書" if part == "building" else "1番地"}
    (number,) = entered(
        city, city.person(), reason="MITODOKE_TENNYU", former_address=where, registered_address=REGISTERED,
        note="窓口で聞き取り",
    )  # fmt: skip
    row = latest(number)
    written = {"lot": row.former_lot, "building": row.former_building}
    assert written == {"lot": "1番地", "building": "", part: f"{where[part]}（未届）"}
    assert (row.unnotified_town, row.unnotified_lot) == ("仮町", "1番地")
    place = "北海道札幌市仮町1番地" + ("　仮の方書" if part == "building" else "")
    assert row.event_note == f"未届転入。転入前住所（未届）：{place}　窓口で聞き取り"
    assert (row.registered_municipality, row.registered_town) == ("131016", "見本町")
    shown = city.door.get(f"/api/residents/{number}").json()
    assert shown["former_address"]["one_line"].endswith("（未届）")
    assert shown["last_registered"]["town"] == "見本町"


def test_an_ordinary_move_in_carries_no_such_mark(city):
    (number,) = entered(city, city.person())
    row = latest(number)
    assert (row.former_lot, row.unnotified_town, row.event_note) == ("1番地", "", "")


def entry(city, **items):
    person = {"relationship": "世帯主", "items": {
        "kind": "japanese", "name": {"surname": "架空", "given": "未届"}, "birth": "昭和55年2月3日", "sex": "female",
        "register": {"honseki": "東京都架空市仮町一丁目1番地", "head": "架空　未届"}, "resident_code": city.codes(1)[0],
        **items,
    }}  # fmt: skip
    return city.change(
        "SHOKKEN_KISAI", person, basis="ex_officio", placement={"where": "new"}, address=city.form()["address"],
    )  # fmt: skip


@pytest.mark.proves("STD:4.2.1.1/4", "STD:4.2.1.1/5", "STD:4.2.1.1/6")
@pytest.mark.parametrize("typed", [{}, {"former_address": UNNOTIFIED}])
def test_an_entry_ex_officio_of_somebody_who_never_notified(city, typed):
    city.changed(entry(city, unnotified_address=UNNOTIFIED, registered_address=REGISTERED, **typed))
    row = ResidentVersion.objects.get()
    assert (row.former_municipality, row.former_town, row.former_lot) == ("011011", "仮町", "1番地（未届）")
    assert row.event_note == "未届転入。転入前住所（未届）：北海道札幌市仮町1番地"
    assert row.registered_town == "見本町"


def test_two_different_places_are_refused(city):
    reply = city.enter_change(entry(city, unnotified_address=UNNOTIFIED, former_address=REGISTERED))
    assert "REG-0660" in reply.content.decode()
    assert not ResidentRow.objects.exists()


def test_the_last_registered_address_is_of_a_municipality_that_there_is(city):
    form = city.form(
        city.person(), reason="MITODOKE_TENNYU", registered_address={"municipality": "991015", "town": "町"}
    )
    assert city.refused(form)["registered_address.municipality"] in ("REG-0118", "KRN-0121", "KRN-0122")


# --- 30条の46


@pytest.mark.proves("STD:4.5.1/2")
def test_a_move_in_of_30_46_needs_no_former_address(city):
    (number,) = entered(city, city.foreigner(), reason="H30_46", former_address={})
    row = latest(number)
    assert (row.event_reason, row.former_town, row.former_country) == ("H30_46", "", "")
    assert city.door.get(f"/api/residents/{number}").json()["former_address"] is None


@pytest.mark.parametrize("reason", ["TENNYU", "KOKUGAI_TENNYU", "MITODOKE_TENNYU"])
def test_any_other_does(city, reason):
    form = city.form(city.foreigner(), reason=reason, former_address={})
    assert city.refused(form) == {"former_address.town": "KRN-0183"}


# --- 再転入


@pytest.mark.proves("STD:4.1.1.2/2")
def test_who_looks_alike_is_an_alert_and_may_be_chosen(city):
    gone = city.person()
    (number,) = entered(city, gone)
    left(city, number)
    standing = city.entered(back(city, gone))
    assert "REG-0187" in [one["code"] for one in standing["alerts"]]
    city.do("withdrawals", standing, reason="やり直し")
    standing = city.entered({**back(city, gone), "returns": number})
    assert "REG-0187" not in [one["code"] for one in standing["alerts"]]
    reply = city.approve(city.submit(standing).json())
    assert reply.json()["residents"] == [{"addressee_number": number}]
    assert ResidentRow.objects.get().record == 2
    assert AddresseeNumberBlock.objects.filter(used_at__isnull=False).count() == 1


@pytest.mark.parametrize(
    "other", [{"birth": "昭和55年2月4日"}, {"sex": "male"}, {"name": {"surname": "別", "given": "人"}}]
)
def test_a_record_of_somebody_else_is_not_chosen(city, other):
    gone = city.person()
    (number,) = entered(city, gone)
    left(city, number)
    form = city.form({**back(city, gone), **other, "returns": number})
    assert city.refused(form) == {"persons.0.returns": "REG-0661"}


def test_a_number_of_another_record_stands_against_the_choice(city):
    gone, other = city.person(), city.person()
    (number,), (second,) = entered(city, gone), entered(city, other)
    left(city, number)
    left(city, second)
    form = city.form({**gone, "individual_number": other["individual_number"], "returns": number})
    assert city.refused(form) == {"persons.0.returns": "REG-0662"}


def test_one_record_comes_back_as_one_person(city):
    gone = city.person()
    (number,) = entered(city, gone)
    left(city, number)
    twice = [{**back(city, gone), "returns": number, "relationship": one} for one in ("世帯主", "同居人")]
    assert city.refused(city.form(*twice)) == {"persons.1.returns": "REG-0661"}


@pytest.mark.parametrize("returns", ["1", "12345678901", "abcdefghij", "'; --"])
def test_a_choice_that_is_no_number_is_refused(city, returns):
    assert city.enter(city.form({**city.person(), "returns": returns})).status_code == 400


# --- 管理項目

_FOLLOW = {
    *(f"{day}_{part}" for day in ("became", "settled") for part in ("reason", "notified_on", "basis")),
    *GROUPS[Group.PRIOR], *GROUPS[Group.PLANNED], *GROUPS[Group.CONFIRMED], *GROUPS[Group.REMOVED], *GROUPS[Group.REMADE],
    *(f"relationship_{place}" for place in (2, 3, 4)), "relationship_class", "wide_area_number", "wide_area_stop",
}  # fmt: skip
"""What follows from the 異動, the household or another system, or comes about only later."""
_ONLY_JAPANESE = {
    *GROUPS[Group.FORMER_SURNAME],
    *GROUPS[Group.REGISTER],
    "surname",
    "given_name",
    "kana_certified",
}
_ONLY_FOREIGN = {*GROUPS[Group.FOREIGN], *GROUPS[Group.ALIAS], "kanji_name", "former_country"}


def whole(municipality, **changes):
    return {
        "municipality": municipality, "postal_code": "060-0001", "prefecture": "東京都", "city": "架空市",
        "town": "見本町", "town_code": "0001001", "lot": "7番地", "building": "見本荘", **changes,
    }  # fmt: skip


def more():
    texts = columns_of(Group.DETAIL, Group.AREAS, Group.OFFICE) - FLAGS
    return {
        "former_head": "前　世帯主", "actual_relationship": "いとこ", "actual_head": "施設　長", "remarks": "備考の文",
        "details": {**dict.fromkeys(sorted(texts), "1"), **dict.fromkeys(sorted(FLAGS), "1")},
    }  # fmt: skip


@pytest.mark.proves("STD:4.1.1.1/1")
@pytest.mark.parametrize("kind", ["japanese", "foreign"])
def test_every_item_of_the_record_can_be_typed_at_a_move_in(city, kind):
    if kind == "japanese":
        person, without = city.person(sex="male"), _ONLY_FOREIGN
        person["name"] |= {
            "former_surname": "旧見本", "former_surname_kana": "キュウミホン", "former_surname_kana_certified": True,
            "former_surname_kana_confirmed": True, "kana_confirmed": True,
        }  # fmt: skip
        person["register"]["municipality"] = "131016"
        form = {"reason": "MITODOKE_TENNYU", "former_address": whole("011011")}
    else:
        person, without = city.foreigner(sex="female"), _ONLY_JAPANESE | {*GROUPS[Group.REGISTERED]}
        person["name"] |= {
            "kanji": "見本", "alias": "試験", "alias_kana": "シケン", "kana_given": "パーソン", "kana_confirmed": True,
            "alias_kana_confirmed": True,
        }  # fmt: skip
        person["foreign"] |= {
            "card_kind": "1", "card_expires_on": "2030-01-01", "status_code": "11", "stay_years": "2", "stay_months": "3",
            "stay_days": "4", "passport_number": "TK1", "passport_issued_on": "2020-01-01",
            "landing_permitted_on": "2020-01-02", "residence_notified": True, "by_landing_permit": True,
            "alien_registered": "2010-01-01",
        }  # fmt: skip
        form = {"reason": "KOKUGAI_TENNYU", "former_address": whole("", country="ZZZ")}
        without |= {"former_municipality"}
    person |= {"more": more()}
    registered = {"registered_address": whole("131016")} if kind == "japanese" else {}
    (number,) = entered(city, person, address=whole("132292"), **registered, **form)
    row = latest(number)
    wanted = columns_of(*Group) - _FOLLOW - without
    assert {column for column in wanted if not getattr(row, column)} == set()
    assert (row.became_resident, row.settled) == (row.event_day, row.event_day)
    assert (row.actual_head, row.guardianship, row.area_polling) == ("施設　長", True, "1")


@pytest.mark.parametrize(
    ("items", "path"),
    [
        ({"details": {"full_name": "甲"}}, "persons.0.more.details"),
        ({"details": {"guardianship": "yes"}}, "persons.0.more.details.guardianship"),
        ({"details": {"phone": "a\x1b"}}, "persons.0.more.details.phone"),
        ({"actual_head": " \n"}, "persons.0.more.actual_head"),
        ({"remarks": "\ud7ff\x07"}, "persons.0.more.remarks"),
        ({"former_head": "\x1b"}, "persons.0.more.former_head"),
    ],
)
def test_what_is_no_such_item_is_told_at_its_field(city, items, path):
    assert set(city.refused(city.form({**city.person(), "more": items}))) == {path}
    assert not EventRow.objects.exists()
