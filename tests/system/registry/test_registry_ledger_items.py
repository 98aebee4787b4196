"""Items of 別添2(1) that later acts write: each stands in its column as it was typed, and the API shows it."""

from datetime import date, timedelta

import pytest
from django.apps import apps

from juki.assessment import catalogue
from juki.systems.registry.records.models import EventRow, HouseholdVersion, ResidentVersion


def latest(number):
    return ResidentVersion.objects.filter(addressee_number=number).order_by("-number").first()


def stands(row, **expected):
    assert {name: getattr(row, name) for name in expected} == expected


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


def correct(city, number, **items):
    """職権修正 of these items; the row after it."""
    city.changed(city.change(
        "SHOKKEN_SHUSEI", {"addressee_number": number, "items": items}, basis="ex_officio", note="留意の文",
    ))  # fmt: skip
    return latest(number)


AREAS = {
    "area_branch_office": "01", "area_district": "102", "area_ward": "3", "area_neighbourhood": "0404",
    "area_primary_school": "05", "area_junior_high_school": "06", "area_polling": "007", "area_assessing": "08",
    "area_self_government": "09", "area_refuse": "10", "area_night_soil": "11",
}  # fmt: skip
PLACE = {
    "lot_main": "2", "lot_branch_1": "3", "lot_branch_2": "4", "lot_branch_3": "5", "block_number": "6",
    "building_wing": "七", "building_room": "801", "building_code": "00009", "town_kana": "タナシチョウ",
    "lot_kana": "ニバン", "building_kana": "カリソウ",
}  # fmt: skip
OFFICE = {
    "phone": "042-000-0000", "name_priority": "1", "wide_area_number": "123456789", "wide_area_stop": "2",
    **{f"spare_code_{place}": f"C{place}" for place in range(1, 6)},
    **{f"spare_item_{place}": f"予備{place}" for place in range(1, 6)},
}  # fmt: skip


def codes(*numbers):
    return pytest.mark.proves(*(f"I1.{number:03}" for number in numbers))


@codes(10, 11, 12, 13, 24, 25, 26, 27, 28, 29, 30, 31, 96, 97, 147)
def test_the_districts_of_a_place(city, person):
    stands(correct(city, person, details=AREAS), **AREAS)
    assert shown(city, person)["areas"] == AREAS


@codes(138, 139, 140, 141, 142, 143, 144, 145, 149, 155, 156, 157, 158)
def test_a_place_taken_apart(city, person):
    row = correct(city, person, details={**PLACE, "building_hidden": "1"})
    stands(row, **PLACE, building_hidden=True, address_postal_code="1880011")
    assert shown(city, person)["detail"] == {**PLACE, "building_hidden": True}


@codes(9, 76, 85, 98, 99, *range(100, 110))
def test_what_the_office_keeps_for_itself(city, person):
    row = correct(city, person, details={**OFFICE, "glyph_unregistered": "1"})
    stands(row, **OFFICE, glyph_unregistered=True)
    kept = shown(city, person)["administration"]
    assert {name: kept[name] for name in OFFICE} == OFFICE
    assert kept["glyph_unregistered"] is True


@codes(38, 80)
def test_remarks_and_the_note_of_an_act(city, person):
    row = correct(city, person, remarks="備考の文", actual_relationship="祖父")
    stands(row, remarks="備考の文", actual_relationship="祖父", event_note="留意の文")
    assert EventRow.objects.get(pk=row.event_id).note == "留意の文"
    found = shown(city, person)
    assert (found["administration"]["remarks"], found["event_note"]) == ("備考の文", "留意の文")


def address(prefix, town):
    """An address, and how its columns say it."""
    typed = {
        "municipality": "131016", "postal_code": "100-0001", "prefecture": "東京都", "city": "千代田区", "town": town,
        "town_code": "0001000", "lot": "1番2号", "building": "仮棟3",
    }  # fmt: skip
    return typed, {f"{prefix}_{part}": typed[part].replace("-", "") for part in typed}


@codes(53, 54, 55, 56, 136, 20, 52, 153)
def test_former_addresses_and_their_numbers(city, person):
    town = {**city.form()["address"], "town": "南町二丁目", "lot": "9番8号"}
    city.changed(city.change("TENKYO", person, address=town))
    unnotified, unnotified_columns = address("unnotified", "仮町一丁目")
    registered, registered_columns = address("registered", "仮町二丁目")
    former, former_columns = address("former", "仮町三丁目")
    row = correct(
        city, person, unnotified_address=unnotified, registered_address=registered, former_address=former,
        former_head="従前　主",
    )  # fmt: skip
    stands(row, **unnotified_columns, **registered_columns, **former_columns, former_head="従前　主")
    stands(
        row, prior_municipality="132292", prior_postal_code="1880011", prior_prefecture="東京都", prior_city="西東京市",
        prior_town="田無町一丁目", prior_town_code="", prior_lot="2番3号", prior_building="", address_town="南町二丁目",
    )  # fmt: skip
    serials = [
        row.address_serial, row.prior_serial, row.former_serial, row.unnotified_serial, row.honseki_serial,
    ]  # fmt: skip
    assert sorted(set(serials)) == sorted(serials)
    assert min(serials) > 0
    assert max(serials) == row.highest_serial
    assert row.prior_serial < row.address_serial
    found = shown(city, person)
    assert found["serials"]["highest_serial"] == row.highest_serial
    assert found["prior"]["one_line"].endswith("田無町一丁目2番3号")
    for name, place in (("unnotified", "仮町一丁目"), ("last_registered", "仮町二丁目")):
        assert place in found[name]["one_line"]


