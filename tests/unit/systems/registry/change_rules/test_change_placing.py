"""Where they live afterwards, with whom, how they stand to the 世帯主, and where they go who leave."""

from dataclasses import replace
from typing import Any

import pytest
from tests.support.small_changes import (
    ELSEWHERE,
    HERE,
    NOWHERE,
    baby,
    family,
    foreigner,
    notice,
    place,
    plan,
    refused,
    who,
)
from tests.support.small_register import SmallRegister

from juki.kernel.values.address import Address
from juki.systems.registry.domain.movement import NEW, STAY, Household
from juki.systems.registry.domain.resident import Basis

REGISTER, NOTICE = Basis.FAMILY_REGISTER, Basis.NOTICE
ALL = [who("1"), who("2"), who("3")]
AWAY = {"basis": REGISTER}


@pytest.fixture
def city() -> SmallRegister:
    return family()


@pytest.mark.parametrize(
    ("persons", "household", "town", "found"),
    [
        (ALL, STAY, "北町", []),
        (ALL, STAY, "本町", []),
        (ALL[:2], STAY, "北町", ["placement.where REG-0691"]),
        ([who("3", "世帯主")], NEW, "北町", []),
        ([who("3")], NEW, "北町", ["persons.0.relationship REG-0719"]),
        (ALL[:2], NEW, "北町", []),
        ([who("3", "縁故者")], "20", "南町", []),
        ([who("3")], "20", "南町", ["persons.0.relationship REG-0719"]),
        ([who("3", "縁故者")], "20", "北町", ["address REG-0115"]),
        ([who("3", "子")], "10", "本町", ["placement.number REG-0733"]),
        ([who("3", "子")], "99", "本町", ["placement.number REG-0684"]),
        ([who("3", "世帯主")], "20", "南町", ["persons.0.relationship REG-0110"]),
    ],
)
@pytest.mark.proves("STD:4.0.2/1", "STD:4.1.2.1/1")
def test_a_move_leads_somewhere(
    city: SmallRegister, persons: list, household: str, town: str, found: list[str]
):
    assert refused(city, "TENKYO", persons, household=household, address=place(town)) == found


def test_a_move_stays_in_the_city(city: SmallRegister):
    assert refused(city, "TENKYO", ALL, address=place("北町", municipality=ELSEWHERE)) == ["address REG-0114"]
    assert refused(city, "TENKYO", ALL, address=Address(town="北町")) == ["address REG-0114"]


def test_the_room_may_be_written_differently(city: SmallRegister):
    there = replace(place("南町"), building="仮荘1号")
    assert refused(city, "TENKYO", [who("3", "縁故者")], household="20", address=there) == []


def test_nobody_joins_a_household_that_is_closed(city: SmallRegister):
    closed = {**city.scene().households, "30": Household(number="30", members=())}
    scene = replace(city.scene(), households=closed)
    assert refused(scene, "SETAI_GAPPEI", [who("4", "縁故者")], household="30") == [
        "placement.number REG-0684"
    ]


