"""異動日, the day on which it came, and whom an 異動 may be about: what is refused, and the neighbour that is not."""

from dataclasses import replace
from typing import Any

import pytest
from tests.support.small_changes import (
    baby,
    family,
    foreigner,
    movement,
    notice,
    place,
    plan,
    refused,
    who,
)
from tests.support.small_register import SmallRegister, day, somebody

from juki.kernel.values.legal_date import CertifiedField, LegalDate
from juki.systems.registry.domain.change_rules import faults
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.flat import date_row
from juki.systems.registry.domain.movement import NEW
from juki.systems.registry.domain.resident import Basis

FILED, OFFICE, REGISTER, NOTICE = (
    Basis.NOTIFICATION, Basis.EX_OFFICIO, Basis.FAMILY_REGISTER, Basis.NOTICE,
)  # fmt: skip
ALL = [who("1"), who("2"), who("3")]
DEATH = CertifiedField.EVENT_OF_DEATH.rule


@pytest.fixture
def city() -> SmallRegister:
    return family()


def move(city: SmallRegister, **more: Any) -> list[str]:
    return refused(city, "TENKYO", ALL, basis=FILED, **({"address": place("北町")} | more))


def test_a_reason_is_of_this_form_or_refused_alone(city: SmallRegister):
    for code, reason in REASONS.items():
        found = refused(city, code, [])
        if reason.is_move_in:
            assert found == ["reason REG-0710"]
        elif not reason.by_hand:
            assert found == ["reason REG-0711"]
        else:
            assert "persons REG-0117" in found
            assert not [one for one in found if one.startswith("reason ")]


def test_a_basis_is_one_of_the_reason(city: SmallRegister):
    scene = city.scene()
    for code in (code for code, one in REASONS.items() if one.by_hand and not one.is_move_in):
        for basis in Basis:
            found = refused(scene, code, [who("1")], basis=basis)
            assert ("basis REG-0712" in found) == (basis not in REASONS[code].bases)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ({"on": "2026-06-30", "filed": "2026-06-30"}, []),
        ({"on": "2026-04-01", "filed": "2026-06-30"}, []),
        ({"on": "2026-07-01", "filed": "2026-06-30"}, ["day REG-0713", "notified_on REG-0715"]),
        ({"on": "2026-06-30", "filed": "2026-07-01"}, ["notified_on REG-0714"]),
        ({"on": "2026-06-20", "filed": "2026-06-19"}, ["notified_on REG-0715"]),
        ({"on": "2026-06-20", "filed": None}, []),
        ({"on": "2026-03-31"}, ["day REG-0732"] * 3),
        ({"on": "1979-12-31"}, ["day REG-0104", "day REG-0732", "day REG-0104", "day REG-0732", "day REG-0104", "day REG-0732"]),
    ],
)  # fmt: skip
@pytest.mark.proves("STD:4.0.3/3", "STD:4.1.0.2/3")
def test_days_of_a_move(city: SmallRegister, days: dict[str, Any], found: list[str]):
    assert move(city, **days) == found


def test_the_office_may_act_before_it_says_so(city: SmallRegister):
    assert (
        refused(
            city,
            "TENKYO",
            ALL,
            basis=OFFICE,
            on="2026-06-20",
            filed="2026-06-19",
            address=place("北町"),
        )
        == []
    )


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("年月日不詳", "SHIBO", []),
        ("令和8年2月29日", "SHIBO", []),
        ("令和8年6月頃", "SHISSO", []),
        ("年月日不詳", "SHOKKEN_SHOJO", ["day KRN-0145"]),
        ("令和8年4月31日", "SHOKKEN_SHOJO", ["day KRN-0144"]),
    ],
)
@pytest.mark.proves("STD:1.1.8/1", "STD:1.1.8/3")
def test_only_birth_death_and_disappearance_take_days_outside_the_calendar(
    city: SmallRegister, text: str, code: str, found: list[str]
):
    legal = LegalDate.parse(text, rule=DEATH)
    refusals = refused(city, code, [who("3")], basis=REGISTER, legal=legal)
    assert [one.split()[0] for one in refusals] == [one.split()[0] for one in found]
    assert [one for one in refusals if "KRN-0145" in one] == [one for one in found if "KRN-0145" in one]


