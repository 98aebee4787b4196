"""The counter's journey in a browser, by keyboard alone; every page on the way is looked at by axe."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from juki.launch.demo import forms, move_out
from juki.launch.demo.move_out import MoveOut
from juki.launch.synthetic.facts import Person
from juki.paper.verify import verify
from support import counter_keys as keys
from support.desk import Desk
from support.moving import Movers, now
from support.running import RunningCity

pytestmark = pytest.mark.city
Sit = Callable[[str], Desk]


def submit(clerk: Desk) -> None:
    """From 仮登録 to the reviewer: every alert with its reason."""
    clerk.check("confirmation")
    for name in clerk.page.eval_on_selector_all("[name^='alerts.']", "all => all.map(one => one.name)"):
        while clerk.focused() != name:
            clerk.press("Tab")
        clerk.type("届出人に確かめた")
    clerk.follow("審査へ回す")
    assert clerk.reads("審査")


def approve(reviewer: Desk, head: str) -> None:
    """From the queue to 本登録."""
    reviewer.open("registry", "/reviews")
    reviewer.check("reviews")
    reviewer.page.locator("a[href^='/reviews/']").first.focus()
    with reviewer.page.expect_navigation():
        reviewer.press("Enter")
    assert reviewer.reads(head)
    reviewer.check("review")
    reviewer.follow("承認して本登録する")
    reviewer.check("approved")


def wait_for_stations(desk: Desk, *, seconds: int = 40) -> None:
    """The page tells by itself when everything has arrived."""
    for _ in range(seconds * 5):
        text = desk.page.inner_text("main")
        if "反映済み" in text and "待ち" not in text:
            return
        desk.page.wait_for_timeout(200)
    raise AssertionError(desk.page.inner_text("main")[:3000])


def test_a_family_with_two_surnames_moves_in_from_its_paper_certificate(running: RunningCity, desk: Sit):
    move = move_out.couple(running.home)
    head, partner = move.household.members[:2]
    clerk, reviewer = desk("clerk.sato"), desk("reviewer.suzuki")
    clerk.check("portal")
    keys.receive(clerk, persons=4)
    clerk.check("entry")
    keys.enter_by_hand(clerk, move)
    assert clerk.page.inner_text("main").count("一致") == 4
    submit(clerk)

    approve(reviewer, partner.name)
    assert reviewer.reads("本登録")
    wait_for_stations(reviewer)

    find(clerk, partner)
    clerk.check("found")
    clerk.follow(partner.name)
    assert clerk.reads("転入")
    assert partner.individual_number not in clerk.page.content()
    clerk.check("record")
    clerk.page.locator("a[href^='/households/']").first.focus()
    with clerk.page.expect_navigation():
        clerk.press("Enter")
    assert all(clerk.reads(person.name) for person in move.household.members)
    clerk.check("household")
    certify(clerk, running)
    see_everywhere(clerk, head.name)


def find(clerk: Desk, person: Person) -> None:
    """Search by reading and birth: the name alone is that of several."""
    clerk.open("registry")
    clerk.check("search")
    clerk.page.locator("[name=purpose]").focus()
    clerk.press("ArrowDown")
    clerk.page.locator("[name=kana]").focus()
    clerk.type(person.kana_surname)
    clerk.page.locator("[name=birth]").focus()
    clerk.type(forms.birth(person))
    with clerk.page.expect_navigation():
        clerk.press("Control+Enter")


def certify(clerk: Desk, running: RunningCity) -> None:
    """住民票の写し of the household shown: chosen, previewed, issued, signed."""
    clerk.follow("住民票の写し（世帯連記式）")
    clerk.check("certificate")
    clerk.page.locator("[name=requester]").first.focus()
    clerk.press("Space")
    clerk.page.locator("[name=purpose]").focus()
    clerk.press("ArrowDown")
    with clerk.page.expect_navigation():
        clerk.press("Control+Enter")
    clerk.check("preview")
    clerk.reach("発行する")
    with clerk.page.expect_download() as download:
        clerk.press("Enter")
    issued = download.value.path().read_bytes()
    roots = [(running.home.root / "authority" / "authority.pem").read_bytes()]
    with ThreadPoolExecutor() as beside:  # the browser's loop runs in this thread
        assert beside.submit(verify, issued, trust_roots=roots, at=now()).result().valid


def see_everywhere(clerk: Desk, name: str) -> None:
    """What each counterpart received."""
    clerk.open("office")
    clerk.follow("模擬の相手方の画面")
    clerk.check("counterparts")
    for counterpart in ("prefecture", "nation", "cities", "business"):
        clerk.open("outside", f"/{counterpart}")
        assert clerk.reads(name), counterpart
        clerk.check(f"counterpart-{counterpart}")


def test_a_family_whose_certificate_arrived_from_the_other_city_needs_few_keys(
    running: RunningCity, desk: Sit
):
    movers = Movers(running)
    household = next(one for one in iter(movers.next, None) if len(one.members) >= 2)
    planned, filed = (movers.today - timedelta(days=days) for days in (2, 6))
    move_out.send(running.home, MoveOut(household, movers.goes_to, planned, filed), client=move_out.ANY_CLERK)
    clerk, reviewer = desk("clerk.sato"), desk("reviewer.suzuki")
    keys.enter_by_certificate(clerk, household, moved_on=planned)
    submit(clerk)
    approve(reviewer, household.members[0].name)


def test_what_was_typed_survives_the_end_of_the_session(running: RunningCity, desk: Sit):
    clerk = desk("clerk.sato")
    keys.receive(clerk, persons=1)
    clerk.await_focus("moved_on")
    clerk.fill("moved_on", "R8.11.20")
    for name in ("persons.0.name.surname", "persons.0.name.given"):
        clerk.page.locator(f"[name='{name}']").focus()
        clerk.type("<b>髙﨑</b>")
    sign_out_elsewhere(clerk)
    keys.save(clerk)
    clerk.type(clerk.account("clerk.sato")["client"])
    clerk.press("Tab")
    clerk.type(clerk.account("clerk.sato")["password"])
    clerk.press("Enter")
    clerk.page.wait_for_selector("h1:has-text('中断した入力')")
    clerk.check("kept-form")
    clerk.follow("続ける")
    assert clerk.page.locator("[name='persons.0.name.surname']").input_value() == "<b>髙﨑</b>"
    assert clerk.page.locator("[name='moved_on']").input_value() == "令和8年11月20日"
    clerk.check("entry-with-errors")


def sign_out_elsewhere(clerk: Desk) -> None:
    """The same person signs out everywhere in another tab; within five seconds every system knows."""
    other = clerk.context.new_page()
    other.goto(clerk.address("office", "/sign-out"))
    with other.expect_navigation():
        other.locator("main button").first.press("Enter")
    other.wait_for_timeout(5_000)
    other.close()


@pytest.mark.parametrize("system", ["registry", "jukinet", "kiosk", "unified", "intermediary", "addressee"])
def test_the_officers_pages_of_each_system(desk: Sit, system: str):
    officer = desk("officer.tanaka")
    for path in ("/", "/parked", "/links"):
        officer.open(system, path)
        assert not officer.page.title().startswith("操作できません")
        officer.check(f"{system}{path.replace('/', '-')}")