@pytest.mark.parametrize(
    ("code", "persons", "more", "found"),
    [
        ("SETAI_BUNRI", [who("3", "世帯主")], {"household": NEW}, []),
        ("SETAI_BUNRI", [who("2", "世帯主"), who("3", "子")], {"household": NEW}, []),
        ("SETAI_BUNRI", ALL, {"household": NEW}, ["persons REG-0734"]),
        ("SETAI_BUNRI", [who("3", "世帯主")], {}, ["placement.where REG-0684"]),
        ("SETAI_BUNRI", [who("3", "縁故者")], {"household": "20"}, ["placement.where REG-0718"]),
        ("SETAI_GAPPEI", [who("4", "縁故者")], {"household": "10"}, []),
        ("SETAI_GAPPEI", [who("4")], {"household": "10"}, ["persons.0.relationship REG-0719", "persons.0.relationship REG-0110"]),
        ("SETAI_GAPPEI", [who("4", "世帯主")], {"household": "10"}, ["persons.0.relationship REG-0110"]),
        ("SETAI_GAPPEI", [who("4", "世帯主")], {"household": "10", "rest": {"1": "縁故者"}}, []),
        ("SETAI_GAPPEI", [who("4", "縁故者")], {"household": "20"}, ["placement.number REG-0733"]),
        ("SETAI_GAPPEI", [who("4", "縁故者")], {"household": "10", "address": place("本町")}, ["address REG-0720"]),
        ("SETAI_HENKO", [who("3", "縁故者")], {}, []),
        ("SETAI_HENKO", [who("3", "世帯主")], {"household": NEW}, []),
        ("SETAINUSHI_HENKO", [who("1", "夫"), who("2", "世帯主")], {}, []),
        ("SETAINUSHI_HENKO", [who("2", "世帯主")], {"rest": {"1": "夫", "3": "子"}}, []),
        ("SETAINUSHI_HENKO", [who("2", "世帯主")], {}, ["persons.0.relationship REG-0110"]),
        ("SETAINUSHI_HENKO", [who("1", "夫")], {"rest": {"2": "世帯主"}}, []),
        ("SETAINUSHI_HENKO", [who("1", "夫")], {}, ["persons REG-0735"]),
        ("SETAINUSHI_HENKO", [who("2", "縁故者")], {}, ["persons REG-0735"]),
        ("SETAINUSHI_HENKO", [who("2", "世帯主")], {"household": NEW}, ["placement.where REG-0718"]),
        ("KISAIJUN_HENKO", [who("1")], {"positions": ("1", "3", "2")}, []),
        ("KISAIJUN_HENKO", [who("1")], {"positions": ("1", "3")}, ["positions REG-0737"]),
        ("KISAIJUN_HENKO", [who("1")], {"positions": ("1", "3", "3")}, ["positions REG-0737"]),
        ("KISAIJUN_HENKO", [who("1")], {"positions": ("1", "3", "2", "4")}, ["positions REG-0737"]),
        ("SETAI_GAPPEI", [who("4", "縁故者")], {"household": "10", "positions": ("1", "4", "2", "3")}, []),
        ("SETAI_GAPPEI", [who("4", "縁故者")], {"household": "10", "positions": ("1", "2", "3")}, ["positions REG-0737"]),
        ("SETAI_BUNRI", [who("2", "世帯主"), who("3", "子")], {"household": NEW, "positions": ("2", "3")}, []),
        ("SETAI_BUNRI", [who("2", "世帯主"), who("3", "子")], {"household": NEW, "positions": ("3",)}, ["positions REG-0737"]),
        ("H30_48", [who("4")], {}, ["persons.0.relationship REG-0719"]),
        ("H30_48", [who("4", "縁故者")], {}, []),
    ],
)  # fmt: skip
@pytest.mark.proves("STD:4.1.4.1/1", "STD:4.1.4.2/1")
def test_households(city: SmallRegister, code: str, persons: list, more: dict[str, Any], found: list[str]):
    assert refused(city, code, persons, **more) == found


@pytest.mark.parametrize(
    ("code", "persons", "rest", "found"),
    [
        ("SHIBO", [who("1")], {"2": "世帯主", "3": "子"}, []),
        ("SHIBO", [who("1")], {"2": "世帯主", "3": "世帯主"}, ["rest REG-0110"]),
        ("SHIBO", [who("1")], {}, []),
        ("SHIBO", [who("1")], {"1": "夫"}, ["rest.1 REG-0736"]),
        ("SHIBO", [who("1")], {"4": "縁故者"}, ["rest.4 REG-0736"]),
        ("SHIBO", [who("1")], {"9": "縁故者"}, ["rest.9 REG-0736"]),
        ("SHIBO", [who("3")], {"2": "世帯主"}, ["rest REG-0110"]),
    ],
)
@pytest.mark.proves("STD:1.1.10/1")
def test_who_remains(city: SmallRegister, code: str, persons: list, rest: dict[str, str], found: list[str]):
    assert refused(city, code, persons, rest=rest, **AWAY) == found


