"""A household moves within the city: from the search to the 審査 by keyboard alone, and the focus is seen all the way."""

from collections.abc import Callable

import pytest

from juki.kernel.values.legal_date import LegalDate
from support.counter_keys import short
from support.desk import Desk
from support.running import RunningCity

pytestmark = pytest.mark.city
Sit = Callable[[str], Desk]
_HOUSEHOLD = """select v.full_name, v.kana_surname, v.birth_text
 from registry_resident_version v join registry_resident r
   on r.addressee_number = v.addressee_number and r.version = v.number
 where r.state = '1' and v.kind = '1' and v.relationship_label = '世帯主' and v.birth_form = (
   select min(birth_form) from registry_resident_version) and v.kana_surname <> '' and v.planned_on is null
   and 3 = (select count(*) from registry_resident_version w join registry_resident s
     on s.addressee_number = w.addressee_number and s.version = w.number
    where w.household_number = v.household_number and s.state = '1' and w.kind = '1')
 order by v.addressee_number desc limit 1"""
_STOP = """() => { const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
 return {page: one === document.body, name: one.name || one.innerText || one.tagName,
 id: one.id, shown: box.width > 0 && box.height > 0,
  inside: box.bottom > 0 && box.top < innerHeight, index: one.tabIndex,
  marked: style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.backgroundColor !== 'rgba(0, 0, 0, 0)'}}"""


def tab_to(desk: Desk, name: str, *, most: int = 60) -> list[str]:
    """Tab on to the field; every stop on the way is on the screen and can be seen to have the focus."""
    passed: list[str] = []
    for _ in range(most):
        desk.press("Tab")
        stop = desk.page.evaluate(_STOP)
        if stop["page"]:  # past the last one, before the first
            continue
        assert stop["shown"], stop
        assert stop["inside"], stop
        assert stop["marked"], stop
        assert stop["index"] == 0, stop
        assert stop["id"] == "" or stop["id"] not in passed, f"{stop} a second time"
        passed.append(stop["id"])
        if desk.focused().strip() == name:
            return passed
    raise AssertionError(f"{name} cannot be reached by keyboard; the focus is on {desk.focused()!r}")


def in_order(desk: Desk) -> None:
    """No field takes the focus before one that stands before it: the document is the order."""
    odd = desk.page.evaluate(
        "() => [...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0).length"
    )
    assert odd == 0


def test_a_household_moves_by_keyboard(running: RunningCity, desk: Sit):
    ((name, kana, birth),) = running.rows("registry", _HOUSEHOLD)
    today = short(LegalDate.from_day(running.home.clock().now().legal_day).display())
    clerk = desk("clerk.sato")
    search(clerk, kana, birth)
    clerk.follow(name)
    clerk.follow("世帯を見る")
    clerk.follow("異動を始める")
    receive(clerk)
    enter(clerk, today)

    assert clerk.reads("保谷町一丁目9番9号"), clerk.page.inner_text("main")[:1000]
    assert clerk.reads(name)
    clerk.check("change-before-and-after")
    in_order(clerk)
    for field in clerk.page.eval_on_selector_all("[name^='alerts.']", "all => all.map(one => one.name)"):
        while clerk.focused() != field:
            clerk.press("Tab")
        clerk.type("届出人に確かめた")
    clerk.follow("審査へ回す")
    assert clerk.reads("審査")
    ((count,),) = running.rows(
        "registry",
        "select count(*) from registry_application where state = 'in_review' and kind = 'change'",
    )
    assert count == 1


def search(clerk: Desk, kana: str, birth: str) -> None:
    """By reading and birth."""
    clerk.open("registry")
    tab_to(clerk, "purpose")
    clerk.press("ArrowDown")
    tab_to(clerk, "kana")
    clerk.type(kana)
    tab_to(clerk, "birth")
    clerk.type(short(birth))
    with clerk.page.expect_navigation():
        clerk.press("Control+Enter")


def receive(clerk: Desk) -> None:
    """転居 of everybody; the head came with a driving licence."""
    clerk.await_focus("reason")
    clerk.check("change-new")
    in_order(clerk)
    clerk.type("01")
    assert clerk.page.locator("[name=reason] option:checked").inner_text().endswith("転居")
    assert clerk.page.locator("[name=of]:checked").count() == 3
    tab_to(clerk, "capacity")
    clerk.type("2")
    tab_to(clerk, "documents_one")
    clerk.press("Space")
    with clerk.page.expect_navigation():
        clerk.press("Control+Enter")


def enter(clerk: Desk, today: str) -> None:
    """The day, the household as it is, the new address."""
    clerk.await_focus("day")
    clerk.check("change-entry")
    in_order(clerk)
    clerk.fill("day", today)
    assert clerk.focused() == "notified_on"
    tab_to(clerk, "placement.where")
    clerk.press("Space")
    tab_to(clerk, "address.town")
    clerk.type("保谷町一丁目")
    tab_to(clerk, "address.lot")
    clerk.type("9番9号")
    with clerk.page.expect_navigation():
        clerk.press("Control+Enter")
