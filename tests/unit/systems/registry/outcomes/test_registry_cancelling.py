"""異動の取消し: what never was, and who comes back whereto."""

from datetime import date
from uuid import UUID

import pytest
from tests.support.small_register import SmallRegister, place, plan, somebody, who

from juki.systems.registry.domain.items import Group, columns_of
from juki.systems.registry.domain.movement import NEW, Numbers
from juki.systems.registry.domain.outcomes.errors import BeforeRemoval
from juki.systems.registry.domain.resident import (
    Basis,
    ConfirmedMoveOut,
)

OFFICE = Basis.EX_OFFICIO
FAMILY = Basis.FAMILY_REGISTER


CANCELLED = {
    "転居する世帯": (
        "TENKYO",
        [who("1"), who("2"), who("3")],
        {"address": place("北町")},
        "TORIKESHI_SHUSEI",
    ),
    "一部が転居": (
        "TENKYO",
        [who("2", "世帯主")],
        {"address": place("北町"), "household": NEW},
        "TORIKESHI_SHUSEI",
    ),
    "世帯分離": ("SETAI_BUNRI", [who("2", "世帯主"), who("3", "子")], {"household": NEW}, "TORIKESHI_SHUSEI"),
    "世帯主変更": ("SETAINUSHI_HENKO", [who("2", "世帯主"), who("1", "夫")], {}, "TORIKESHI_SHUSEI"),
    "死亡": ("SHIBO", [who("1")], {"rest": {"2": "世帯主"}}, "TORIKESHI_ZO"),
    "真中の職権消除": ("SHOKKEN_SHOJO", [who("2")], {"basis": OFFICE}, "TORIKESHI_ZO"),
    "転出": ("TENSHUTSU", [who("3")], {"planned": plan("2026-05-01", "2026-05-01")}, "TORIKESHI_ZO"),
    "順位": (
        "KISAIJUN_HENKO",
        [who("2")],
        {"positions": ("1", "3", "2"), "basis": OFFICE},
        "TORIKESHI_SHUSEI",
    ),
    "旧氏": ("KYUJI_KISAI", [who("1", former_surname="乙川")], {"basis": Basis.REQUEST}, "TORIKESHI_SHUSEI"),
}


@pytest.mark.parametrize("name", CANCELLED)
def test_cancelling_the_last_act_restores_everybody_exactly(city: SmallRegister, name: str):
    code, persons, more, cancelling = CANCELLED[name]
    before, households = city.items(), {one: city.households[one].members for one in city.households}
    trace = city.act(code, "2026-05-01", persons, numbers=Numbers(household="20"), **more)  # type: ignore[arg-type]
    assert city.items() != before
    versions = {number: len(found) for number, found in city.versions.items()}
    movers = [who(person.addressee_number or "") for person in persons]
    city.act(cancelling, "2026-05-09", movers, basis=OFFICE, target=trace, numbers=Numbers(household="30"))
    assert city.items() == before
    assert {one: city.households[one].members for one in households} == households
    assert all(len(found) >= versions[number] for number, found in city.versions.items())


def test_a_cancelled_entry_leaves_a_record_that_never_held(city: SmallRegister):
    trace = city.act(
        "SHUSSEI", "2026-05-05", [somebody("甲野", "三郎", "子", birth="2026-05-05")], basis=FAMILY, household="10",
        numbers=Numbers(addressees=("4",)),
    )  # fmt: skip
    assert city.households["10"].members == ("1", "2", "3", "4")
    assert city.now("4").became_resident.internal == date(2026, 5, 5)
    assert city.now("4").address == place("本町")
    assert city.now("4").notified_on is None
    with pytest.raises(Exception, match="異動の取消し（減）"):
        city.act("TORIKESHI_ZO", "2026-05-09", [who("4")], basis=OFFICE, target=trace)
    city.act("TORIKESHI_GEN", "2026-05-09", [who("4")], basis=OFFICE, target=trace)
    assert city.households["10"].members == ("1", "2", "3")
    assert city.on("4", "2026-05-06") is None
    assert city.on("4", "2026-05-06", known_at=2) is not None


def test_an_act_on_which_a_later_one_rests_is_cancelled_after_it(city: SmallRegister):
    first = city.act("TENKYO", "2026-05-01", [who("1"), who("2"), who("3")], address=place("北町"))
    second = city.act("TENKYO", "2026-06-01", [who("1"), who("2"), who("3")], address=place("南町"))
    movers = [who(number) for number in "123"]
    with pytest.raises(Exception, match="後の異動"):
        city.act("TORIKESHI_SHUSEI", "2026-06-09", movers, basis=OFFICE, target=first)
    city.act("TORIKESHI_SHUSEI", "2026-06-09", movers, basis=OFFICE, target=second)
    city.act("TORIKESHI_SHUSEI", "2026-06-09", movers, basis=OFFICE, target=first)
    assert city.now("1").address == place("本町")
    with pytest.raises(Exception, match="今の履歴にありません"):
        city.act("TORIKESHI_SHUSEI", "2026-06-09", movers, basis=OFFICE, target=first)


