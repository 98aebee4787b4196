"""Every component, filled with hostile, long and rare texts."""

import re
from html.parser import HTMLParser

import pytest

from support import gallery

EMPTY_TAGS = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """The page as a browser reads it: tags in balance, attributes, texts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.areas: dict[str, str] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY_TAGS:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)
        if self.open and self.open[-1] == "textarea":
            self.areas[self.tags[-1][1]["name"]] = data

    def with_id(self, ident: str) -> dict[str, str]:
        return next(attrs for _tag, attrs in self.tags if attrs.get("id") == ident)


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(gallery.render())


def macro(call: str, **values: object) -> str:
    template = (
        '{% import "screens/fields.html" as f %}{% import "screens/blocks.html" as b %}{{ ' + call + " }}"
    )
    return gallery.environment().from_string(template).render(**values)


def test_page_is_balanced(page):
    assert page.open == []


def test_hostile_text_stays_text(page):
    assert [attrs for tag, attrs in page.tags if tag == "script" and "src" not in attrs] == []
    assert gallery.HOSTILE in "".join(page.texts)
    assert page.with_id("f-section")["value"] == gallery.HOSTILE


def test_nothing_is_inline(page):
    for tag, attrs in page.tags:
        assert tag != "style"
        assert not [name for name in attrs if name == "style" or name.startswith("on")]


def test_ids_are_unique_and_references_lead_somewhere(page):
    ids = [attrs["id"] for _tag, attrs in page.tags if "id" in attrs]
    assert sorted(set(ids)) == sorted(ids)
    for _tag, attrs in page.tags:
        for name in ("for", "aria-describedby", "aria-labelledby", "data-glyph-for", "data-lookup-for"):
            for ident in attrs.get(name, "").split():
                assert ident in ids, (name, ident)


def test_summary_leads_to_the_fields(page):
    ids = {attrs["id"] for _tag, attrs in page.tags if "id" in attrs}
    links = {attrs["href"][1:] for tag, attrs in page.tags if attrs.get("href", "").startswith("#f-")}
    assert links == {f"f-{name}" for name in gallery.ERRORS}
    assert links <= ids


def test_error_is_tied_to_its_field(page):
    field = page.with_id("f-event_on")
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "f-event_on-error f-event_on-hint"
    assert "aria-invalid" not in page.with_id("f-birth")


@pytest.mark.parametrize("group", ["applicant.name", "to", "persons.2.name"])
def test_error_of_a_whole_group_is_tied_to_it(page, group):
    assert page.with_id(f"f-{group}")["aria-describedby"].split() == [f"f-{group}-error"]
    assert page.with_id(f"f-{group}-error")


@pytest.mark.parametrize("name", [name for name, value in gallery.TYPED.items() if isinstance(value, str)])
def test_typed_text_comes_back_verbatim(page, name):
    if name == "reason":
        assert page.areas[name] == "\n" + gallery.TYPED[name]
        return
    if name == "kind":
        chosen = [attrs["value"] for tag, attrs in page.tags if tag == "option" and "selected" in attrs]
        assert gallery.TYPED[name] in chosen
        return
    found = [attrs["value"] for _tag, attrs in page.tags if attrs.get("name") == name]
    assert found == [gallery.TYPED[name]]


def test_boxes_keep_their_ticks(page):
    ticked = [
        attrs["value"] for _t, attrs in page.tags if attrs.get("name") == "items" and "checked" in attrs
    ]
    assert ticked == gallery.TYPED["items"]


def test_dates_start_blank_unless_given(page):
    assert page.with_id("f-stay_until")["value"] == ""
    assert page.with_id("f-notified_on")["value"] == "令和8年11月23日"


def test_a_typed_blank_wins_over_a_given_value():
    shown = macro('f.text("a", "あ", value="x", form=form)', form={"typed": {"a": ""}, "errors": {}})
    assert 'value=""' in shown


def test_required_is_said_in_the_label(page):
    assert page.with_id("f-event_on")["aria-required"] == "true"
    assert "required" not in page.with_id("f-event_on")


def test_names_are_written_in_the_font_of_names(page):
    assert "name" in page.with_id("f-applicant.name.surname")["class"].split()
    assert page.with_id("f-applicant.name.surname")["value"] == gallery.ONE_DOT


def test_cells_of_people_are_as_many_as_labels():
    shown = gallery.render()
    assert shown.count('class="people-label"') == 5
    assert "people--4 people-rows--5" in shown
    assert '<label class="label visually-hidden" for="f-persons.1.birth">2人目 生年月日</label>' in shown


@pytest.mark.parametrize("rows", range(1, 21))
def test_every_number_of_rows_has_its_class(rows):
    assert f".people-rows--{rows} {{" in (gallery.STATIC / "forms.css").read_text()


@pytest.mark.parametrize(
    ("before", "after", "mark"),
    [("a", "b", "変更"), ("a", "a", "同じ"), ("", "a", "変更"), ("辻", "辻\U000e0102", "変更")],
)
def test_comparison_says_it_in_words(before, after, mark):
    shown = macro('b.compare("前後", rows=[("住所", before, after)])', before=before, after=after)
    assert re.findall("変更|同じ", shown) == [mark]


@pytest.mark.parametrize(
    ("state", "now"),
    [("received", "受付"), ("in_review", "審査"), ("recorded", "本登録"), ("withdrawn", "取消")],
)
def test_steps_mark_one_stage(state, now):
    shown = macro("b.steps(state)", state=state)
    assert re.findall(r'aria-current="step">([^<]+)<', shown) == [now]


def test_no_errors_no_summary():
    assert macro("b.error_summary(form=form)", form={"typed": {}, "errors": {}}) == ""


def test_towns_without_a_find_say_what_to_do():
    shown = gallery.environment().get_template("screens/towns.html").render()
    assert "住所を直に入力してください" in shown
