"""What follows from an 異動: corrected where it stands, never entered by the back door."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.support.small_changes import ELSEWHERE, NOWHERE, family, notice, place, plan, refused, who
from tests.support.small_register import SmallRegister

from juki.kernel.values.legal_date import LegalDate
from juki.systems.registry.domain.change_rules.correcting import FOLLOWS
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.flat import address_row, date_row
from juki.systems.registry.domain.outcomes.errors import LaterFirst
from juki.systems.registry.domain.resident import Basis

OFFICE, NOTICE = Basis.EX_OFFICIO, Basis.NOTICE
ITEMS = "persons.0.items"


@pytest.fixture
def city() -> SmallRegister:
    """The third one plans to leave; the second one left and the other municipality told; the first one died."""
    found = family()
    own = {"notified_on": day("2026-06-20")}
    found.act("TENSHUTSU", "2026-07-10", [who("3")], filed="2026-06-20", planned=replace(plan(), **own))
    found.act("TENSHUTSU", "2026-06-10", [who("2")], filed="2026-06-05", planned=plan("2026-06-10"))
    found.act("TENNYU_TSUCHI", "2026-06-12", [who("2")], basis=NOTICE, confirmed=notice())
    found.act("SHIBO", "2026-06-20", [who("1")], basis=Basis.FAMILY_REGISTER)
    return found


def day(text: str) -> date:
    return date.fromisoformat(text)


def legal(name: str, text: str) -> dict[str, Any]:
    return date_row(name, LegalDate.from_day(day(text)))


@pytest.mark.parametrize(
    ("number", "items", "found"),
    [
        ("3", {"planned_on": day("2026-07-12"), "planned_head": "乙野　三郎", "planned_basis": "petition"}, []),
        ("3", {"planned_notified_on": day("2026-06-19")}, []),
        ("3", {"planned_notified_on": day("2026-07-01")}, ["planned_notified_on REG-0714"]),
        ("3", address_row("planned", place("別町", municipality=ELSEWHERE)), []),
        ("3", address_row("planned", place("北町")), ["planned_address REG-0748"]),
        ("3", address_row("planned", place("遠町", municipality=NOWHERE)), ["planned_address REG-0118"]),
        ("3", {"planned_country": "KOR"}, ["planned_address REG-0749"]),
        ("4", {"planned_on": day("2026-07-12")}, ["planned_on REG-0741"]),
        ("2", {"confirmed_on": day("2026-06-09")}, []),
        ("2", {"confirmed_on": day("2026-07-01")}, ["confirmed_on REG-0714", "confirmed_on REG-0750"]),
        ("2", {"confirmed_notice_on": day("2026-06-01")}, ["confirmed_on REG-0750"]),
        ("2", address_row("confirmed", None), ["confirmed_address REG-0719"]),
        ("2", address_row("confirmed", place("北町")), ["confirmed_address REG-0748"]),
        ("4", {"confirmed_on": day("2026-06-09")}, ["confirmed_on REG-0741"]),
        ("1", legal("removed_day", "2026-06-19"), []),
        ("1", legal("removed_day", "2026-07-01"), ["removed_day REG-0714"]),
        ("4", legal("removed_day", "2026-06-19"), ["removed_day REG-0741"]),
        ("4", {"became_reason": "SHUSSEI", "became_notified_on": day("2026-04-09"), "became_basis": "petition"}, []),
        ("4", {"settled_notified_on": day("2026-07-01")}, ["settled_notified_on REG-0714"]),
        ("4", address_row("prior", place("北町")), []),
        ("4", address_row("prior", place("遠町", municipality=ELSEWHERE)), ["prior_address REG-0114"]),
    ],
)  # fmt: skip
def test_what_stands_is_corrected_and_nothing_else(
    city: SmallRegister, number: str, items: dict[str, Any], found: list[str]
):
    assert refused(city, "GOKI_SHUSEI", [who(number, **items)], basis=OFFICE) == [
        f"{ITEMS}.{one}" for one in found
    ]


def test_a_correction_leaves_the_plan_and_what_followed_from_it_whole(city: SmallRegister):
    filed, died = (next(one for one in city.versions[number] if one.resident.event.reason == reason).trace
                   for number, reason in (("3", "TENSHUTSU"), ("1", "SHIBO")))  # fmt: skip
    later = [who("3", planned_on=day("2026-07-12"))]
    with pytest.raises(LaterFirst):
        city.act("GOKI_SHUSEI", "2026-06-30", later, basis=OFFICE)
    city.act("GOKI_SHUSEI", "2026-06-30", later, basis=OFFICE, target=filed)
    found = city.now("3")
    assert found.is_present
    assert found.planned is not None
    assert (found.planned.day, found.planned.address) == (day("2026-07-12"), plan().address)
    city.act("GOKI_SHUSEI", "2026-06-30", [who("1", **legal("removed_day", "2026-06-19"))], basis=OFFICE,
             target=died)  # fmt: skip
    dead = city.now("1").removed
    assert dead is not None
    assert (dead.day.internal, dead.cause.reason) == (day("2026-06-19"), "SHIBO")


@pytest.mark.parametrize("code", ["TENKYO", "SHOKKEN_KISAI"])
@pytest.mark.parametrize("column", ["became_reason", "prior_town", "relationship_class"])
def test_no_other_reason_takes_what_follows_of_itself(city: SmallRegister, code: str, column: str):
    assert column in FOLLOWS
    more = {"address": place("東町")} if code == "TENKYO" else {"household": "20"}
    found = refused(city, code, [who("4", **{column: "SHUSSEI"})], basis=OFFICE, **more)
    path = "prior_address" if column == "prior_town" else column
    assert f"{ITEMS}.{path} REG-0717" in found
    assert REASONS[code].changes
