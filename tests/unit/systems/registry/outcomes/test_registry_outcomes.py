"""What each 異動 does to the record, as in the worked lives of the domain reference and in its hard cases."""

from datetime import date

import pytest
from tests.support.small_register import SmallRegister, day, place, plan, rel, somebody, who

from juki.kernel.values.legal_date import CertifiedField, LegalDate
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.flat import date_row
from juki.systems.registry.domain.movement import NEW, Movement, Numbers, PersonChange
from juki.systems.registry.domain.outcomes import outcome
from juki.systems.registry.domain.resident import (
    Basis,
    ConfirmedMoveOut,
    Kind,
    Resident,
    State,
)

OFFICE = Basis.EX_OFFICIO
FAMILY = Basis.FAMILY_REGISTER


def test_a_move_within_the_city_leaves_alone_what_a_move_in_wrote(city: SmallRegister):
    city.act(
        "TENKYO", "2026-06-01", [who("1"), who("2"), who("3")], filed="2026-06-03", address=place("北町")
    )
    one = city.now("1")
    assert (one.became_resident.internal, one.settled.internal) == (date(2026, 4, 1), date(2026, 6, 1))
    assert (one.notified_on, one.settled_by.notified_on) == (date(2026, 4, 10), date(2026, 6, 3))
    assert (one.former, one.prior) == (None, place("本町"))
    assert (one.serials.address_serial, one.serials.prior_serial, one.serials.highest_serial) == (3, 1, 3)
    assert one.household_number == "10"


def test_a_planned_move_out_changes_nothing_before_its_day(city: SmallRegister):
    city.act(
        "TENSHUTSU", "2026-06-01", [who("3")], filed="2026-05-20", planned=plan("2026-06-01", "2026-05-20")
    )
    planned = city.now("3")
    assert planned.is_present
    assert planned.planned
    assert planned.event.event_class == "amendment"
    assert city.households["10"].members == ("1", "2", "3")
    city.due(["3"], "2026-06-01")
    gone = city.now("3")
    assert (gone.state, gone.event.event_class, gone.event.reason) == (
        State.MOVED_OUT,
        "removal",
        "TENSHUTSU",
    )
    assert gone.removed
    assert gone.removed.day.internal == date(2026, 6, 1)
    assert city.households["10"].members == ("1", "2")
    city.act(
        "TENNYU_TSUCHI", "2026-06-03", [who("3")], basis=Basis.NOTICE, filed="2026-06-05",
        confirmed=ConfirmedMoveOut(
            day=date(2026, 6, 3), notice_on=date(2026, 6, 5), basis=Basis.NOTICE, address=place("遠町")
        ),
    )  # fmt: skip
    told = city.now("3")
    assert told.confirmed
    assert told.confirmed.day == date(2026, 6, 3)
    assert told.planned == planned.planned
    assert told.removed == gone.removed
    for at, present in (("2026-05-19", True), ("2026-05-31", True), ("2026-06-01", False)):
        row = city.on("3", at)
        assert row is not None
        assert row.is_present is present
    between = city.on("3", "2026-05-20")
    assert between is not None
    assert between.planned == planned.planned
    before = city.on("3", "2026-05-19")
    assert before is not None
    assert before.planned is None


@pytest.mark.proves("STD:1.1.5/2")
@pytest.mark.parametrize(
    ("moved_in", "removed"), [("2026-05-28", "2026-05-28"), ("2026-06-01", "2026-06-01")]
)
def test_a_notice_before_the_planned_day_removes_on_the_earlier_of_the_two(
    city: SmallRegister, moved_in: str, removed: str
):
    city.act(
        "TENSHUTSU", "2026-06-10", [who("3")], filed="2026-05-20", planned=plan("2026-06-10", "2026-05-20")
    )
    city.act(
        "TENNYU_TSUCHI", moved_in, [who("3")], basis=Basis.NOTICE, filed="2026-06-05",
        confirmed=ConfirmedMoveOut(
            day=day(moved_in), notice_on=date(2026, 6, 5), basis=Basis.NOTICE, address=place("遠町")
        ),
    )  # fmt: skip
    gone = city.now("3")
    assert gone.removed
    assert gone.removed.day.internal == day(removed)
    assert (gone.event.reason, gone.event.event_class) == ("TENSHUTSU", "removal")