def test_an_unrelated_later_act_stays_when_an_earlier_one_is_cancelled(city: SmallRegister):
    first = city.act("TENKYO", "2026-05-01", [who("1"), who("2"), who("3")], address=place("北町"))
    city.act("BIKO", "2026-06-01", [who("1", remarks="備考")], basis=OFFICE)
    city.act("TORIKESHI_SHUSEI", "2026-06-09", [who(number) for number in "123"], basis=OFFICE, target=first)
    one = city.now("1")
    assert (one.address, one.prior, one.administration.remarks) == (place("本町"), None, "備考")


def test_a_household_that_everybody_left_for_elsewhere_is_founded_anew(city: SmallRegister):
    everybody = [who(number) for number in "123"]
    trace = city.act("TENSHUTSU", "2026-05-01", everybody, planned=plan("2026-05-01", "2026-05-01"))
    assert city.households["10"].members == ()
    city.act(
        "TORIKESHI_ZO", "2026-05-09", everybody, basis=OFFICE, target=trace, numbers=Numbers(household="30")
    )
    assert (city.households["10"].members, city.households["30"].members) == ((), ("1", "2", "3"))
    row = city.on("1", "2026-05-03")
    assert row is not None
    assert row.is_present


def test_a_household_of_which_all_died_or_were_struck_off_is_opened_again(city: SmallRegister):
    everybody = [who(number) for number in "123"]
    trace = city.act("SHOKKEN_SHOJO", "2026-05-01", everybody, basis=OFFICE)
    assert city.households["10"].members == ()
    city.act(
        "TORIKESHI_ZO", "2026-05-09", everybody, basis=OFFICE, target=trace, numbers=Numbers(household="30")
    )
    assert city.households["10"].members == ("1", "2", "3")
    assert "30" not in city.households


def test_whoever_comes_back_to_a_household_that_moved_away_founds_a_new_one(city: SmallRegister):
    first = city.act("TENSHUTSU", "2026-05-01", [who("3")], planned=plan("2026-05-01", "2026-05-01"))
    city.act("TENKYO", "2026-05-05", [who("1"), who("2")], address=place("北町"))
    city.act(
        "TORIKESHI_ZO", "2026-05-09", [who("3")], basis=OFFICE, target=first, numbers=Numbers(household="30")
    )
    assert (city.households["10"].members, city.households["30"].members) == (("1", "2"), ("3",))


def test_one_act_after_the_other_taken_back_brings_everybody_home(city: SmallRegister):
    """分離, 合併, and both never were."""
    before = city.items()
    apart = city.act(
        "SETAI_BUNRI", "2026-05-01", [who("2", "世帯主"), who("3", "子")], household=NEW,
        numbers=Numbers(household="20"),
    )  # fmt: skip
    between = city.items()
    joined = city.act("SETAI_GAPPEI", "2026-05-02", [who("2", "妻"), who("3", "子")], household="10")
    movers = [who("2"), who("3")]
    more = {"basis": OFFICE, "numbers": Numbers(household="30")}
    city.act("TORIKESHI_SHUSEI", "2026-05-09", movers, target=joined, **more)
    assert city.items() == between
    assert city.households["20"].members == ("2", "3")
    city.act("TORIKESHI_SHUSEI", "2026-05-10", movers, target=apart, **more)
    assert city.items() == before
    assert city.households["10"].members == ("1", "2", "3")
    for at in ("2026-05-01", "2026-05-02", "2026-05-09"):
        assert [(row.household_number, row.position) for number in "123" if (row := city.on(number, at))] == [
            ("10", 1), ("10", 2), ("10", 3),
        ]  # fmt: skip


def test_taken_back_one_by_one_the_order_has_no_gap_on_any_day(city: SmallRegister):
    parts = city.act(
        "TENKYO", "2026-05-02", [who("2", "世帯主"), who("3", "子")], household=NEW, address=place("北町"),
        numbers=Numbers(household="20"),
    )  # fmt: skip
    for number, on in (("3", "2026-05-09"), ("2", "2026-05-10")):
        city.act("TORIKESHI_SHUSEI", on, [who(number)], basis=OFFICE, target=parts, rest={})
    for at in ("2026-05-01", "2026-05-02", "2026-05-09", "2026-05-10"):
        assert [row.position for number in "123" if (row := city.on(number, at))] == [1, 2, 3], at