@pytest.mark.parametrize(
    ("on", "filed", "basis", "found"),
    [
        ("2026-08-01", "2026-06-30", FILED, []),
        ("2026-06-16", "2026-06-30", FILED, []),
        ("2026-06-15", "2026-06-30", FILED, ["basis REG-0716"]),
        ("2026-06-15", "2026-06-30", Basis.PETITION, ["basis REG-0716"]),
        ("2026-06-15", "2026-06-30", OFFICE, []),
        ("2026-06-13", "2026-06-27", FILED, []),
        ("2026-06-13", "2026-06-29", FILED, []),
        ("2026-06-14", "2026-06-29", FILED, []),
        ("2026-06-13", "2026-06-30", FILED, ["basis REG-0716"]),
    ],
)
@pytest.mark.proves("STD:4.1.3.0.1/1", "STD:4.1.3.0.1/2")
def test_a_move_out_may_lie_ahead_and_is_ex_officio_after_fourteen_days(city, on, filed, basis, found):
    days = {"on": on, "filed": filed, "basis": basis}
    assert refused(city, "TENSHUTSU", ALL, planned=plan(on), **days) == found


def test_a_birth_is_on_the_day_of_birth(city: SmallRegister):
    def born(child, **more):
        return refused(city, "SHUSSEI", [child], basis=REGISTER, household="10", **more)

    assert born(baby(), on="2026-06-20") == []
    assert born(baby(), on="2026-06-21") == ["persons.0.items.birth REG-0728"]
    text = LegalDate.parse("令和8年6月頃", rule=CertifiedField.EVENT_OF_BIRTH.rule)
    child = replace(baby(), items={**baby().items, **date_row("birth", text)})
    assert born(child, legal=text) == []


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ({}, []),
        ({"became_resident": "2026-06-01"}, []),
        ({"became_resident": "2026-06-01", "settled": "2026-06-02"}, []),
        ({"became_resident": "2026-06-02", "settled": "2026-06-01"}, ["persons.0.items.settled REG-0731"]),
        ({"settled": "2026-06-24"}, ["persons.0.items.settled REG-0731"]),
        ({"became_resident": "1979-12-31"}, ["persons.0.items.became_resident REG-0730"]),
    ],
)
def test_birth_residence_and_address_come_in_this_order(
    city: SmallRegister, items: dict[str, str], found: list[str]
):
    row = {k: v for name, text in items.items() for k, v in date_row(name, LegalDate.parse(text)).items()}
    newcomer = somebody("乙野", "四郎", "世帯主", resident_code="", **row)
    assert refused(city, "SHOKKEN_KISAI", [newcomer], household=NEW, address=place("北町")) == found


@pytest.mark.parametrize(
    ("persons", "found"),
    [
        ([], ["persons REG-0117"]),
        ([who("1")], []),
        ([who("1"), who("2")], []),
        ([who("1"), who("1")], ["persons.1.addressee_number REG-0722"]),
        ([who("9")], ["persons.0.addressee_number REG-0721"]),
        ([who("1"), who("9")], ["persons.1.addressee_number REG-0721"]),
        ([who(str(n)) for n in range(1, 5)], []),
    ],
)
def test_persons_are_there_and_each_once(city: SmallRegister, persons: list, found: list[str]):
    assert refused(city, "SHOKKEN_SHOJO", persons) == found


def test_thirty_persons_and_no_more(city: SmallRegister):
    assert "persons REG-0117" not in refused(city, "SHIBO", [who(str(n)) for n in range(30)])
    assert "persons REG-0117" in refused(city, "SHIBO", [who(str(n)) for n in range(31)])


def test_somebody_without_number_is_only_entered(city: SmallRegister):
    assert "persons.0.addressee_number REG-0726" in refused(city, "TENKYO", [baby()], address=place("北町"))
    assert refused(city, "SHUSSEI", [baby()], on="2026-06-20", household="10") == []
    reborn = replace(baby(), addressee_number="3")
    assert "persons.0.addressee_number REG-0727" in refused(city, "SHUSSEI", [reborn], household="10")


def entered(number: str):
    return replace(
        somebody("甲野", "次郎", "子", birth="2010-05-05", resident_code=""), addressee_number=number
    )


