"""Every component in a browser: what axe finds, what the keyboard can do, that the content policy holds."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page

from browser.gallery_site import served
from support import gallery
from support.desk import violations

pytestmark = pytest.mark.city
FONTS = Path(os.environ.get("JUKI_FONT_DIR", Path(__file__).parents[2] / ".cache/fonts"))
SURNAME = '[name="applicant.name.surname"]'
GIVEN = '[name="applicant.name.given"]'


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[str, list[str]]]:
    with served(FONTS) as found:
        yield found


@pytest.fixture
def page(browser: Browser, site: tuple[str, list[str]]) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site[0])
    yield page
    page.close()
    assert complaints == []


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (683, 384)])
def test_axe_finds_nothing_and_nothing_overflows(page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("opener", ["[data-dialog=confirm]", '[data-glyph-for="f-applicant.name.given"]'])
def test_axe_finds_nothing_in_open_dialogs(page, opener):
    page.click(opener)
    page.wait_for_selector("dialog[open]")
    assert violations(page) == []


def test_summary_has_the_focus_and_leads_to_a_field(page):
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.click('a[href="#f-event_on"]')
    assert page.evaluate("document.activeElement.name") == "event_on"


def test_f2_shows_the_forms_of_the_sign_before_the_caret(page):
    page.fill(SURNAME, "辻本")
    page.focus(SURNAME)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("F2")
    page.wait_for_selector(".glyph:focus")
    assert page.locator(".glyph .name").all_inner_texts()[:2] == ["辻", gallery.ONE_DOT]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.input_value(SURNAME) == f"{gallery.ONE_DOT}本"
    assert page.evaluate("document.activeElement.name") == "applicant.name.surname"
    assert page.evaluate("document.activeElement.selectionStart") == len("辻") + 2


def test_a_form_chosen_again_replaces_the_old_one(page):
    page.fill(SURNAME, gallery.ONE_DOT)
    page.focus(SURNAME)
    page.keyboard.press("End")
    page.keyboard.press("F2")
    page.wait_for_selector(".glyph[aria-current]:focus")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.input_value(SURNAME) == "辻"


def test_escape_leaves_the_text_and_returns(page):
    page.focus(GIVEN)
    page.keyboard.press("End")
    page.keyboard.press("F2")
    page.wait_for_selector(".glyph:focus")
    page.keyboard.press("Escape")
    assert page.input_value(GIVEN) == "神"
    assert page.evaluate("document.activeElement.name") == "applicant.name.given"


def test_a_foreign_sequence_is_pointed_out(page):
    page.fill(SURNAME, "辻\U000e0100")
    page.keyboard.press("End")
    page.keyboard.press("F2")
    page.wait_for_selector(".glyphs-remark")
    assert "Adobe-Japan1" in page.inner_text(".glyphs-remark")


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("R8.11.23", "令和8年11月23日"),
        ("5081123", "令和8年11月23日"),
        ("Ｓ６４．１．７", "昭和64年1月7日"),
        ("R01/5/1", "令和元年5月1日"),
        ("20261123", "2026-11-23"),
        ("2026/1/5", "2026-01-05"),
        ("年月日不詳", "年月日不詳"),
        ("令和8年11月23日", "令和8年11月23日"),
        ("6081123", "6081123"),
        (" よめない ", " よめない "),
    ],
)
def test_short_dates_are_written_out(page, typed, spelled):
    page.fill("[name=birth]", typed)
    page.keyboard.press("Tab")
    assert page.input_value("[name=birth]") == spelled


def test_enter_moves_on_and_sends_nothing(page, site):
    before = len(site[1])
    page.focus("[name=kind]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "event_on"
    page.focus('[name="persons.0.card"]')
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "persons.1.name.surname"
    page.focus('[name="persons.3.card"]')
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.value") == "provisional"
    assert len(site[1]) == before


def test_tab_goes_through_names_without_stopping_at_the_picker(page):
    page.focus(SURNAME)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "applicant.name.given"


def test_ctrl_enter_sends_once_with_the_button(page, site):
    before = len(site[1])
    page.evaluate(
        "window.addEventListener('submit', () => document.querySelector('.button--danger').click())"
    )
    page.fill("[name=birth]", "S60.4.1")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert len(site[1]) == before + 1
    sent = parse_qs(site[1][-1])
    assert sent["action"] == ["provisional"]
    assert sent["birth"] == ["昭和60年4月1日"]


def test_unsaved_text_is_guarded(page, site):
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.fill("[name=number]", "1")
    page.goto(site[0])
    assert asked == ["beforeunload"]


def test_towns_fill_the_address_and_codes_are_forgotten_by_hand(page):
    page.fill('[name="to.postal_code"]', "188-0012")
    page.click("[data-lookup-for]")
    page.click(".town >> nth=0")
    assert page.input_value('[name="to.town"]') == "南町"
    assert page.input_value('[name="to.town_code"]') == "0012000"
    assert page.evaluate("document.activeElement.name") == "to.lot"
    page.focus('[name="to.town"]')
    page.keyboard.type("x")
    assert page.input_value('[name="to.town_code"]') == ""


def test_pages_work_without_script(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site[0])
    assert page.locator(".glyph-button").first.is_hidden()
    page.click("button[value=provisional]")
    context.close()
    assert parse_qs(site[1][-1], keep_blank_values=True)["reason"][0].startswith("\r\n先頭の改行")
