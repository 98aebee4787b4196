"""A 転入 at the counter, key by key, in the order in which the forms lead."""

from datetime import date
from typing import Any

from juki.kernel.values.legal_date import LegalDate
from juki.launch.demo import forms
from juki.launch.demo.move_out import MoveOut
from juki.launch.synthetic.facts import Address, Household, Person
from support.desk import Desk

SEXES = {"1": "1", "2": "2"}
LETTERS = {"昭和": "S", "平成": "H", "令和": "R"}


def short(text: str) -> str:
    """``S55.2.3``: a day as a clerk types it."""
    day = LegalDate.parse(text).text
    era, rest = LETTERS[day[:2]], day[2:].replace("元", "1")
    return era + rest.replace("年", ".").replace("月", ".").removesuffix("日")


def receive(desk: Desk, *, persons: int, special: bool = False) -> None:
    """受付: the head came with a driving licence."""
    desk.open("registry", "/applications/new")
    desk.await_focus("reason")
    if special:
        choose(desk, "reason", "特例転入")
    else:
        desk.press("Enter")
    assert desk.focused() == "persons"
    desk.page.keyboard.press("Control+a")
    desk.fill("persons", str(persons))
    choose(desk, "capacity", "世帯主")
    desk.fill("name", "")
    while desk.focused() != "documents_one":
        desk.press("Tab")
    desk.press("Space")
    with desk.page.expect_navigation():
        desk.press("Control+Enter")


def choose(desk: Desk, name: str, label: str) -> None:
    """Choose in the list that has the focus by the digit before its label; Enter goes on."""
    assert desk.focused() == name
    options: list[str] = desk.page.evaluate("() => [...document.activeElement.options].map(one => one.text)")
    wanted = next(one for one in options if one.split(" ")[-1] == label)
    desk.type(wanted.split(" ")[0])
    desk.press("Enter")


def place(desk: Desk, prefix: str, address: Address) -> None:
    """An address by its postal code: the towns come by themselves, the focus goes to 番地."""
    with desk.page.expect_response("**/postal?*"):
        desk.fill(f"{prefix}.postal_code", address.postal_code.replace("-", ""))
    desk.page.wait_for_timeout(50)
    if desk.focused() not in (
        f"{prefix}.town",
        f"{prefix}.lot",
    ):  # several towns share the code: they are offered
        whole = f"{address.prefecture}{address.city}{address.town}"
        desk.reach(max((one for one in offered(desk) if whole.startswith(one)), key=len))
        desk.press("Enter")
    if desk.focused() == f"{prefix}.town":  # the table knows the town, not its 丁目
        known = desk.page.evaluate("() => document.activeElement.value")
        desk.fill(f"{prefix}.town", address.town.removeprefix(known))
    desk.fill(f"{prefix}.lot", address.banchi)
    desk.fill(f"{prefix}.building", address.katagaki)


def offered(desk: Desk) -> list[str]:
    """Texts of the buttons of a postal look-up."""
    found: list[str] = desk.page.evaluate(
        "() => [...document.querySelectorAll('button')].map(one => one.innerText.trim())"
    )
    return found


def person(desk: Desk, at: int, one: Person) -> None:
    """All items of one person of a paper certificate."""
    own = f"persons.{at}."
    register = one.register
    assert register is not None
    desk.fill(f"{own}kind", "")
    name(desk, f"{own}name.surname", one.surname)
    name(desk, f"{own}name.given", one.given)
    desk.fill(f"{own}name.kana_surname", one.kana_surname)
    desk.fill(f"{own}name.kana_given", one.kana_given)
    assert desk.focused() == f"{own}name.kana_certified"
    if one.kana_certified:
        desk.press("Space")
    desk.press("Enter")
    desk.fill(f"{own}birth", short(forms.birth(one)))
    choose(desk, f"{own}sex", {"1": "男", "2": "女"}[one.sex])
    choose(desk, f"{own}relationship", one.relationship_label)
    desk.fill(f"{own}individual_number", one.individual_number)
    desk.fill(f"{own}register.honseki", register.text)
    desk.fill(f"{own}register.head", f"{register.head_surname}　{register.head_given}")


def name(desk: Desk, field: str, text: str) -> None:
    """A name; a glyph with a selector is picked from its list (F2), for nobody can type it."""
    assert desk.focused() == field
    place = 0
    while place < len(text):
        picked = place + 1 < len(text) and 0xE0100 <= ord(text[place + 1]) <= 0xE01EF
        desk.type(text[place])
        if picked:
            pick(desk, text[place : place + 2])
        place += 2 if picked else 1
    desk.press("Enter")


def pick(desk: Desk, glyph: str) -> None:
    """F2, arrow keys, Enter."""
    desk.press("F2")
    desk.page.wait_for_selector("dialog[open] .glyph")
    for _ in range(40):
        if desk.page.evaluate("() => document.activeElement.dataset.sequence") == glyph:
            break
        desk.press("ArrowRight")
    desk.press("Enter")
    desk.page.wait_for_selector("dialog[open]", state="detached")


def enter_by_hand(desk: Desk, move: MoveOut) -> None:
    """The whole entry of a family from its paper certificate, up to the saved 仮登録."""
    desk.await_focus("moved_on")
    desk.fill("moved_on", short(move.planned_on.isoformat()))
    desk.fill("notified_on", "")
    place(desk, "address", move.goes_to)
    place(desk, "former_address", move.household.address)
    desk.fill("household.mode", "")
    desk.fill("household.institution", "")
    for at, one in enumerate(move.household.members):
        person(desk, at, one)
    save(desk)


def save(desk: Desk) -> None:
    """仮登録: the number checks are made meanwhile."""
    with desk.page.expect_navigation(timeout=60_000):
        desk.press("Control+Enter")


def state(desk: Desk) -> dict[str, Any]:
    """Heading and address, for messages of tests."""
    return {"title": desk.page.title(), "url": desk.page.url, "text": desk.page.inner_text("main")[:600]}


def enter_by_certificate(desk: Desk, household: Household, *, moved_on: date) -> None:
    """特例転入: found by reading and birth, taken over, the day and the new address added; up to the saved 仮登録."""
    head = household.head or household.members[0]
    receive(desk, persons=len(household.members), special=True)
    desk.await_focus("kana")
    desk.fill("kana", head.kana_surname)
    desk.type(short(forms.birth(head)))
    with desk.page.expect_navigation():
        desk.press("Control+Enter")
    desk.follow("この情報で入力する")
    desk.await_focus("moved_on")
    desk.fill("moved_on", short(moved_on.isoformat()))
    desk.reach("転出先の住所を写す")
    with desk.page.expect_navigation():
        desk.press("Enter")
    save(desk)
