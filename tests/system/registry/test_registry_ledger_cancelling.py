"""What STD 4.6 asks of cancelling, at the register's own door."""

from datetime import timedelta

import pytest
from tests.support.filing import JAPANESE, SAPPORO, act, amended, latest, of, rows, stood, town

from juki.systems.registry.records.models import HouseholdRow, ResidentVersion


@pytest.fixture
def family(city):
    """世帯主, 妻 and 子."""
    result = city.move_in(city.person(), city.person("妻"), city.person("子"))
    return result["household_number"], [one["addressee_number"] for one in result["residents"]]


@pytest.fixture
def foreigner(city):
    return city.move_in(city.foreigner())["residents"][0]["addressee_number"]


CANCELS = [
    ("TENKYO", "TORIKESHI_SHUSEI"), ("SHOKKEN_SHUSEI", "TORIKESHI_SHUSEI"), ("CODE_HENKO", "TORIKESHI_SHUSEI"),
    ("KOJIN_BANGO_HENKO", "TORIKESHI_SHUSEI"), ("SHIBO", "TORIKESHI_ZO"), ("TENSHUTSU", "TORIKESHI_ZO"),
]  # fmt: skip


@pytest.mark.proves(
    "STD:4.6.0.1/1", "STD:4.6.0.1/4", "STD:4.6.0.1/6", "STD:4.6.0.1/12", "STD:4.6.0.1/13", "NOT:4.6.0.1/1",
)  # fmt: skip
@pytest.mark.parametrize(("reason", "kind"), [
    pytest.param(*one, marks=pytest.mark.proves("STD:4.6.0.1/7" if one[1].endswith("ZO") else "STD:4.6.0.1/9"))
    for one in CANCELS
])  # fmt: skip
def test_what_was_done_is_taken_back_by_one_more_act(city, family, settle, reason, kind):
    _, (head, wife, child) = family
    city.codes(1)
    before = stood(latest(child))
    done = {
        "TENKYO": lambda: act(city, "TENKYO", head, wife, child, basis="notification", address=town(city)),
        "SHOKKEN_SHUSEI": lambda: amended(city, child, "SHOKKEN_SHUSEI", birth="平成21年1月1日"),
        "CODE_HENKO": lambda: act(city, "CODE_HENKO", child, basis="request"),
        "KOJIN_BANGO_HENKO": lambda: amended(
            city, child, "KOJIN_BANGO_HENKO", "request", individual_number=city.number()
        ),
        "SHIBO": lambda: act(city, "SHIBO", child, basis="family_register"),
        "TENSHUTSU": lambda: act(
            city, "TENSHUTSU", child, basis="notification", destination={"address": SAPPORO}
        ),
    }[reason]()
    middle = stood(latest(child))
    who = [head, wife, child] if reason == "TENKYO" else [child]
    event = act(city, kind, *who, target=str(done.trace))
    settle()
    first, second, third = rows(child)
    assert (stood(first), stood(second)) == (before, middle)
    made = {
        "number",
        "event",
        "cancels",
        "recorded_at",
        "trace",
        "valid_from",
        "operator",
        "terminal",
        "pk",
        "highest_serial",
    }
    made |= {name for name in before if name.startswith("event_")}
    assert {name: value for name, value in stood(third).items() if name not in made} == {
        name: value for name, value in before.items() if name not in made
    }
    assert of(third, "number", "cancels", "record", "event_note", "remarks") == (3, 2, 1, "", "")
    assert (event.target, event.reason) == (done.trace, kind)
    labels = [one["label"] for one in city.door.get(f"/api/residents/{child}/timeline").json()]
    assert len(labels) == 3


@pytest.mark.proves("STD:4.6.0.1/8")
def test_a_birth_is_taken_back(city, family, settle):
    household, _ = family
    city.codes(1)
    born = {**JAPANESE, "sex": "female", "birth": city.today.isoformat()}
    placement = {"where": "join", "number": household}
    done = act(
        city, "SHUSSEI", {"relationship": "子", "items": born}, basis="family_register", placement=placement
    )
    number = ResidentVersion.objects.get(event_reason="SHUSSEI").addressee_number
    act(city, "TORIKESHI_GEN", number, target=str(done.trace))
    settle()
    assert of(latest(number), "state", "cancels", "event_reason") == ("9", 1, "TORIKESHI_GEN")
    assert len(city.door.get(f"/api/households/{household}").json()["members"]) == 3


@pytest.mark.proves("STD:4.6.0.1/3", "STD:4.6.0.1/10", "STD:4.6.1.1/1")
def test_some_of_those_who_left_come_back_to_the_household_that_is_there(city, family, settle):
    household, (_, wife, child) = family
    done = act(city, "TENSHUTSU", wife, child, basis="notification", destination={"address": SAPPORO})
    told = city.today - timedelta(days=1)
    event = act(
        city, "TORIKESHI_ZO", child, basis="petition", target=str(done.trace), notified_on=told.isoformat()
    )
    settle()
    assert of(event, "basis", "notified_on") == ("petition", told)
    assert of(latest(child), "state", "household_number", "position") == ("1", household, 2)
    assert latest(wife).state == "2"
    act(city, "TORIKESHI_ZO", wife, target=str(done.trace))
    assert of(latest(wife), "state", "household_number") == ("1", household)


@pytest.mark.proves("STD:4.6.0.1/11")
def test_a_household_of_which_all_had_left_is_a_new_one_at_the_old_place(city, family, settle):
    household, numbers = family
    before = latest(numbers[0])
    done = act(city, "TENSHUTSU", *numbers, basis="notification", destination={"address": SAPPORO})
    assert not HouseholdRow.objects.get(pk=household).is_open
    act(city, "TORIKESHI_ZO", *numbers, target=str(done.trace))
    settle()
    back = [latest(number) for number in numbers]
    assert {row.household_number for row in back} != {household}
    assert len({row.household_number for row in back}) == 1
    assert [row.relationship_label for row in back] == ["世帯主", "妻", "子"]
    assert {of(row, "address_town", "address_lot", "state") for row in back} == {
        (before.address_town, before.address_lot, "1")
    }
