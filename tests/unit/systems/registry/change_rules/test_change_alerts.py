"""Alerts of an 異動: what makes each appear, and the neighbour that is as usual; and those that must not be."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.support.small_changes import family, foreigner, movement, notice, place, plan, who
from tests.support.small_register import SmallRegister, somebody

from juki.kernel.values.closed_days import CityClosedDays
from juki.kernel.values.legal_date import CertifiedField, LegalDate
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.change_rules import alerts
from juki.systems.registry.domain.flat import date_row
from juki.systems.registry.domain.movement import NEW, Numbers, PersonChange, Scene
from juki.systems.registry.domain.outcomes import outcome
from juki.systems.registry.domain.resident import Basis, Resident, Sex

FILED, OFFICE, REGISTER, NOTICE = (
    Basis.NOTIFICATION, Basis.EX_OFFICIO, Basis.FAMILY_REGISTER, Basis.NOTICE,
)  # fmt: skip
ALL = [who("1"), who("2"), who("3")]
NUMBERS = Numbers(addressees=("5", "6"), household="50", codes=("12345678903", "12345678903"))


@pytest.fixture
def city() -> SmallRegister:
    return family()


def raised(
    register: SmallRegister | Scene,
    code: str,
    persons: list[PersonChange],
    *,
    shared: bool = False,
    **more: Any,
) -> list[Alert]:
    scene = register if isinstance(register, Scene) else register.scene()
    asked = movement(code, persons, **more)
    found = outcome(scene, asked, NUMBERS)
    return list(alerts(scene, asked, found, closed=CityClosedDays(), shared_address=shared))


def changed(city: SmallRegister, number: str, **items: Any) -> Scene:
    """The scene with somebody otherwise, and without histories that would say so too."""
    scene = city.scene()
    return replace(
        scene, residents={**scene.residents, number: replace(city.now(number), **items)}, histories={}
    )


@pytest.mark.parametrize(
    ("on", "filed", "basis", "late"),
    [
        ("2026-06-16", "2026-06-30", FILED, False),
        ("2026-06-15", "2026-06-30", FILED, True),
        ("2026-06-13", "2026-06-29", FILED, False),
        ("2026-05-01", "2026-06-30", OFFICE, False),
        ("2026-06-20", None, FILED, False),
    ],
)
def test_a_late_notification(city: SmallRegister, on: str, filed: str | None, basis: Basis, late: bool):
    found = raised(city, "TENKYO", ALL, on=on, filed=filed, basis=basis, address=place("北町"))
    assert found == ([Alert.LATE] if late else [])


@pytest.mark.parametrize(
    ("on", "filed", "late"),
    [
        ("2026-06-24", "2026-06-30", False),
        ("2026-06-23", "2026-06-30", True),
        ("2026-06-22", "2026-06-29", False),
    ],
)
def test_a_death_is_told_within_seven_days_of_which_it_is_the_first(
    city: SmallRegister, on: str, filed: str, late: bool
):
    """2026-06-28, the seventh day from 06-22, is a Sunday."""
    found = raised(city, "SHIBO", [who("3")], on=on, filed=filed, basis=REGISTER)
    assert found == ([Alert.LATE_WEEK] if late else [])


def test_nothing_is_counted_from_an_unknown_day(city: SmallRegister):
    unknown = LegalDate.parse("令和8年4月頃", rule=CertifiedField.EVENT_OF_DEATH.rule)
    assert raised(city, "SHIBO", [who("3")], basis=REGISTER, legal=unknown) == []


@pytest.mark.parametrize(
    ("born", "filed", "late"),
    [
        ("2026-06-15", "2026-06-28", False),
        ("2026-06-15", "2026-06-30", True),
        ("2026-06-17", "2026-06-30", False),
    ],
)
def test_a_birth_is_told_within_fourteen_days_of_which_it_is_the_first(
    city: SmallRegister, born: str, filed: str, late: bool
):
    child = somebody("甲野", "三郎", "子", birth=born, resident_code="")
    found = raised(city, "SHUSSEI", [child], on=born, filed=filed, basis=REGISTER, household="10")
    assert found == ([Alert.LATE] if late else [])


@pytest.mark.parametrize(
    ("code", "persons", "more", "found"),
    [
        ("SHIBO", [who("1")], {}, [Alert.HEADLESS, Alert.HEAD_FIRST]),
        ("SHIBO", [who("1"), who("2")], {}, [Alert.HEADLESS]),
        ("SHIBO", [who("1")], {"rest": {"2": "世帯主", "3": "子"}}, []),
        ("SHIBO", ALL, {}, []),
        ("SHIBO", [who("3")], {}, []),
        ("TENSHUTSU", [who("1")], {"on": "2026-07-10", "planned": plan()}, [Alert.HEAD_FIRST]),
        ("TENSHUTSU", [who("1"), who("2")], {"on": "2026-07-10", "planned": plan()}, []),
        ("TENSHUTSU", [who("3")], {"on": "2026-07-10", "planned": plan()}, []),
        ("TENKYO", [who("1", "世帯主")], {"household": NEW, "address": place("北町")}, [Alert.HEADLESS, Alert.HEAD_FIRST]),
        ("SETAI_BUNRI", [who("3", "縁故者")], {"household": NEW}, [Alert.HEADLESS]),
    ],
)  # fmt: skip
@pytest.mark.proves("STD:4.0.4/3", "STD:1.1.10/1")
def test_a_household_without_head(
    city: SmallRegister, code: str, persons: list, more: dict[str, Any], found: list
):
    basis = REGISTER if code == "SHIBO" else FILED
    assert raised(city, code, persons, basis=basis, **more) == found


def test_a_household_that_was_headless_is_told_once(city: SmallRegister):
    city.act("SHIBO", "2026-06-01", [who("1")], basis=REGISTER)
    assert raised(city, "BIKO", [who("2", remarks="注")]) == []
    assert raised(city, "SHIBO", [who("2")], basis=REGISTER) == [Alert.HEADLESS]
    assert raised(city, "TENKYO", ALL[1:], basis=FILED, address=place("北町")) == []


def test_relationships_to_a_head_who_is_no_head_any_more(city: SmallRegister):
    changes = [who("1", "夫"), who("2", "世帯主")]
    assert raised(city, "SETAINUSHI_HENKO", changes, basis=FILED) == [Alert.RELATIONSHIPS_STAND]
    assert raised(city, "SETAINUSHI_HENKO", changes, basis=FILED, rest={"3": "子"}) == []
    lodger = who("3", "同居人")
    city.act("SETAI_HENKO", "2026-06-01", [lodger], basis=FILED)
    assert raised(city, "SETAINUSHI_HENKO", changes, basis=FILED) == []


@pytest.mark.parametrize(
    ("on", "found"), [("2026-06-10", []), ("2026-06-09", [Alert.EARLIER_THAN_LAST]), ("2026-06-11", [])]
)
def test_an_event_before_the_last_one(city: SmallRegister, on: str, found: list[Alert]):
    city.act("TENKYO", "2026-06-10", ALL, address=place("北町"))
    assert raised(city, "BIKO", [who("1", remarks="注")], on=on) == found


def test_a_plan_to_leave_is_no_later_event(city: SmallRegister):
    city.act("TENSHUTSU", "2026-07-10", [who("3")], filed="2026-06-01", planned=plan())
    found = raised(city, "SHOKKEN_SHUSEI", [who("3", full_name="甲野　二郎", given_name="二郎")])
    assert found == [Alert.PLANNED_MOVER]


def test_corrections_notices_and_cancellations_speak_of_the_past(city: SmallRegister):
    name = {"full_name": "甲野　二郎", "given_name": "二郎"}
    opened = city.versions["3"][0].trace
    city.act("BIKO", "2026-06-20", [who("3", remarks="注")], basis=OFFICE)
    assert raised(city, "GOKI_SHUSEI", [who("3", **name)], on="2026-06-01", target=opened) == []
    noted = city.versions["3"][-1].trace
    assert raised(city, "TORIKESHI_SHUSEI", [who("3")], on="2026-06-01", target=noted) == []
    city.act("SHOKKEN_SHOJO", "2026-06-25", [who("3")], basis=OFFICE)
    assert raised(city, "TENNYU_TSUCHI", [who("3")], on="2026-06-01", basis=NOTICE, confirmed=notice()) == []


def test_a_cancelled_event_is_no_earlier_one(city: SmallRegister):
    moved = city.act("TENKYO", "2026-06-10", ALL, address=place("北町"))
    city.act("TORIKESHI_SHUSEI", "2026-06-12", ALL, basis=OFFICE, target=moved)
    assert raised(city, "TENKYO", ALL, on="2026-06-05", address=place("北町")) == []


@pytest.mark.parametrize(("on", "found"), [("2026-06-10", [Alert.SAME_AGAIN]), ("2026-06-11", [])])
def test_the_same_again(city: SmallRegister, on: str, found: list[Alert]):
    city.act("TENKYO", "2026-06-10", ALL, address=place("北町"))
    assert raised(city, "TENKYO", ALL, on=on, address=place("東町")) == found


@pytest.mark.parametrize(
    ("relationship", "sex", "found"),
    [
        ("妻", "2", []),
        ("妻", "1", [Alert.RELATIONSHIP_AND_SEX]),
        ("妻", "0", []),
        ("弟の妻", "1", [Alert.RELATIONSHIP_AND_SEX]),
        ("妻の弟", "1", []),
        ("子", "1", []),
        ("縁故者", "1", []),
    ],
)
def test_relationship_and_sex(city: SmallRegister, relationship: str, sex: str, found: list[Alert]):
    scene = changed(city, "4", sex=Sex(sex))
    raising = raised(scene, "SETAI_GAPPEI", [who("4", relationship)], household="10")
    assert [one for one in raising if one is not Alert.FOREIGN_RELATIONSHIP] == (
        found + ([Alert.TWO_SPOUSES] if relationship == "妻" else []) + [Alert.MERGED_FROM_ELSEWHERE]
    )
    assert (Alert.FOREIGN_RELATIONSHIP in raising) == (relationship != "縁故者")


def test_relationship_and_sex_that_stood_there_is_not_asked_again(city: SmallRegister):
    scene = changed(city, "2", sex=Sex.MALE)
    assert raised(scene, "BIKO", [who("2", remarks="注")]) == []


@pytest.mark.parametrize(
    ("relationship", "found"), [("妻（未届）", [Alert.TWO_SPOUSES]), ("妻の母", []), ("縁故者", [])]
)
def test_two_spouses(city: SmallRegister, relationship: str, found: list[Alert]):
    scene = changed(city, "4", sex=Sex.FEMALE)
    other = raised(scene, "SETAI_GAPPEI", [who("4", relationship)], household="10")
    assert [one for one in other if one is not Alert.FOREIGN_RELATIONSHIP] == [
        *found,
        Alert.MERGED_FROM_ELSEWHERE,
    ]


@pytest.mark.parametrize(
    ("born", "relationship", "found"),
    [
        ("1980-01-02", "子", []),
        ("1980-01-01", "子", [Alert.PARENT_YOUNGER]),
        ("1979-12-31", "子の子", [Alert.PARENT_YOUNGER]),
        ("1979-12-31", "妻の子", []),
        ("1979-12-31", "父", []),
        ("1980-01-01", "母", [Alert.PARENT_YOUNGER]),
        ("1980-01-01", "兄", []),
    ],
)
def test_children_are_younger_than_parents(
    city: SmallRegister, born: str, relationship: str, found: list[Alert]
):
    sex = "2" if relationship == "母" else "1"
    newcomer = somebody("甲野", "四郎", relationship, birth=born, sex=sex, resident_code="")
    assert raised(city, "SHOKKEN_KISAI", [newcomer], household="10") == found


def two_wives(city: SmallRegister) -> Scene:
    """A household that was recorded with two 妻, and a child that is older than the 世帯主."""
    scene = city.scene()
    child = replace(city.now("3"), birth=LegalDate.from_day(date(1979, 12, 31)))
    other = replace(city.now("4"), household_number="10", relationship=city.now("2").relationship, position=4)
    homes = {**scene.households, "10": replace(scene.households["10"], members=("1", "2", "3", "4"))}
    del homes["20"]
    return replace(
        scene, residents={**scene.residents, "3": child, "4": other}, households=homes, histories={}
    )


@pytest.mark.parametrize(
    ("code", "persons", "more"),
    [
        ("BIKO", [who("1", remarks="注"), who("3", remarks="注"), who("4", remarks="注")], {}),
        ("SHOKKEN_SHUSEI", [who("3", **date_row("settled", LegalDate.from_day(date(2026, 4, 2))))], {}),
        ("TENKYO", [who("1"), who("2"), who("3"), who("4")], {"address": place("東町")}),
        ("SETAI_BUNRI", [who("1"), who("2"), who("3"), who("4")], {"household": NEW}),
    ],
)
def test_what_stood_in_the_household_before_is_not_asked_again(
    city: SmallRegister, code: str, persons: list[PersonChange], more: dict[str, Any]
):
    found = raised(two_wives(city), code, persons, **more)
    assert not {Alert.PARENT_YOUNGER, Alert.TWO_SPOUSES} & set(found)


@pytest.mark.parametrize(
    ("code", "persons", "found"),
    [
        ("SHOKKEN_SHUSEI", [who("3", **date_row("birth", LegalDate.from_day(date(1979, 1, 1))))],
         {Alert.PARENT_YOUNGER}),
        ("SHOKKEN_SHUSEI", [who("1", **date_row("birth", LegalDate.from_day(date(1985, 1, 1))))],
         {Alert.PARENT_YOUNGER}),
        ("SETAINUSHI_HENKO", [who("1", "夫"), who("2", "世帯主"), who("4", "妻")],
         {Alert.TWO_SPOUSES, Alert.PARENT_YOUNGER}),
    ],
)  # fmt: skip
def test_what_is_said_anew_of_the_household_is_asked(
    city: SmallRegister, code: str, persons: list[PersonChange], found: set[Alert]
):
    alerts_found = set(raised(two_wives(city), code, persons))
    assert {Alert.PARENT_YOUNGER, Alert.TWO_SPOUSES} & alerts_found == found


def test_unknown_birth_days_tell_nothing(city: SmallRegister):
    newcomer = somebody("甲野", "四郎", "子", resident_code="")
    unknown = LegalDate.parse("年月日不詳", rule=CertifiedField.BIRTH.rule)
    newcomer = replace(newcomer, items={**newcomer.items, **date_row("birth", unknown)})
    assert raised(city, "SHOKKEN_KISAI", [newcomer], household="10") == []


@pytest.mark.parametrize(
    ("born", "found"), [("2011-06-25", []), ("2011-06-26", [Alert.YOUNG_HEAD]), ("2011-06-24", [])]
)
def test_a_young_head(city: SmallRegister, born: str, found: list[Alert]):
    scene = changed(city, "3", birth=LegalDate.parse(born))
    assert raised(scene, "SETAI_BUNRI", [who("3", "世帯主")], household=NEW) == found


def test_a_young_head_is_asked_once(city: SmallRegister):
    scene = changed(city, "4", birth=LegalDate.parse("2015-01-01"))
    assert raised(scene, "BIKO", [who("4", remarks="注")]) == []


@pytest.mark.parametrize(
    ("born", "found"),
    [("1906-06-25", [Alert.VERY_OLD]), ("1906-06-26", []), ("1900-01-01", [Alert.VERY_OLD])],
)
def test_a_hundred_and_twenty_years(city: SmallRegister, born: str, found: list[Alert]):
    scene = changed(city, "4", birth=LegalDate.parse(born))
    assert raised(scene, "BIKO", [who("4", remarks="注")]) == found
    assert raised(scene, "SHIBO", [who("4")], basis=REGISTER) == []


def test_a_household_with_somebody_who_plans_to_leave(city: SmallRegister):
    assert raised(city, "BIKO", [who("1", remarks="注")]) == []
    city.act("TENSHUTSU", "2026-07-10", [who("3")], filed="2026-06-01", planned=plan())
    assert raised(city, "BIKO", [who("1", remarks="注")]) == [Alert.PLANNED_MOVER]
    assert raised(city, "TENSHUTSU", [who("2")], on="2026-07-10", planned=plan()) == [Alert.PLANNED_MOVER]
    assert raised(city, "BIKO", [who("4", remarks="注")]) == []


@pytest.mark.proves("NOT:4.6.0.1/2")
def test_nothing_is_said_where_a_move_out_is_cancelled_or_confirmed(city: SmallRegister):
    planned = city.act("TENSHUTSU", "2026-07-10", [who("3")], filed="2026-06-01", planned=plan())
    assert raised(city, "TENSHUTSU_TORIKESHI", [who("3")], basis=OFFICE) == []
    assert raised(city, "TORIKESHI_SHUSEI", [who("3")], basis=OFFICE, target=planned) == []
    assert raised(city, "TENNYU_TSUCHI", [who("3")], basis=NOTICE, confirmed=notice()) == []
    city.act("TENNYU_TSUCHI", "2026-06-20", [who("3")], basis=NOTICE, confirmed=notice())
    city_gone = city.versions["3"][-1].trace
    assert raised(city, "TORIKESHI_ZO", [who("3")], basis=OFFICE, target=city_gone) == []


def expiring(resident: Resident, on: date | None) -> Any:
    assert resident.foreign
    return replace(resident.foreign, expires_on=on)


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2026, 6, 29), [Alert.STAY_EXPIRED]),
        (date(2026, 6, 30), []),
        (None, []),
    ],
)
def test_a_stay_that_has_expired(city: SmallRegister, on: date | None, found: list[Alert]):
    scene = changed(city, "4", foreign=expiring(city.now("4"), on))
    assert raised(scene, "BIKO", [who("4", remarks="注")]) == found
    assert raised(scene, "HOMU_SHOJO", [who("4")], basis=NOTICE) == []


def test_another_household_at_the_new_address(city: SmallRegister):
    here = {"household": NEW, "address": place("南町")}
    assert raised(city, "TENKYO", [who("3", "世帯主")], **here) == [Alert.SHARED_ADDRESS]
    there = {"household": NEW, "address": place("南町", "2番地")}
    assert raised(city, "TENKYO", [who("3", "世帯主")], **there) == []
    assert raised(city, "TENKYO", [who("3", "世帯主")], shared=True, **there) == [Alert.SHARED_ADDRESS]
    assert raised(city, "SETAI_BUNRI", [who("3", "世帯主")], household=NEW) == []
    assert raised(city, "SHOKKEN_KISAI", [foreigner()], **here) == [Alert.SHARED_ADDRESS]


def test_a_merger_of_households_that_live_apart(city: SmallRegister):
    joined = {"household": "10", "basis": FILED}
    assert raised(city, "SETAI_GAPPEI", [who("4", "縁故者")], **joined) == [Alert.MERGED_FROM_ELSEWHERE]
    room = replace(place("本町"), building="仮荘1号")
    assert raised(changed(city, "4", address=room), "SETAI_GAPPEI", [who("4", "縁故者")], **joined) == []


def test_alerts_come_once_and_in_the_order_of_their_codes(city: SmallRegister):
    found = raised(city, "SHIBO", [who("1")], on="2026-06-01", basis=REGISTER)
    assert found == [Alert.HEADLESS, Alert.LATE_WEEK, Alert.HEAD_FIRST]
    assert len({alert.code for alert in Alert}) == len(Alert)