def test_a_notice_about_somebody_who_never_filed_is_for_a_person_to_look_at(city: SmallRegister):
    with pytest.raises(Exception, match="転出の届出がない") as refused:
        city.act(
            "TENNYU_TSUCHI", "2026-06-03", [who("3")], basis=Basis.NOTICE,
            confirmed=ConfirmedMoveOut(
                day=date(2026, 6, 3), notice_on=date(2026, 6, 5), basis=Basis.NOTICE, address=place("遠町")
            ),
        )  # fmt: skip
    assert refused.value.code == "REG-0687"  # type: ignore[attr-defined]


def test_when_the_head_dies_the_others_are_counted_anew(city: SmallRegister):
    city.act(
        "SHIBO", "2026-05-03", [who("1")], basis=FAMILY, filed="2026-05-05", rest={"2": "世帯主", "3": "子"},
    )  # fmt: skip
    dead, head, child = (city.now(number) for number in "123")
    assert (dead.state, dead.removed and dead.removed.cause.notified_on) == (State.DEAD, date(2026, 5, 5))
    assert (head.relationship.label, head.position, head.event.reason) == ("世帯主", 1, "TSUZUKIGARA_SHUSEI")
    assert (child.position, child.event.reason, child.event.basis) == (2, "KISAIJUN_SHUSEI", OFFICE)


def test_a_household_may_stand_without_a_head(city: SmallRegister):
    city.act("SHIBO", "2026-05-03", [who("1")], basis=FAMILY)
    assert not any(city.now(number).is_head for number in city.households["10"].members)


def test_whoever_is_left_alone_by_a_planned_move_out_becomes_head(city: SmallRegister):
    city.act(
        "TENSHUTSU", "2026-06-01", [who("1"), who("3")], filed="2026-05-20",
        planned=plan("2026-06-01", "2026-05-20"),
    )  # fmt: skip
    city.due(["1", "3"], "2026-06-01")
    assert city.now("2").is_head


def test_two_heads_are_refused(city: SmallRegister):
    with pytest.raises(Exception, match="世帯主が2人以上"):
        city.act("SETAINUSHI_HENKO", "2026-05-01", [who("2", "世帯主")])
    city.act("SETAINUSHI_HENKO", "2026-05-01", [who("2", "世帯主"), who("1", "夫")])
    assert city.now("2").is_head
    assert city.now("1").position == 1


def test_a_naturalisation_closes_one_record_and_opens_another():
    city = SmallRegister()
    since = date_row("foreign_since", LegalDate.from_day(date(2020, 2, 2)))
    city.act(
        "H30_47", "2026-04-01",
        [PersonChange(addressee_number=None, relationship=rel("世帯主"), items={
            **somebody("姓", "名", "世帯主").items, "kind": "2", "full_name": "SMITH JOHN", "surname": "", "given_name": "",
            "honseki": "", "honseki_head": "", "nationality": "USA", "nationality_name": "米国",
            "category": "special_permanent", "card_number": "AB12345678CD", "alias": "甲野",
            "individual_number": "123456789018", **since,
        })],
        household=NEW, address=place("本町"), numbers=Numbers(addressees=("1",), household="10"),
    )  # fmt: skip
    foreign = city.now("1")
    trace = city.act(
        "KIKA_KISAI", "2026-05-01", [who("1", full_name="甲野\u3000譲", surname="甲野", given_name="譲", honseki="本籍",
                                        honseki_head="甲野\u3000譲")], basis=FAMILY,
    )  # fmt: skip
    closed, opened = (one.resident for one in city.versions["1"][-2:])
    assert (closed.record, closed.event.reason, closed.state) == (1, "KIKA_SHOJO", State.REMOVED)
    assert (opened.record, opened.event.reason, opened.kind) == (2, "KIKA_KISAI", Kind.JAPANESE)
    assert opened.foreign is None
    assert opened.names.alias == ""
    assert opened.register
    assert opened.became_resident.internal == date(2020, 2, 2)
    assert (opened.individual_number, opened.resident_code) == (
        foreign.individual_number,
        foreign.resident_code,
    )
    assert city.on("1", "2026-04-30", record=2) is None
    city.act("TORIKESHI_SHUSEI", "2026-05-09", [who("1")], basis=OFFICE, target=trace)
    back = city.now("1")
    assert (back.record, back.kind, back.is_present) == (1, Kind.FOREIGN, True)
    assert city.households["10"].members == ("1",)