def left_and_back(city: SmallRegister) -> tuple[UUID, UUID]:
    """Somebody who left on 2026-05-01 and was entered again by mistake."""
    left = city.act("TENSHUTSU", "2026-05-01", [who("3")], planned=plan("2026-05-01", "2026-05-01"))
    back = city.act(
        "SHOKKEN_KISAI", "2026-05-20", [who("3", "子", **_of(city, "3"))], basis=OFFICE, household="10"
    )
    return left, back


_KNOWN = {
    "kind",
    *columns_of(Group.NAME, Group.BIRTH, Group.SEX, Group.REGISTER, Group.ADDRESS, Group.RESIDENT_CODE),
}


def _of(city: SmallRegister, number: str) -> dict[str, object]:
    row = city.items()[number]
    return {name: value for name, value in row.items() if name in _KNOWN}


def test_behind_an_entry_that_never_was_the_former_sheet_is_the_present_one(city: SmallRegister):
    left, back = left_and_back(city)
    city.act("TORIKESHI_GEN", "2026-05-21", [who("3")], basis=OFFICE, target=back)
    assert not city.now("3").is_present
    city.act("TORIKESHI_ZO", "2026-05-22", [who("3")], basis=OFFICE, target=left)
    assert (city.now("3").is_present, city.now("3").record) == (True, 1)
    row = city.on("3", "2026-05-10")
    assert row is not None
    assert row.is_present


def test_what_is_revived_is_the_former_sheet_not_the_one_that_never_was(city: SmallRegister):
    _, back = left_and_back(city)
    city.act("TORIKESHI_GEN", "2026-05-21", [who("3")], basis=OFFICE, target=back)
    city.act("KAIFUKU", "2026-05-22", [who("3", "子")], basis=OFFICE)
    assert (city.now("3").is_present, city.now("3").record) == (True, 1)


def test_nobody_has_two_sheets_on_one_day(city: SmallRegister):
    number = {"individual_number": "123456789018"}
    city.act("KOJIN_BANGO_SHITEI", "2026-05-01", [who("3", **number)], basis=Basis.NOTICE)
    city.act("TENSHUTSU", "2026-05-10", [who("3")], planned=plan("2026-05-10", "2026-05-10"))
    of = _of(city, "3")
    with pytest.raises(BeforeRemoval):
        city.act("SHOKKEN_KISAI", "2026-05-09", [who("3", "子", **of)], basis=OFFICE, household="10",
                 processed="2026-05-20")  # fmt: skip
    city.act("SHOKKEN_KISAI", "2026-05-10", [who("3", "子", **of)], basis=OFFICE, household="10",
             processed="2026-05-20")  # fmt: skip
    assert city.now("3").record == 2
    assert city.now("3").individual_number == number["individual_number"]


def test_a_cancellation_is_not_cancelled(city: SmallRegister):
    first = city.act("BIKO", "2026-05-01", [who("1", remarks="備考")], basis=OFFICE)
    second = city.act("TORIKESHI_SHUSEI", "2026-05-02", [who("1")], basis=OFFICE, target=first)
    with pytest.raises(Exception, match="もう一度入力"):
        city.act("TORIKESHI_SHUSEI", "2026-05-03", [who("1")], basis=OFFICE, target=second)
    city.act("BIKO", "2026-05-01", [who("1", remarks="備考")], basis=OFFICE, processed="2026-05-03")
    assert city.now("1").administration.remarks == "備考"


def test_a_death_is_cancelled_without_the_plan_to_leave(city: SmallRegister):
    city.act(
        "TENSHUTSU", "2026-06-01", [who("3")], filed="2026-05-20", planned=plan("2026-06-01", "2026-05-20")
    )
    dead = city.act("SHIBO", "2026-05-25", [who("3")], basis=FAMILY)
    city.act("TORIKESHI_ZO", "2026-05-26", [who("3")], basis=OFFICE, target=dead)
    assert city.now("3").planned is not None


def notice() -> ConfirmedMoveOut:
    """A 転入通知."""
    return ConfirmedMoveOut(
        day=date(2026, 6, 3), notice_on=date(2026, 6, 5), basis=Basis.NOTICE, address=place("遠町")
    )


def test_a_plan_and_its_removal_are_taken_back_together(city: SmallRegister):
    before = city.items()
    planned = city.act(
        "TENSHUTSU", "2026-06-01", [who("3")], filed="2026-05-20", planned=plan("2026-06-01", "2026-05-20")
    )
    removed = city.due(["3"], "2026-06-01")
    with pytest.raises(Exception, match="後の異動"):
        city.act("TORIKESHI_SHUSEI", "2026-06-09", [who("3")], basis=OFFICE, target=planned)
    city.act("TORIKESHI_ZO", "2026-06-09", [who("3")], basis=OFFICE, target=removed)
    assert city.items() == before
    assert [one.cancels for one in city.versions["3"]] == [None, None, None, 3, 2]