@codes(49, 50, 51, 66, 68, 47, 89)
def test_reasons_notices_and_bases_of_the_days(city):
    first, second = (
        one["addressee_number"] for one in city.move_in(city.person(), city.person("妻"))["residents"]
    )
    town = {**city.form()["address"], "town": "南町二丁目", "lot": "9番8号"}
    done = city.changed(city.change("TENKYO", first, second, basis="ex_officio", address=town))
    row = latest(first)
    stands(
        row, became_reason="TENNYU", became_basis="notification", settled_reason="TENKYO", settled_basis="ex_officio",
        settled_notified_on=city.today, event_basis="ex_officio",
    )  # fmt: skip
    event = EventRow.objects.get(trace=done["trace"])
    assert (event.basis, event.whole_household) == ("ex_officio", True)
    part = city.change(
        "SETAI_BUNRI", {"addressee_number": second, "relationship": "世帯主"}, placement={"where": "new"}
    )
    assert not EventRow.objects.get(trace=city.changed(part)["trace"]).whole_household
    found = shown(city, first)
    assert (found["event_basis"], found["settled_by"]["reason"], found["became_by"]["reason"]) == (
        "ex_officio", "TENKYO", "TENNYU",
    )  # fmt: skip


@codes(57, 58, 59, 60, 61, 62, 63, 64, 14, 15, 69, 70, 71, 72)
def test_plan_notice_and_removal(city, person):
    day = city.today + timedelta(days=5)
    planned, planned_columns = address("planned", "予定町")
    confirmed, confirmed_columns = address("confirmed", "確定町")
    city.changed(city.change(
        "TENSHUTSU", person, day=day.isoformat(), destination={"address": planned, "head": "転出　先"},
    ))  # fmt: skip
    row = latest(person)
    stands(
        row, **planned_columns, planned_on=day, planned_notified_on=city.today, planned_basis="notification",
        planned_head="転出　先", planned_country="", removed_day=None, state="1",
    )  # fmt: skip
    assert row.planned_serial == row.highest_serial > 0
    told = {"address": confirmed, "moved_in_on": city.today.isoformat(), "notice_on": city.today.isoformat()}
    city.changed(city.change("TENNYU_TSUCHI", person, basis="notice", destination=told))
    row = latest(person)
    stands(
        row, **planned_columns, **confirmed_columns, confirmed_on=city.today, confirmed_notice_on=city.today
    )
    stands(
        row, confirmed_basis="notice", removed_day=city.today, removed_day_form="D", removed_reason="TENSHUTSU",
        removed_notified_on=city.today, removed_basis="notice", state="2", planned_on=day,
    )  # fmt: skip
    assert row.confirmed_serial == row.highest_serial > row.planned_serial
    found = shown(city, person)
    assert (found["planned"]["day"], found["confirmed"]["day"]) == (day.isoformat(), city.today.isoformat())
    assert "予定町" in found["planned"]["address"]["one_line"]
    assert "確定町" in found["confirmed"]["address"]["one_line"]
    assert found["removed"]["cause"]["reason"] == "TENSHUTSU"


@codes(73)
@pytest.mark.parametrize("unknown", [True, False])
def test_an_unknown_day_of_death_keeps_its_form(city, person, unknown):
    told = f"令和{city.today.year - 2018}年頃" if unknown else city.today.isoformat()
    city.changed(city.change("SHIBO", person, basis="family_register", day=told))
    row = latest(person)
    assert (row.removed_day_form == "D") is not unknown
    assert (row.removed_day_text == told) is unknown
    assert row.state == "3"


@codes(81, 82)
def test_a_remade_record_is_counted(city, person):
    for times in (1, 2):
        city.changed(city.change("KAISEI_KISAI", person, basis="ex_officio"))
        stands(latest(person), remade_number=times, remade_on=city.today, record=times + 1)
    assert shown(city, person)["administration"]["remade_number"] == 2


@codes(22)
def test_the_kind_of_resident(city, person, foreigner):
    assert (latest(person).kind, latest(foreigner).kind) == ("1", "2")
    assert (shown(city, person)["kind"], shown(city, foreigner)["kind"]) == ("1", "2")


