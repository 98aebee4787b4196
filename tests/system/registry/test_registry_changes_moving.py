"""転居, 転出, 世帯変更 and 転入通知, from the counter to the rows."""

from datetime import timedelta

import pytest

from juki.systems.registry.records.models import (
    Application,
    ApplicationHold,
    EventRow,
    HouseholdRow,
    HouseholdVersion,
    ResidentRow,
    ResidentVersion,
)

ELSEWHERE = {
    "municipality": "132292", "postal_code": "188-0012", "prefecture": "東京都", "city": "西東京市",
    "town": "南町二丁目", "lot": "9番8号",
}  # fmt: skip
SAPPORO = {"municipality": "011011", "prefecture": "北海道", "city": "札幌市", "town": "仮町", "lot": "5番地"}


def latest(number):
    return ResidentVersion.objects.filter(addressee_number=number).order_by("-number").first()


@pytest.fixture
def family(city):
    """Three people of one household: 世帯主, 妻, 子."""
    result = city.move_in(city.person(), city.person("妻"), city.person("子"))
    return result["household_number"], [one["addressee_number"] for one in result["residents"]]


def test_a_whole_household_moves_within_the_city(city, family, settle):
    household, numbers = family
    done = city.changed(city.change("TENKYO", *numbers, address=ELSEWHERE))
    settle()
    assert done["household_number"] == household
    assert [one["addressee_number"] for one in done["residents"]] == numbers
    for number in numbers:
        row = latest(number)
        assert (row.number, row.record, row.state, row.household_number) == (2, 1, "1", household)
        assert (row.address_town, row.prior_town) == ("南町二丁目", "田無町一丁目")
        assert row.settled == city.today
        assert row.became_resident == city.today - timedelta(days=3)
        assert row.event_reason == "TENKYO"
    event = EventRow.objects.get(trace=done["trace"])
    assert (event.whole_household, event.basis, event.event_class) == (True, "notification", "amendment")
    assert HouseholdVersion.objects.filter(household_number=household).count() == 1
    assert not ApplicationHold.objects.exists()
    assert Application.objects.get(id=done["trace"]).form is None


def test_one_moves_out_of_the_household_and_founds_another(city, family, settle):
    household, (head, wife, child) = family
    form = city.change(
        "TENKYO", {"addressee_number": child, "relationship": "世帯主"}, address=ELSEWHERE,
        placement={"where": "new"},
    )  # fmt: skip
    done = city.changed(form)
    settle()
    founded = done["household_number"]
    assert founded != household
    assert (latest(child).household_number, latest(child).position) == (founded, 1)
    assert (latest(head).number, latest(wife).number) == (1, 1)
    assert HouseholdRow.objects.get(household_number=founded).head_number == child
    assert not EventRow.objects.get(trace=done["trace"]).whole_household


def test_a_planned_move_out_leaves_everybody_resident(city, family, settle):
    household, numbers = family
    day = city.today + timedelta(days=5)
    form = city.change(
        "TENSHUTSU", *numbers, day=day.isoformat(), destination={"address": SAPPORO, "head": "仮名　一"}
    )
    done = city.changed(form)
    settle()
    row = latest(numbers[0])
    assert (row.state, row.planned_on, row.planned_municipality) == ("1", day, "011011")
    assert (row.event_class, row.valid_from, row.event_day) == ("amendment", city.today, day)
    assert HouseholdRow.objects.get(household_number=household).is_open
    taken_back = city.changed(city.change("TENSHUTSU_TORIKESHI", *numbers, basis="petition"))
    settle()
    assert latest(numbers[0]).planned_on is None
    assert EventRow.objects.get(trace=taken_back["trace"]).reason == "TENSHUTSU_TORIKESHI"
    assert done["residents"] == taken_back["residents"]


def test_a_move_out_of_the_past_closes_the_household(city, family, settle):
    household, numbers = family
    form = city.change("TENSHUTSU", *numbers, destination={"address": SAPPORO})
    city.changed(form)
    settle()
    row = latest(numbers[2])
    assert (row.state, row.removed_day, row.removed_reason) == ("2", city.today, "TENSHUTSU")
    closed = HouseholdRow.objects.get(household_number=household)
    assert (closed.is_open, closed.head_number, closed.version) == (False, None, 2)
    assert not ResidentRow.objects.filter(state="1").exists()


def test_a_notice_confirms_the_move_out(city, family, settle):
    _, numbers = family
    day = city.today + timedelta(days=5)
    plan = city.change("TENSHUTSU", *numbers, day=day.isoformat(), destination={"address": SAPPORO})
    city.changed(plan)
    told = {"address": SAPPORO, "moved_in_on": city.today.isoformat(), "notice_on": city.today.isoformat()}
    city.changed(city.change("TENNYU_TSUCHI", *numbers, basis="notice", destination=told))
    settle()
    row = latest(numbers[0])
    assert (row.state, row.removed_day, row.confirmed_on) == ("2", city.today, city.today)
    assert row.planned_on == day


def test_another_head_of_the_household(city, family, settle):
    household, (head, wife, child) = family
    form = city.change(
        "SETAINUSHI_HENKO",
        {"addressee_number": wife, "relationship": "世帯主"},
        rest={head: "夫", child: "子"},
    )
    city.changed(form)
    settle()
    assert [latest(one).relationship_label for one in (head, wife, child)] == ["夫", "世帯主", "子"]
    assert (latest(head).number, latest(child).number) == (2, 1)
    row = HouseholdRow.objects.get(household_number=household)
    assert (row.head_number, row.version) == (wife, 2)


def test_a_household_is_divided_and_joined_again(city, family, settle):
    household, (_, _, child) = family
    apart = city.change(
        "SETAI_BUNRI", {"addressee_number": child, "relationship": "世帯主"}, placement={"where": "new"}
    )
    founded = city.changed(apart)["household_number"]
    back = city.change(
        "SETAI_GAPPEI", {"addressee_number": child, "relationship": "子"},
        placement={"where": "join", "number": household},
    )  # fmt: skip
    assert city.changed(back)["household_number"] == household
    settle()
    assert (latest(child).household_number, latest(child).position) == (household, 3)
    assert not HouseholdRow.objects.get(household_number=founded).is_open


def test_the_order_of_a_household(city, family, settle):
    _, (head, wife, child) = family
    form = city.change("KISAIJUN_HENKO", head, child, wife, basis="ex_officio", positions=[head, child, wife])
    city.changed(form)
    settle()
    assert [latest(one).position for one in (head, child, wife)] == [1, 2, 3]
    assert latest(head).number == 1
