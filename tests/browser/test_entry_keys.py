"""The scripts of the entry on a page of their own: what Enter, Ctrl+Enter, codes, numbers and long texts do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.city
STATIC = Path(__file__).parents[2] / "src/juki/screens/static"
PERSON = """<select name="persons.{at}.kind"><option value="japanese">1 日本人</option></select>
<input name="persons.{at}.name.surname"><input name="persons.{at}.name.given">
<select name="persons.{at}.relationship" data-titled><option></option>
<option value="世帯主">01 世帯主</option><option value="子">09 子</option></select>
<input name="persons.{at}.individual_number" data-grouped data-own>
<span class="control"><input name="persons.{at}.register.honseki" data-titled size="8"></span>
<input name="persons.{at}.register.head">"""
AGAIN = '<button data-aside data-repeat-person="1">前の人と同じ</button>'
PAGE = f"""<main tabindex="-1" id="main"><p id="outside" tabindex="-1">外</p><a href="/away" id="away">別の画面</a>
<form method="post" action="/sent" data-enter="next" data-guard id="form"><fieldset data-address="former">
<input name="prefecture" data-part="prefecture"><input name="city" data-part="city">
<input name="code" data-part="municipality" data-code></fieldset>
<input name="address.postal_code"><input name="address.town"><input name="address.lot"><input name="address.building">
{PERSON.format(at=0)}{AGAIN}{PERSON.format(at=1)}
<input name="household.number"><div id="household-members"></div>
<button class="button--primary" type="submit">送信</button></form></main>"""
FOUND = """<div id="household-found" data-headed="yes" data-postal-code="1880011" data-town="田無町" data-lot="1番"
 data-building=""></div>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_content(PAGE)
    for name in ("juki.js", "people.js"):
        page.add_script_tag(content=(STATIC / name).read_text(encoding="utf-8"))
    page.add_style_tag(content=(STATIC / "people.css").read_text(encoding="utf-8"))
    page.evaluate(
        "() => { window.sent = 0; document.addEventListener('submit', (e) => { e.preventDefault(); window.sent += 1 }) }"
    )
    yield page
    page.close()
    assert complaints == []


def field(name: str) -> str:
    return f'[name="{name}"]'


def value(page: Page, name: str) -> str:
    return page.input_value(field(name))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name"))


def test_a_typed_code_stays_until_the_place_is_written_over(page):
    page.click(field("prefecture"))
    for text in ("北海道", "札幌市中央区", "011011"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    assert value(page, "code") == "011011"
    page.click(field("city"))
    page.keyboard.type("x")
    assert value(page, "code") == ""


def test_enter_passes_by_the_button_and_tab_does_not(page):
    page.fill(field("persons.0.name.surname"), "架空")
    page.click(field("persons.0.register.head"))
    page.keyboard.press("Enter")
    assert focused(page) == "persons.1.kind"
    page.click(field("persons.0.register.head"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert (value(page, "persons.1.name.surname"), focused(page)) == ("架空", "persons.1.name.given")
    page.focus(field("persons.1.kind"))
    page.keyboard.press("Enter")
    page.keyboard.type("見本")
    assert value(page, "persons.1.name.surname") == "見本"


def test_a_copied_item_is_written_over_by_typing(page):
    page.fill(field("persons.0.name.surname"), "架空")
    page.click(field("persons.1.name.surname"))
    page.keyboard.press("F4")
    assert value(page, "persons.1.name.surname") == "架空"
    page.keyboard.type("見本")
    assert value(page, "persons.1.name.surname") == "見本"


@pytest.mark.parametrize(
    ("where", "attribute", "sent"),
    [("outside", "", 1), ("outside", "data-careful", 0), ("away", "", 0), ("main", "", 1)],
)
def test_the_only_form_is_sent_from_outside_of_it_unless_it_is_careful(page, where, attribute, sent):
    if attribute:
        page.evaluate("name => document.getElementById('form').setAttribute(name, '')", attribute)
    page.evaluate(
        "() => document.getElementById('away').addEventListener('click', (e) => e.preventDefault())"
    )
    page.focus(f"#{where}")
    page.keyboard.press("Control+Enter")
    assert page.evaluate("window.sent") == sent


@pytest.mark.parametrize(
    "change",
    [
        "form.removeAttribute('data-guard')",
        "form.querySelectorAll('input, select').forEach((one) => one.remove())",
    ],
)
def test_a_form_that_is_not_filled_in_is_not_sent_from_outside(page, change):
    page.evaluate(f"() => {{ const form = document.getElementById('form'); {change} }}")
    page.focus("#outside")
    page.keyboard.press("Control+Enter")
    assert page.evaluate("window.sent") == 0


def test_of_two_forms_only_the_marked_one_is_sent(page):
    page.evaluate(
        "() => document.getElementById('main').insertAdjacentHTML('beforeend',"
        " '<form id=other method=post action=/other><button class=button--primary>他</button></form>')"
    )
    page.focus("#outside")
    page.keyboard.press("Control+Enter")
    assert page.evaluate("window.sent") == 0
    page.evaluate("() => document.getElementById('form').setAttribute('data-primary', '')")
    page.keyboard.press("Control+Enter")
    assert page.evaluate("window.sent") == 1


def test_an_individual_number_is_shown_in_fours(page):
    for typed, shown in (("123456789012", "1234 5678 9012"), ("12345", "12345")):
        page.fill(field("persons.0.individual_number"), "")
        page.click(field("persons.0.individual_number"))
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
        assert value(page, "persons.0.individual_number") == shown


def test_what_is_too_long_for_its_column_is_written_out(page):
    long = "東京都架空市仮町一丁目1番地1"
    page.fill(field("persons.0.register.honseki"), long)
    found = page.evaluate(
        "() => { const one = document.getElementsByName('persons.0.register.honseki')[0];"
        " return [one.title, getComputedStyle(one.parentNode, '::after').content] }"
    )
    assert found == [long, f'"{long}"']
    page.select_option(field("persons.0.relationship"), "子")
    assert page.get_attribute(field("persons.0.relationship"), "title") == "09 子"


def test_the_household_to_join_gives_its_address_and_keeps_its_head(page):
    page.select_option(field("persons.0.relationship"), "世帯主")
    arrive = """html => { const place = document.getElementById('household-members'); place.innerHTML = html;
 const number = document.getElementsByName('household.number')[0];
 number.dispatchEvent(new Event('htmx:afterRequest', {bubbles: true})) }"""
    page.evaluate(arrive, FOUND)
    assert (value(page, "address.town"), value(page, "address.lot")) == ("田無町", "1番")
    assert value(page, "persons.0.relationship") == ""
    head = page.locator(f"{field('persons.0.relationship')} option[value='世帯主']")
    assert head.is_disabled()
    page.fill(field("address.town"), "別町")
    page.evaluate(arrive, FOUND)
    assert value(page, "address.town") == "別町"
    page.evaluate(arrive, "")
    assert not head.is_disabled()


def test_a_certificate_is_offered_only_for_a_reason_within_the_country(page):
    page.evaluate(
        "() => document.getElementById('form').insertAdjacentHTML('afterbegin', `<select name=reason>"
        "<option value=TENNYU></option><option value=KOKUGAI_TENNYU></option></select>`)"
    )
    page.evaluate(
        "() => { const form = document.getElementById('form'); form.className = 'form';"
        " form.insertAdjacentHTML('beforebegin', '<p class=if-domestic>情報</p>') }"
    )
    offer = page.locator(".if-domestic")
    assert offer.is_visible()
    page.select_option(field("reason"), "KOKUGAI_TENNYU")
    assert not offer.is_visible()