@codes(77, 78, 134)
def test_the_head_is_named_from_the_heads_own_record(city):
    head, wife = city.person(), city.person("妻")
    result = city.move_in(head, wife)
    numbers = [one["addressee_number"] for one in result["residents"]]
    assert HouseholdVersion.objects.get(household_number=result["household_number"]).head_number == numbers[0]
    said = city.door.get(f"/api/households/{result['household_number']}").json()
    assert said["head"] == numbers[0]
    (first,) = [one for one in said["members"] if one["addressee_number"] == numbers[0]]
    assert (
        first["name"]["full"]
        == f"{head['name']['surname']}　{head['name']['given']}"
        == latest(numbers[0]).full_name
    )
    assert (first["name"]["kana_surname"], first["name"]["kana_given"]) == (
        head["name"]["kana_surname"], head["name"]["kana_given"],
    )  # fmt: skip
    columns = {field.column for field in ResidentVersion._meta.concrete_fields}
    assert not {one for one in columns if "head" in one} - {
        "former_head",
        "planned_head",
        "honseki_head",
        "actual_head",
    }


@codes(88)
def test_the_class_of_an_act_and_what_it_took_back(city, person):
    taken = correct(city, person, remarks="誤")
    city.changed(city.change("TORIKESHI_SHUSEI", person, basis="ex_officio", target=str(taken.event_id)))
    row = latest(person)
    stands(row, cancels=taken.number, event_class="amendment", remarks="")
    assert EventRow.objects.get(pk=row.event_id).event_class == "amendment"


@codes(92, 93, 94)
def test_every_version_says_when_and_by_whom(city, person):
    first, second = latest(person), correct(city, person, remarks="後")
    assert first.recorded_at < second.recorded_at
    assert (first.operator, second.operator) == ("client:clerk", "client:clerk")
    assert second.recorded_at == EventRow.objects.get(pk=second.event_id).recorded_at


@codes(110, 116, 117, 119, 127, 129, 131, 132, 133, 171, 173)
def test_the_card_the_passport_and_the_readings_of_a_foreign_resident(city, foreigner):
    block = {
        "nationality": "ZZZ", "nationality_name": "架空国", "category": "mid_to_long_term", "since": "2020-04-01",
        "status": "留学", "status_code": "T10", "period": "2年3月4日", "stay_years": "02", "stay_months": "03",
        "stay_days": "04", "expires_on": "2031-01-01", "card_number": "AB12345678CD", "card_kind": "1",
        "card_expires_on": "2031-02-02", "passport_number": "TZ1234567", "passport_issued_on": "2019-03-03",
        "landing_permitted_on": "2020-03-04", "residence_notified": True, "by_landing_permit": True,
        "alien_registered": "平成20年5月6日",
    }  # fmt: skip
    name = {
        "full": "SAMPLE PERSON", "kanji": "見本", "kana_surname": "サンプル", "kana_given": "パーソン",
        "kana_confirmed": True, "alias": "仮名　太郎", "alias_kana": "カメイタロウ", "alias_kana_confirmed": True,
    }  # fmt: skip
    row = correct(city, foreigner, foreign=block, name=name)
    stands(
        row, card_kind="1", card_expires_on=date(2031, 2, 2), residence_notified=True, by_landing_permit=True,
        passport_number="TZ1234567", passport_issued_on=date(2019, 3, 3), landing_permitted_on=date(2020, 3, 4),
        stay_years="02", stay_months="03", stay_days="04", residence_status_code="T10", kana_confirmed=True,
        alias_kana_confirmed=True, kanji_name="見本", full_name="SAMPLE PERSON", kana_surname="サンプル",
        kana_given="パーソン", alien_registered=date(2008, 5, 6), alien_registered_text="平成20年5月6日",
    )  # fmt: skip
    found = shown(city, foreigner)["foreign"]
    assert (found["card_kind"], found["passport_number"], found["residence_notified"]) == (
        "1",
        "TZ1234567",
        True,
    )


@codes(169, 170)
@pytest.mark.parametrize("certified", [True, False])
def test_the_reading_of_a_former_surname_and_its_mark(city, person, certified):
    before = latest(person)
    name = {
        "surname": before.surname, "given": before.given_name, "kana_surname": before.kana_surname,
        "kana_given": before.kana_given, "kana_certified": True, "former_surname": "旧田",
        "former_surname_kana": "キュウダ", "former_surname_kana_certified": certified,
    }  # fmt: skip
    row = correct(city, person, name=name)
    stands(row, former_surname_kana="キュウダ", former_surname_kana_certified=certified)


def test_every_item_has_a_column_or_a_reason():
    """The mapping, walked: every column named is one of a table; an item without one says why."""
    tables = {
        model._meta.db_table: {field.column for field in model._meta.concrete_fields}
        for model in apps.get_models()
    }
    systems = {name.partition("_")[0] for name in tables}
    items = [row for row in catalogue.load(catalogue.FOLDER).rows if row.id.startswith("I1.")]
    assert len(items) == 174
    for item in items:
        assert item.columns or item.not_applicable, item.id
        for column in item.columns:
            table, _, name = column.partition(".")
            if table.partition("_")[0] in systems:
                assert name in tables.get(table, ()), (item.id, column)
    assert {"registry", "unified", "intermediary", "addressee"} <= systems
    number = {item.id: item for item in items}
    assert number["I1.003"].columns == number["I1.135"].columns
