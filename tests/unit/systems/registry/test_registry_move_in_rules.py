"""The rules of 転入 by tables of edge cases; nothing here touches a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.kernel.errors import JukiError
from juki.kernel.values.address import Address
from juki.kernel.values.closed_days import CityClosedDays
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import DateRule, LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.relationship import Relationship
from juki.systems.registry.domain import blanks, data_use, foreign, household, move_in, writing
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.confirmation import Confirmation, Facts, demand_match
from juki.systems.registry.domain.event_reasons import REASONS, EventClass
from juki.systems.registry.domain.newcomer import MoveIn, Newcomer
from juki.systems.registry.domain.resident import (
    Category,
    FamilyRegister,
    Foreign,
    FormerAddress,
    Kind,
    Names,
    Sex,
)

TODAY = date(2026, 4, 20)
HERE = "132292"
CLOSED = CityClosedDays()


def certified(text: str) -> LegalDate:
    return LegalDate.parse(text, rule=DateRule.CERTIFIED)


def newcomer(body: str = "12345678901", **changes: object) -> Newcomer:
    made = Newcomer(
        kind=Kind.JAPANESE,
        names=Names(full="架空　一", surname="架空", given="一", kana_surname="カクウ", kana_given="ハジメ"),
        birth=LegalDate.parse("1980-02-03"), sex=Sex.UNRECORDED, relationship=Relationship.parse("世帯主"),
        individual_number=IndividualNumber.from_body(body), register=FamilyRegister(honseki="仮", head="仮"),
        foreign=None,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def notification(
    *newcomers: Newcomer, moved: str = "2026-04-01", notified: str = "2026-04-10", **changes: object
) -> MoveIn:
    made = MoveIn(
        reason=REASONS["TENNYU"], day=LegalDate.parse(moved), notified_on=date.fromisoformat(notified),
        former=FormerAddress(address=Address(town="仮町", municipality=MunicipalityCode("011002"))),
        address=Address(town="田無町", lot="1番", municipality=MunicipalityCode(HERE)), joins=None, institution=False,
        newcomers=newcomers or (newcomer(),),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def known(code: MunicipalityCode) -> bool:
    """A table of municipalities in which nobody has a code of prefecture 99."""
    return code.prefecture != "99"


def code_of(check: object, *args: object, **named: object) -> str:
    """The code with which ``check`` refuses, or nothing."""
    try:
        check(*args, **named)  # type: ignore[operator]
    except JukiError as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize(
    ("moved", "notified", "code"),
    [
        ("2026-04-20", "2026-04-20", ""),
        ("2026-04-01", "2026-04-20", ""),
        ("2019-04-01", "2026-04-20", ""),
        ("2026-04-21", "2026-04-21", "REG-0101"),
        ("2026-04-20", "2026-04-21", "REG-0103"),
        ("2026-04-20", "2026-04-19", "REG-0102"),
    ],
)
@pytest.mark.proves("STD:4.0.3/3", "STD:4.1.0.2/3")
def test_days(moved, notified, code):
    days = date.fromisoformat(moved), date.fromisoformat(notified)
    assert code_of(move_in.demand_days, *days, today=TODAY) == code


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
@pytest.mark.proves("STD:4.0.3/3", "STD:4.1.0.2/3")
def test_days_stand_in_order_or_are_refused(moved, notified):
    assert (code_of(move_in.demand_days, moved, notified, today=TODAY) == "") == (moved <= notified <= TODAY)


@pytest.mark.parametrize(
    ("move", "code"),
    [
        (notification(), ""),
        (notification(newcomers=()), "REG-0117"),
        (notification(*[newcomer(f"{n:011}") for n in range(31)]), "REG-0117"),
        (notification(newcomer(birth=LegalDate.parse("2026-04-02"))), "REG-0104"),
        (notification(newcomer(birth=LegalDate.parse("2026-04-01"))), ""),
        (notification(newcomer(birth=certified("昭和20年頃"))), ""),
        (notification(newcomer(), newcomer(relationship=Relationship.parse("妻"))), "REG-0111"),
        (notification(newcomer(), newcomer("11111111111")), "REG-0110"),
        (notification(reason=REASONS["SHUSSEI"]), "REG-0113"),
        (notification(reason=REASONS["KOKUGAI_TENNYU"]), "REG-0113"),
        (notification(former=FormerAddress(address=Address(town="仮都"), country="ZZZ")), "REG-0113"),
        (notification(reason=REASONS["H30_46"], former=FormerAddress(address=Address(town="仮都"), country="ZZZ")), ""),
        (notification(former=FormerAddress(address=Address(town="仮", municipality=MunicipalityCode(HERE)))), "REG-0116"),
        (notification(address=Address(town="仮", municipality=MunicipalityCode("011002"))), "REG-0114"),
        (notification(address=Address(town="仮")), "REG-0114"),
        (notification(former=FormerAddress(address=Address(town="仮", municipality=MunicipalityCode("999997")))), "REG-0118"),
    ],
)  # fmt: skip
def test_recordable(move, code):
    assert (
        code_of(
            move_in.demand_recordable,
            move,
            today=TODAY,
            municipality=HERE,
            exists=lambda code: code.prefecture != "99",
        )
        == code
    )


ABROAD = FormerAddress(address=Address(town="仮都"), country="ZZZ")


@pytest.mark.parametrize(
    ("changes", "registered", "told", "code"),
    [
        ({}, "011002", "011002", ""),
        ({}, "131016", "", "REG-0119"),
        ({}, "", "", "REG-0119"),
        ({}, HERE, "", "REG-0119"),
        ({"reason": REASONS["TOKUREI_TENNYU"]}, "131016", "", "REG-0119"),
        ({"reason": REASONS["MITODOKE_TENNYU"]}, "011002", "011002", ""),
        ({"reason": REASONS["MITODOKE_TENNYU"]}, "131016", "131016", ""),
        ({"reason": REASONS["MITODOKE_TENNYU"]}, HERE, "", ""),
        ({"reason": REASONS["MITODOKE_TENNYU"]}, "", "", "REG-0119"),
        ({"reason": REASONS["KOKUGAI_TENNYU"], "former": ABROAD}, "131016", "", ""),
    ],
)
def test_who_hears_of_a_move_is_whom_the_nation_names(changes, registered, told, code):
    check = partial(
        move_in.hears_of, notification(**changes), registered=registered, municipality=HERE, person=1
    )
    assert code_of(check) == code
    if not code:
        assert check() == told


@pytest.mark.parametrize(("told", "found"), [((), False), (("011002",), False), (("131016",), True)])
def test_a_notice_that_goes_elsewhere_is_an_alert(told, found):
    alerts = move_in.alerts(notification(), has_head=True, closed=CLOSED, told=told)
    assert (Alert.LAST_REGISTERED_ELSEWHERE in alerts) == found


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"register": None}, "REG-0105"),
        ({"register": FamilyRegister(honseki=" ", head="仮")}, "REG-0105"),
        ({"register": FamilyRegister(honseki="仮", head="")}, "REG-0105"),
        ({"names": Names(full="　")}, "REG-0105"),
        ({"names": Names(full="仮")}, "REG-0105"),
        ({"names": Names(full="仮　一", surname="仮", given="一", alias="x")}, "REG-0106"),
        ({"names": Names(full="仮　一", surname="仮", given="一", kanji="x")}, "REG-0106"),
        ({"names": Names(full="仮　一", surname="仮", given="一", former_surname="旧")}, "REG-0105"),
        ({"names": Names(full="仮　一", surname="仮", given="一", former_surname="旧", former_surname_kana="キュウ")}, ""),
    ],
)  # fmt: skip
def test_items_of_japanese(changes, code):
    assert code_of(blanks.demand_items, newcomer(**changes), person=1) == code


def block(category: str, **items: object) -> Foreign:
    return Foreign(
        nationality="ZZZ", nationality_name="架空国", category=Category(category), since=LegalDate.parse("2020-01-01"),
        **items,  # type: ignore[arg-type]
    )  # fmt: skip


CARD = "AB12345678CD"
SOME_DAY = date(2030, 1, 1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"foreign": None}, "REG-0105"),
        ({"register": FamilyRegister(honseki="仮", head="仮")}, "REG-0107"),
        ({"names": Names(full="SAMPLE", former_surname="旧")}, "REG-0107"),
        ({"names": Names(full="SAMPLE", kana_certified=True)}, "REG-0107"),
        ({"foreign": replace(block("special_permanent", card_number=CARD), nationality="")}, "REG-0105"),
    ],
)
def test_items_of_foreign_residents(changes, code):
    base = {
        "kind": Kind.FOREIGN,
        "names": Names(full="SAMPLE"),
        "register": None,
        "foreign": block("special_permanent"),
    }
    assert code_of(blanks.demand_items, newcomer(**{**base, **changes}), person=1) == code


@pytest.mark.parametrize(
    ("category", "items", "code"),
    [
        (
            "mid_to_long_term",
            {"card_number": CARD, "status": "留学", "period": "1年", "expires_on": SOME_DAY},
            "",
        ),
        ("mid_to_long_term", {"card_number": CARD, "status": "永住者"}, ""),
        ("mid_to_long_term", {"status": "留学"}, "REG-0105"),
        ("mid_to_long_term", {"card_number": CARD}, "REG-0105"),
        ("mid_to_long_term", {"card_number": CARD.lower(), "status": "留学"}, "REG-0109"),
        ("mid_to_long_term", {"card_number": CARD + "1", "status": "留学"}, "REG-0109"),
        ("special_permanent", {"card_number": CARD}, ""),
        ("special_permanent", {}, "REG-0105"),
        ("special_permanent", {"card_number": CARD, "status": "永住"}, "REG-0108"),
        ("special_permanent", {"card_number": CARD, "period": "1年"}, "REG-0108"),
        ("special_permanent", {"card_number": CARD, "expires_on": SOME_DAY}, "REG-0108"),
        ("temporary_refuge", {"period": "6月"}, ""),
        ("temporary_refuge", {}, "REG-0105"),
        ("provisional_stay", {"period": "6月", "card_number": CARD}, "REG-0108"),
        ("transitional_birth", {}, ""),
        ("transitional_birth", {"card_number": CARD}, "REG-0108"),
        ("transitional_loss", {"status": "留学"}, "REG-0108"),
    ],
)
def test_table_of_30_45(category, items, code):
    assert code_of(foreign.demand_category, block(category, **items), person=1) == code


def words(*texts: str) -> list[Relationship]:
    return [Relationship.parse(text) for text in texts]


@pytest.mark.parametrize(
    ("present", "coming", "outcome"),
    [
        ([], ["世帯主", "妻"], True), ([], ["同居人"], False), (["世帯主"], ["子"], True), (["妻"], ["世帯主"], True),
        (["世帯主"], ["世帯主"], "REG-0110"), ([], ["世帯主", "世帯主"], "REG-0110"),
    ],
)  # fmt: skip
@pytest.mark.proves("STD:1.1.10/1")
def test_heads(present, coming, outcome):
    if isinstance(outcome, str):
        assert code_of(household.demand_one_head, words(*present), words(*coming)) == outcome
    else:
        assert household.demand_one_head(words(*present), words(*coming)) is outcome


@given(st.integers(0, 20), st.integers(1, 20))
@pytest.mark.proves("STD:5.2/3")
def test_positions_go_on_without_gaps(present, coming):
    assert [*range(1, present + 1), *household.positions(present, coming)] == list(
        range(1, present + coming + 1)
    )


def test_the_same_place_may_name_its_building_otherwise():
    place = Address(town="田無町", lot="1番", municipality=MunicipalityCode(HERE))
    household.demand_same_place(place, replace(place, building="仮荘101"))
    assert code_of(household.demand_same_place, place, replace(place, lot="2番")) == "REG-0115"


@pytest.mark.parametrize(
    ("moved", "notified", "late"),
    [
        ("2026-04-01", "2026-04-15", False),
        ("2026-04-01", "2026-04-16", True),
        ("2026-12-20", "2027-01-04", False),  # the last day lies within the turn of the year
        ("2026-12-20", "2027-01-05", True),
    ],
)
def test_late_is_an_alert_and_no_error(moved, notified, late):
    found = move_in.alerts(notification(moved=moved, notified=notified), has_head=True, closed=CLOSED)
    assert (Alert.LATE in found) is late


@pytest.mark.parametrize(
    ("changes", "alert"),
    [
        ({"relationship": Relationship.parse("妻"), "sex": Sex.MALE}, Alert.RELATIONSHIP_AND_SEX),
        ({"relationship": Relationship.parse("子の夫"), "sex": Sex.FEMALE}, Alert.RELATIONSHIP_AND_SEX),
        ({"relationship": Relationship.parse("妻"), "sex": Sex.UNRECORDED}, None),
        ({"birth": LegalDate.parse("2012-01-01")}, Alert.YOUNG_HEAD),
        ({"birth": LegalDate.parse("2011-04-01")}, None),
        ({"birth": certified("平成30年頃")}, None),
        ({"foreign": block("mid_to_long_term", expires_on=date(2026, 4, 9))}, Alert.STAY_EXPIRED),
        ({"foreign": block("mid_to_long_term", expires_on=date(2026, 4, 10))}, None),
    ],
)
def test_alerts(changes, alert):
    found = move_in.alerts(notification(newcomer(**changes)), has_head=True, closed=CLOSED)
    assert found == ((alert,) if alert else ())


def test_a_household_without_head_is_an_alert():
    assert move_in.alerts(notification(), has_head=False, closed=CLOSED) == (Alert.HEADLESS,)


FACTS = Facts(individual_number="1", full_name="架空　一", birth=LegalDate.parse("1980-02-03"), sex="1")
NOW = datetime(2026, 4, 20, 1, 0, tzinfo=UTC)


def kept(outcome: str = "match", *, minutes: float = 0, facts: Facts = FACTS) -> Confirmation:
    return Confirmation(
        outcome=outcome, machine_time=NOW - timedelta(minutes=minutes), salt=b"s", digest=facts.digest(b"s"),
        with_address=False, resident_code="2",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("confirmation", "facts", "code"),
    [
        (kept(), FACTS, ""),
        (kept(minutes=30), FACTS, ""),
        (kept(minutes=30.1), FACTS, "REG-0122"),
        (kept("mismatch"), FACTS, "REG-0123"),
        (kept("one_by_details"), FACTS, "REG-0124"),
        (kept("none"), FACTS, "REG-0125"),
        (kept("removed"), FACTS, "REG-0126"),
        (kept("many"), FACTS, "REG-0127"),
        (kept(), replace(FACTS, individual_number="3"), "REG-0121"),
        (kept(), replace(FACTS, full_name="架空 一"), "REG-0121"),
        (kept(), replace(FACTS, birth=LegalDate.parse("1980-02-04")), "REG-0121"),
        (kept(), replace(FACTS, sex="2"), "REG-0121"),
        (kept(), replace(FACTS, address="仮"), "REG-0121"),
        (kept("mismatch"), replace(FACTS, sex="2"), "REG-0121"),
    ],
)
def test_confirmations(confirmation, facts, code):
    assert code_of(demand_match, confirmation, facts, now=NOW, minutes=30, person=1) == code


def test_a_match_gives_the_code():
    assert demand_match(kept(), FACTS, now=NOW, minutes=30, person=1) == "2"


@pytest.mark.parametrize(
    ("items", "valid_to", "outcome"),
    [
        (["address", "name"], None, (data_use.Item.NAME, data_use.Item.ADDRESS)),
        (["name", "name"], date(2027, 1, 1), (data_use.Item.NAME,)),
        ([], None, "REG-0131"),
        (["individual_number"], None, "REG-0131"),
        (["name"], date(2026, 1, 1), "REG-0132"),
    ],
)
def test_data_use(items, valid_to, outcome):
    period = {"valid_from": date(2026, 1, 1), "valid_to": valid_to}
    if isinstance(outcome, str):
        assert code_of(data_use.demand_entry, items, **period) == outcome
    else:
        assert data_use.demand_entry(items, **period) == outcome


def test_the_first_glyph_that_cannot_be_drawn_is_named_by_its_place():
    def gaps(text: str) -> list[int]:
        return [place for place, glyph in enumerate(text, start=1) if glyph == "?"]

    writing.demand_drawable([("氏名", "仮名")], gaps=gaps)
    with pytest.raises(JukiError, match="「住所」の2文字目"):
        writing.demand_drawable([("氏名", "仮名"), ("住所", "仮??")], gaps=gaps)


def test_reasons_are_one_table():
    assert len({reason.label + reason.event_class for reason in REASONS.values()}) == len(REASONS)
    assert {reason.code for reason in REASONS.values() if reason.is_move_in} == {
        "TENNYU", "TOKUREI_TENNYU", "MITODOKE_TENNYU", "KOKUGAI_TENNYU", "H30_46",
    }  # fmt: skip
    assert all(reason.event_class is EventClass.ENTRY for reason in REASONS.values() if reason.is_move_in)
    assert not any("転居取消" in reason.label for reason in REASONS.values())
