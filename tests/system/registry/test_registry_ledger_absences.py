"""What STD 1 and 4 say must not be: each test fails the day somebody builds it."""

from datetime import timedelta

import pytest

from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.items import GROUPS
from juki.systems.registry.records.models import EventRow, ResidentVersion

SAPPORO = {
    "municipality": "011011",
    "prefecture": "北海道",
    "city": "札幌市中央区",
    "town": "仮町",
    "lot": "7番8号",
}


def latest(number):
    return ResidentVersion.objects.filter(addressee_number=number).order_by("-number").first()


@pytest.fixture
def family(city):
    """世帯主, 妻 and 子."""
    child = city.person("子", birth="平成20年4月1日")
    result = city.move_in(city.person(sex="male"), city.person("妻", sex="female"), child)
    return result["household_number"], [one["addressee_number"] for one in result["residents"]]


@pytest.mark.proves("NOT:4.1.2.1/1")
def test_a_move_to_another_house_of_the_same_lot_writes_no_words_of_its_own(city, family):
    _, numbers = family
    address = {**city.form()["address"], "building": "別棟"}
    done = city.changed(city.change("TENKYO", *numbers, address=address))
    row = latest(numbers[0])
    assert (row.address_building, row.remarks, row.event_note) == ("別棟", "", "")
    assert EventRow.objects.get(trace=done["trace"]).note == ""


@pytest.mark.proves("NOT:4.1.4.1/1", "NOT:4.1.4.1/3", "NOT:4.1.4.1/4")
@pytest.mark.parametrize("reason", ["SETAI_BUNRI", "SETAI_GAPPEI", "SETAI_HENKO", "SETAINUSHI_HENKO"])
def test_a_change_of_the_household_takes_no_address_of_any_kind(city, family, reason):
    household, (head, wife, child) = family
    other = city.move_in(city.person())["household_number"]
    address = {**city.form()["address"], "building": "改方"}
    placements = {"SETAI_BUNRI": {"where": "new"}, "SETAI_GAPPEI": {"where": "join", "number": other}}
    relationship = {"SETAI_HENKO": "妹", "SETAI_GAPPEI": "同居人"}.get(reason, "世帯主")
    who = wife if reason == "SETAINUSHI_HENKO" else child
    more = {"placement": placements.get(reason, {"where": "stay"})}
    if reason == "SETAINUSHI_HENKO":
        more["rest"] = {head: "夫", child: "子"}
    person = {"addressee_number": who, "relationship": relationship}
    for form in (
        city.change(reason, person, address=address, **more),
        city.change(reason, {**person, "items": {"address": address}}, **more),
        city.change(reason, {**person, "items": {"details": {"building_code": "1"}}}, **more),
    ):
        assert city.faults(form)
    before = latest(who)
    city.changed(city.change(reason, person, **more))
    row = latest(who)
    assert row.number == before.number + 1
    assert [getattr(row, f"address_{part}") for part in ("town", "lot", "building")] == [
        getattr(before, f"address_{part}") for part in ("town", "lot", "building")
    ]
    assert household == before.household_number


@pytest.mark.proves("NOT:4.1.4.1/2", "NOT:4.1.4.1/3")
def test_the_name_of_the_building_need_not_agree(city, family):
    household, (head, *_) = family
    alone = city.move_in(city.person(), address={**city.form()["address"], "building": "別方"})
    number = alone["residents"][0]["addressee_number"]
    person = {"addressee_number": number, "relationship": "同居人"}
    city.changed(city.change("SETAI_GAPPEI", person, placement={"where": "join", "number": household}))
    row = latest(number)
    assert (row.household_number, row.address_building) == (household, "別方")
    assert latest(head).address_building == ""


@pytest.mark.proves("NOT:4.2.2.1/2")
@pytest.mark.parametrize("field", ["cause", "cause_of_death", "death_reason"])
def test_a_death_has_no_cause(city, family, field):
    _, (_, wife, _) = family
    form = city.change("SHIBO", wife, basis="family_register")
    for wrong in ({**form, field: "病死"}, {**form, "persons": [{**form["persons"][0], field: "病死"}]}):
        assert city.enter_change(wrong).status_code == 400
    items = {"addressee_number": wife, "items": {"remarks": "病死"}}
    assert city.faults(city.change("SHIBO", items, basis="family_register"))
    assert {group.value for group in REASONS["SHIBO"].changes} == {"removed"}
    columns = {column for columns in GROUPS.values() for column in columns}
    assert {one for one in columns if "cause" in one or "removed" in one} == {
        "removed_day", "removed_day_form", "removed_day_text", "removed_reason", "removed_notified_on", "removed_basis",
    }  # fmt: skip
    city.changed(form)
    assert latest(wife).removed_reason == "SHIBO"


@pytest.mark.proves("NOT:4.0.3/1")
@pytest.mark.parametrize("field", ["processed_on", "processing_day", "recorded_at"])
def test_no_act_says_itself_when_it_was_processed(city, family, field):
    _, numbers = family
    address = {**city.form()["address"], "town": "南町二丁目"}
    form = city.change("TENKYO", *numbers, day=(city.today - timedelta(days=1)).isoformat(), address=address)
    assert city.enter_change({**form, field: "2026-01-05"}).status_code == 400
    done = city.changed(form)
    assert EventRow.objects.get(trace=done["trace"]).processed_on == city.today


@pytest.mark.proves("NOT:4.6.0.1/2")
def test_no_alert_when_a_move_out_is_taken_back_after_its_day(city, family):
    _, (_, wife, _) = family
    gone = city.changed(city.change("TENSHUTSU", wife, destination={"address": SAPPORO}))
    reply = city.enter_change(city.change("TORIKESHI_ZO", wife, basis="ex_officio", target=gone["trace"]))
    assert (reply.status_code, reply.json()["alerts"]) == (200, []), reply.content.decode()


@pytest.mark.proves("NOT:4.6.0.1/2")
def test_no_alert_when_a_move_out_is_taken_back_after_the_notice(city, family):
    _, (_, _, child) = family
    day = (city.today + timedelta(days=5)).isoformat()
    city.changed(city.change("TENSHUTSU", child, day=day, destination={"address": SAPPORO}))
    told = {"address": SAPPORO, "moved_in_on": city.today.isoformat(), "notice_on": city.today.isoformat()}
    noticed = city.changed(city.change("TENNYU_TSUCHI", child, basis="notice", destination=told))
    reply = city.enter_change(city.change("TORIKESHI_ZO", child, basis="ex_officio", target=noticed["trace"]))
    assert (reply.status_code, reply.json()["alerts"]) == (200, []), reply.content.decode()