@pytest.mark.parametrize("order", [("2026-06-05", "2026-06-01"), ("2026-06-01", "2026-06-05")])
def test_what_was_notified_late_holds_from_its_own_day(city: SmallRegister, order: tuple[str, str]):
    name, remark = order
    city.act("KOSEKI_HANEI", name, [who("1", honseki="新本籍")], basis=FAMILY, filed="2026-06-06")
    city.act("BIKO", remark, [who("1", remarks="備考")], basis=OFFICE, filed="2026-06-10")
    for at in ("2026-05-31", "2026-06-01", "2026-06-04", "2026-06-05"):
        row = city.on("1", at)
        assert row is not None
        assert row.register is not None
        assert row.register.honseki == ("新本籍" if at >= name else "甲野の本籍"), at
        assert row.administration.remarks == ("備考" if at >= remark else ""), at


def test_a_late_act_that_says_otherwise_than_a_later_one_is_refused(city: SmallRegister):
    city.act("BIKO", "2026-06-05", [who("1", remarks="後")], basis=OFFICE)
    with pytest.raises(Exception, match="後の異動") as refused:
        city.act("BIKO", "2026-06-01", [who("1", remarks="前")], basis=OFFICE, filed="2026-06-10")
    assert refused.value.code == "REG-0682"  # type: ignore[attr-defined]


def test_nothing_holds_from_before_the_record_was_opened(city: SmallRegister):
    with pytest.raises(Exception, match="記載の日より前"):
        city.act("BIKO", "2026-03-31", [who("1", remarks="前")], basis=OFFICE, filed="2026-06-10")


def test_a_correction_reads_as_if_it_had_always_stood_there(city: SmallRegister):
    wrong = city.act("BIKO", "2026-05-01", [who("1", remarks="誤")], basis=OFFICE)
    city.act("GOKI_SHUSEI", "2026-06-01", [who("1", remarks="正")], basis=OFFICE, target=wrong)
    held = city.on("1", "2026-05-10")
    known = city.on("1", "2026-05-10", known_at=2)
    assert held
    assert held.administration.remarks == "正"
    assert known
    assert known.administration.remarks == "誤"
    assert [one.resident.administration.remarks for one in city.versions["1"]] == ["", "誤", "正"]


def test_an_unknown_day_of_death_holds_from_a_day_that_the_record_has(city: SmallRegister):
    movement = Movement(
        reason=REASONS["SHIBO"], basis=FAMILY, notified_on=day("2026-07-01"), processed_on=day("2026-07-01"),
        day=LegalDate.parse("年月日不詳", rule=CertifiedField.EVENT_OF_DEATH.rule), persons=(who("3"),),
    )  # fmt: skip
    city.record(outcome(city.scene(), movement, Numbers()))
    dead: Resident = city.now("3")
    assert dead.removed
    assert dead.removed.day.text == "年月日不詳"
    assert day("2026-04-01") <= dead.event.holds_from <= day("2026-07-01")


def test_a_late_split_is_refused_when_a_later_one_placed_them(city: SmallRegister):
    city.act(
        "SETAI_BUNRI", "2026-06-05", [who("3", "世帯主")], household=NEW, numbers=Numbers(household="20")
    )
    with pytest.raises(Exception, match="後の異動"):
        city.act(
            "SETAI_BUNRI", "2026-06-01", [who("3", "世帯主")], household=NEW, filed="2026-06-09",
            numbers=Numbers(household="30"),
        )  # fmt: skip