@pytest.mark.parametrize(
    ("removal", "code", "refusal"),
    [
        ("SHIBO", "TENKYO", "REG-0685"),
        ("SHIBO", "KAIFUKU", ""),
        ("SHIBO", "SHOKKEN_KISAI", "REG-0725"),
        ("SHIBO", "TENNYU_TSUCHI", "REG-0725"),
        ("SHOKKEN_SHOJO", "SHOKKEN_KISAI", ""),
        ("SHOKKEN_SHOJO", "TENNYU_TSUCHI", ""),
        ("SHOKKEN_SHOJO", "GOKI_SHUSEI", ""),
        ("SHOKKEN_SHOJO", "SHOKKEN_SHUSEI", "REG-0685"),
        ("", "KAIFUKU", "REG-0686"),
        ("", "SHOKKEN_KISAI", "REG-0686"),
    ],
)
def test_removed_persons_come_back_are_confirmed_or_corrected(
    city: SmallRegister, removal: str, code: str, refusal: str
):
    if removal:
        city.act(removal, "2026-06-01", [who("3")], basis=OFFICE)
    person = entered("3") if code == "SHOKKEN_KISAI" else who("3", full_name="甲野　二郎", given_name="二郎")
    person = replace(person, items={}) if code in ("TENKYO", "KAIFUKU", "TENNYU_TSUCHI") else person
    more: dict[str, Any] = {"basis": NOTICE, "confirmed": notice()} if code == "TENNYU_TSUCHI" else {}
    if code == "SHOKKEN_KISAI":
        more = {"household": "10"}
    found = refused(city, code, [person], **more)
    codes = [one.split()[1] for one in found if "addressee_number" in one]
    assert codes == ([refusal] if refusal else [])


@pytest.mark.parametrize(
    ("code", "persons", "found"),
    [
        ("TENSHUTSU", ["1", "2"], []),
        ("TENSHUTSU", ["1", "4"], ["persons.1.addressee_number REG-0723"]),
        ("SETAI_BUNRI", ["2", "4"], ["persons.1.addressee_number REG-0723"]),
        ("SHOKKEN_SHOJO", ["1", "4"], []),
    ],
)
def test_one_household_where_the_form_is_of_one(city: SmallRegister, code: str, persons: list, found: list):
    refusals = refused(
        city, code, [who(one) for one in persons], planned=plan() if code == "TENSHUTSU" else None
    )
    assert [one for one in refusals if "addressee_number" in one] == found


@pytest.mark.parametrize(
    ("code", "person", "found"),
    [
        ("KYUJI_KISAI", "4", "persons.0.addressee_number REG-0724"),
        ("KYUJI_KISAI", "1", ""),
        ("TSUSHO_KISAI", "1", "persons.0.addressee_number REG-0724"),
        ("TSUSHO_KISAI", "4", ""),
        ("H30_48", "1", "persons.0.addressee_number REG-0724"),
        ("KIKA_KISAI", "1", "persons.0.addressee_number REG-0724"),
        ("KOKUSEKI_SOSHITSU_KISAI", "4", "persons.0.addressee_number REG-0724"),
    ],
)
def test_a_reason_for_one_kind_of_resident(city: SmallRegister, code: str, person: str, found: str):
    refusals = refused(city, code, [who(person)])
    assert [one for one in refusals if "REG-0724" in one] == ([found] if found else [])


def test_a_newcomer_of_the_other_kind(city: SmallRegister):
    new = {"household": NEW, "address": place("北町")}
    assert refused(city, "H30_47", [foreigner()], basis=FILED, **new) == []
    japanese = somebody("乙野", "四郎", "世帯主", resident_code="")
    assert refused(city, "H30_47", [japanese], basis=FILED, **new) == ["persons.0.items.kind REG-0724"]


def test_plans_to_leave(city: SmallRegister):
    number = "persons.0.addressee_number"
    assert refused(city, "TENSHUTSU_TORIKESHI", [who("3")]) == [f"{number} REG-0687"]
    assert refused(city, "TENNYU_TSUCHI", [who("3")], basis=NOTICE, confirmed=notice()) == [
        f"{number} REG-0687"
    ]
    city.act("TENSHUTSU", "2026-07-10", [who("3")], filed="2026-06-01", planned=plan())
    assert refused(city, "TENSHUTSU_TORIKESHI", [who("3")]) == []
    assert refused(city, "TENNYU_TSUCHI", [who("3")], basis=NOTICE, confirmed=notice()) == []
    assert refused(city, "TENSHUTSU", [who("3")], planned=plan()) == [f"{number} REG-0688"]


def test_without_a_calendar_of_the_city_days_are_closed_by_law(city: SmallRegister):
    class Never:
        def is_closed(self, _day):
            return False

    asked = movement(
        "TENSHUTSU", [who("1")], on="2026-06-13", filed="2026-06-29", basis=FILED, planned=plan()
    )
    scene, more = (
        city.scene(),
        {"today": day("2026-06-30"), "municipality": "132292", "exists": lambda _: True},
    )
    assert [error.code for _, error in faults(scene, asked, closed=Never(), **more)] == ["REG-0716"]