@pytest.mark.parametrize(("on", "found"), [("2026-06-30", []), ("2026-07-01", ["rest REG-0110"])])
def test_a_head_who_plans_to_leave_is_head_until_then(city: SmallRegister, on: str, found: list[str]):
    """Until the day nothing changes but the plan (STD 1.1.5)."""
    rest = {"2": "世帯主"}
    assert refused(city, "TENSHUTSU", [who("1")], on=on, planned=plan(on), rest=rest) == found


def test_who_joins_may_find_other_words_for_those_who_are_there(city: SmallRegister):
    joined = {"household": "20", "address": place("南町")}
    assert refused(city, "TENKYO", [who("1", "世帯主")], rest={"4": "縁故者", "2": "縁故者"}, **joined) == []
    assert refused(city, "TENKYO", [who("1", "世帯主")], **joined) == ["persons.0.relationship REG-0110"]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"household": "10"}, []),
        ({"household": "10", "address": place("本町")}, []),
        ({"household": "10", "address": place("北町")}, ["address REG-0115"]),
        ({"household": NEW}, ["address REG-0719"]),
        ({"household": NEW, "address": place("北町")}, []),
        ({}, ["placement.where REG-0684"]),
        ({"household": "99"}, ["placement.number REG-0684"]),
    ],
)
def test_a_birth_leads_into_a_household(city: SmallRegister, more: dict[str, Any], found: list[str]):
    assert refused(city, "SHUSSEI", [baby()], basis=REGISTER, on="2026-06-20", **more) == found


def test_two_newcomers_are_not_both_head(city: SmallRegister):
    new = {"household": NEW, "address": place("北町")}
    heads = [foreigner(), foreigner()]
    assert refused(city, "SHOKKEN_KISAI", heads, **new) == ["persons.0.relationship REG-0110"]
    assert refused(city, "SHOKKEN_KISAI", [foreigner(), foreigner("縁故者")], **new) == []


def test_whoever_comes_back_finds_somebody_there(city: SmallRegister):
    city.act("SHOKKEN_SHOJO", "2026-06-01", [who("1"), who("2")], basis=Basis.EX_OFFICIO)
    assert refused(city, "KAIFUKU", [who("2")]) == []
    assert refused(city, "KAIFUKU", [who("1")], rest={"3": "世帯主"}) == ["rest REG-0110"]
    assert refused(city, "KAIFUKU", [who("1")], rest={"3": "子"}) == []
    city.act("SHOKKEN_SHOJO", "2026-06-02", [who("3")], basis=Basis.EX_OFFICIO)
    assert refused(city, "KAIFUKU", [who("1")]) == ["placement.where REG-0684"]
    assert refused(city, "KAIFUKU", [who("1", "世帯主")], household=NEW) == []


NOTE = "特別養子縁組"


@pytest.mark.parametrize(
    ("code", "planned", "note", "found"),
    [
        ("TENSHUTSU", plan(), "", []),
        ("TENSHUTSU", plan(municipality=HERE), "", ["destination.address REG-0748"]),
        ("TENSHUTSU", plan(municipality=NOWHERE), "", ["destination.address REG-0118"]),
        ("TENSHUTSU", plan(address=Address(city="仮市")), "", []),
        ("TENSHUTSU", plan(address=None), "", ["destination.address REG-0751"]),
        ("TENSHUTSU", plan(address=None), NOTE, []),
        (
            "TENSHUTSU",
            plan(address=Address(town="仮都"), country="ZZZ"),
            "",
            ["destination.address REG-0749"],
        ),
        ("KOKUGAI_TENSHUTSU", plan(address=Address(town="仮都"), country="ZZZ"), "", []),
        ("KOKUGAI_TENSHUTSU", plan(), "", ["destination.address REG-0749"]),
        ("KOKUGAI_TENSHUTSU", plan(country="ZZZ"), "", ["destination.address REG-0749"]),
        ("TOKUREI_TENSHUTSU", plan(address=Address(city="仮市")), "", ["destination.address REG-0752"]),
        ("TOKUREI_TENSHUTSU", plan(), "", []),
    ],
)
@pytest.mark.proves("STD:1.1.5/3", "STD:4.1.3.0.2/1", "STD:4.1.3.0.2/3")
def test_destination(city: SmallRegister, code: str, planned: Any, note: str, found: list[str]):
    more = {"basis": Basis.NOTIFICATION, "on": "2026-07-10", "note": note}
    assert refused(city, code, [who("3")], planned=planned, **more) == found