def test_remaking_begins_a_new_record_and_counts(city: SmallRegister):
    city.act("TENKYO", "2026-05-01", [who("1"), who("2"), who("3")], address=place("北町"))
    trace = city.act("KAISEI_KISAI", "2026-06-01", [who("1")], basis=OFFICE)
    one = city.now("1")
    assert (one.record, one.administration.remade_number, one.prior) == (2, 1, None)
    assert (one.settled.internal, one.address) == (date(2026, 5, 1), place("北町"))
    city.act("TORIKESHI_SHUSEI", "2026-06-09", [who("1")], basis=OFFICE, target=trace)
    assert (city.now("1").record, city.now("1").prior) == (1, place("本町"))


def test_whoever_returns_keeps_number_and_code_under_a_new_record(city: SmallRegister):
    city.act("SHOKKEN_SHOJO", "2026-05-01", [who("3")], basis=OFFICE)
    code = city.now("3").resident_code
    returning = somebody("甲野", "次郎", "世帯主", birth="2010-05-05", resident_code="")
    city.act(
        "SHOKKEN_KISAI", "2026-06-01", [who("3", "世帯主", **returning.items)], basis=OFFICE, household=NEW,
        address=place("南町"), numbers=Numbers(household="40"),
    )  # fmt: skip
    back = city.now("3")
    assert (back.record, back.resident_code, back.removed, back.household_number) == (2, code, None, "40")
    assert city.on("3", "2026-05-15", record=2) is None


def test_restoring_keeps_the_removal_in_the_history(city: SmallRegister):
    city.act("SHOKKEN_SHOJO", "2026-05-01", [who("3")], basis=OFFICE)
    city.act("KAIFUKU", "2026-06-01", [who("3")], basis=OFFICE)
    assert city.households["10"].members == ("1", "2", "3")
    for at, present in (("2026-04-30", True), ("2026-05-15", False), ("2026-06-01", True)):
        row = city.on("3", at)
        assert row is not None
        assert row.is_present is present


def test_what_changes_nothing_is_refused(city: SmallRegister):
    with pytest.raises(Exception, match="今の記載と同じ"):
        city.act("SHOKKEN_SHUSEI", "2026-05-01", [who("1", sex="1")], basis=OFFICE)


def test_a_part_of_a_household_says_whereto(city: SmallRegister):
    with pytest.raises(Exception, match="世帯の一部"):
        city.act("TENKYO", "2026-05-01", [who("3")], address=place("北町"))
    city.act(
        "TENKYO", "2026-05-01", [who("3", "世帯主")], address=place("北町"), household=NEW,
        numbers=Numbers(household="20"),
    )  # fmt: skip
    assert (city.now("3").relationship, city.now("3").household_number) == (rel("世帯主"), "20")


def test_a_death_that_is_told_late_reaches_members_who_came_meanwhile(city: SmallRegister):
    city.act(
        "SHUSSEI", "2026-05-04", [somebody("甲野", "三郎", "子", birth="2026-05-04")], basis=FAMILY, household="10",
        numbers=Numbers(addressees=("4",)),
    )  # fmt: skip
    city.act("SHIBO", "2026-05-01", [who("1")], basis=FAMILY, filed="2026-05-07", rest={"2": "世帯主"})
    assert city.households["10"].members == ("2", "3", "4")
    assert city.now("4").event.holds_from == date(2026, 5, 4)
    assert city.now("3").event.holds_from == date(2026, 5, 1)


def test_nobody_is_removed_before_what_they_took_part_in(city: SmallRegister):
    city.act(
        "SETAI_BUNRI", "2026-06-05", [who("3", "世帯主")], household=NEW, numbers=Numbers(household="20")
    )
    with pytest.raises(Exception, match="後の異動"):
        city.act("SHIBO", "2026-06-01", [who("3")], basis=FAMILY, filed="2026-06-09")