def test_a_removal_that_a_notice_confirmed_is_cancelled_after_the_notice(city: SmallRegister):
    removed = city.act("TENSHUTSU", "2026-05-01", [who("3")], planned=plan("2026-05-01", "2026-05-01"))
    told = city.act("TENNYU_TSUCHI", "2026-06-03", [who("3")], basis=Basis.NOTICE, confirmed=notice())
    with pytest.raises(Exception, match="後の異動"):
        city.act("TORIKESHI_ZO", "2026-06-09", [who("3")], basis=OFFICE, target=removed)
    city.act("TORIKESHI_SHUSEI", "2026-06-09", [who("3")], basis=OFFICE, target=told)
    city.act("TORIKESHI_ZO", "2026-06-09", [who("3")], basis=OFFICE, target=removed)
    assert city.now("3").is_present


def test_an_act_of_a_former_record_is_not_cancelled(city: SmallRegister):
    former = city.act("BIKO", "2026-05-01", [who("1", remarks="備考")], basis=OFFICE)
    city.act("KAISEI_KISAI", "2026-06-01", [who("1")], basis=OFFICE)
    with pytest.raises(Exception, match="今の履歴にありません"):
        city.act("TORIKESHI_SHUSEI", "2026-06-09", [who("1")], basis=OFFICE, target=former)


def test_a_head_change_by_one_person_is_cancelled_with_those_who_followed(city: SmallRegister):
    before = city.items()
    trace = city.act(
        "SETAINUSHI_HENKO", "2026-05-01", [who("2", "世帯主"), who("1", "夫")], rest={"3": "子の子"}
    )
    assert city.now("3").event.reason == "TSUZUKIGARA_SHUSEI"
    city.act("TORIKESHI_SHUSEI", "2026-05-02", [who("1"), who("2")], basis=OFFICE, target=trace)
    assert city.items() == before


def test_an_older_remaking_is_not_cancelled_under_a_newer_one(city: SmallRegister):
    first = city.act("KAISEI_KISAI", "2026-06-01", [who("1")], basis=OFFICE)
    city.act("KAISEI_KISAI", "2026-07-01", [who("1")], basis=OFFICE)
    with pytest.raises(Exception, match="今の履歴にありません"):
        city.act("TORIKESHI_SHUSEI", "2026-07-09", [who("1")], basis=OFFICE, target=first)


def test_a_record_that_never_was_keeps_its_count(city: SmallRegister):
    trace = city.act("KAISEI_KISAI", "2026-06-01", [who("1")], basis=OFFICE)
    city.act("TORIKESHI_SHUSEI", "2026-06-02", [who("1")], basis=OFFICE, target=trace)
    city.act("KAISEI_KISAI", "2026-06-03", [who("1")], basis=OFFICE)
    assert city.now("1").record == 3
    assert city.on("1", "2026-06-04", record=2) is None


def test_whoever_only_followed_stays_where_they_live_now(city: SmallRegister):
    split = city.act(
        "SETAI_BUNRI", "2026-05-01", [who("2", "世帯主")], household=NEW, numbers=Numbers(household="20")
    )
    city.act("TENKYO", "2026-06-01", [who("1"), who("3")], address=place("北町"))
    city.act(
        "TORIKESHI_SHUSEI",
        "2026-06-09",
        [who("2")],
        basis=OFFICE,
        target=split,
        numbers=Numbers(household="30"),
    )
    assert city.households["10"].members == ("1", "3")
    assert city.households["30"].members == ("2",)


def test_who_was_placed_anew_by_a_cancellation_is_placed_anew_by_the_next(city: SmallRegister):
    """転居, 転出, and both never were: what the first cancellation settled does not stand against the second."""
    everybody = [who(number) for number in "123"]
    moved = city.act(
        "TENKYO",
        "2026-05-01",
        everybody,
        address=place("北町"),
        household=NEW,
        numbers=Numbers(household="20"),
    )
    left = city.act("TENSHUTSU", "2026-05-05", everybody, planned=plan("2026-05-05", "2026-05-05"))
    more = {"basis": OFFICE}
    city.act("TORIKESHI_ZO", "2026-05-09", everybody, target=left, numbers=Numbers(household="30"), **more)
    city.act(
        "TORIKESHI_SHUSEI", "2026-05-10", [who("1")], target=moved, numbers=Numbers(household="40"), **more
    )
    for row in (city.now("1"), city.on("1", "2026-05-10")):
        assert row is not None
        assert (row.address, row.household_number) == (place("本町"), "40")