@pytest.mark.parametrize(
    ("confirmed", "found"),
    [
        (notice(), []),
        (notice("2026-06-25", "2026-06-25"), []),
        (notice("2026-06-26", "2026-06-25"), ["destination.moved_in_on REG-0750"]),
        (notice("2026-06-30", "2026-07-01"), ["destination.notice_on REG-0714"]),
        (notice(municipality=HERE), ["destination.address REG-0748"]),
        (notice(municipality=NOWHERE), ["destination.address REG-0118"]),
    ],
)
def test_notice_of_the_other_municipality(city: SmallRegister, confirmed: Any, found: list[str]):
    city.act("SHOKKEN_SHOJO", "2026-06-01", [who("3")], basis=Basis.EX_OFFICIO)
    assert refused(city, "TENNYU_TSUCHI", [who("3")], basis=NOTICE, confirmed=confirmed) == found


def test_the_cancelled_act_is_a_standing_one_of_everybody(city: SmallRegister):
    moved = city.act("TENKYO", "2026-06-10", ALL, address=place("北町"))
    asked = [who("1"), who("2")]
    assert refused(city, "TORIKESHI_SHUSEI", asked, target=moved) == []
    assert refused(city, "TORIKESHI_SHUSEI", [who("4")], target=moved) == [
        "persons.0.addressee_number REG-0689"
    ]
    assert refused(city, "TORIKESHI_ZO", asked, target=moved) == ["reason REG-0690"]
    city.act("TORIKESHI_SHUSEI", "2026-06-20", ALL, basis=Basis.EX_OFFICIO, target=moved)
    again = refused(city, "TORIKESHI_SHUSEI", [who("1")], target=moved)
    assert again == ["persons.0.addressee_number REG-0689"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [("SHIBO", "TORIKESHI_ZO"), ("SHOKKEN_KISAI", "TORIKESHI_GEN"), ("BIKO", "TORIKESHI_SHUSEI")],
)
def test_the_kind_of_cancellation_follows_from_the_act(city: SmallRegister, code: str, kind: str):
    person = who("3", remarks="注") if code == "BIKO" else who("3")
    more: dict[str, Any] = {}
    if code == "SHOKKEN_KISAI":
        target = city.versions["3"][0].trace
    else:
        target = city.act(code, "2026-06-10", [person], basis=Basis.EX_OFFICIO, **more)
    for reason in ("TORIKESHI_ZO", "TORIKESHI_GEN", "TORIKESHI_SHUSEI"):
        found = refused(city, reason, [who("3")], target=target)
        assert found == ([] if reason == kind else ["reason REG-0690"])


def test_a_correction_names_an_act_of_the_person_or_none(city: SmallRegister):
    change = who("3", full_name="甲野　二郎", given_name="二郎")
    opened = city.versions["3"][0].trace
    assert refused(city, "GOKI_SHUSEI", [change], target=opened) == []
    assert refused(city, "GOKI_SHUSEI", [change]) == []
    other = city.versions["4"][0].trace
    assert refused(city, "GOKI_SHUSEI", [change], target=other) == ["persons.0.addressee_number REG-0689"]
