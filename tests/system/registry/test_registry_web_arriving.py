"""再転入, 未届転入 and the rarer items on the entry of a 転入."""

from contextlib import contextmanager

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import Application, ResidentRow, ResidentVersion
from juki.systems.registry.web.entry_former import taken_over
from support.counter_forms import (
    CLERK,
    REVIEWER,
    approve,
    fields_of,
    receive,
    shown_fields,
    submit,
    text,
)
from support.staff import Counter


@pytest.fixture
def counter(city):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in(REVIEWER, *Permission)
        found.sign_in(CLERK, *Permission)
        yield found


@contextmanager
def at_the_door(counter):
    """The other door of the same process: programs, no screens."""
    counter.__exit__()
    try:
        yield
    finally:
        counter.__enter__()


def gone(counter, city, **changes):
    """Somebody who lived here and left."""
    person = city.person(sex="female", **changes)
    with at_the_door(counter):
        (made,) = city.move_in(person)["residents"]
    number = made["addressee_number"]
    row = ResidentVersion.objects.get(addressee_number=number)
    values = {f.name: getattr(row, f.name) for f in row._meta.concrete_fields if f.name != "event"}
    values |= {"number": 2, "state": "2", "event_class": "removal", "event_reason": "TENSHUTSU"}
    ResidentVersion.objects.create(**values, event_id=row.event_id)
    ResidentRow.objects.filter(pk=number).update(version=2, state="2")
    return person, number


def opened(counter, city, form):
    """A blank entry, and what somebody typed there."""
    location = receive(counter, persons="1")
    page = counter.get(location)
    return location.partition("?")[0], fields_of(form, page)


@pytest.mark.proves("STD:4.1.1.2/2", "STD:4.1.1.2/3")
def test_a_former_record_is_found_chosen_taken_over_and_corrected(counter, city):
    person, number = gone(counter, city)
    address, typed = opened(counter, city, city.form({**person, "individual_number": city.number()}))
    for part in ("name.kana_surname", "register.honseki", "register.head"):
        typed[f"persons.0.{part}"] = ""
    page = counter.post(address, {**typed, "action": "former:0"})
    assert f"return:0:{number}" in text(page)
    assert AuditEntry.objects.filter(
        action="former_record.offered", subjects__contains=[f"addressee:{number}"]
    ).exists()
    page = counter.post(address, {**shown_fields(page), "action": f"return:0:{number}"})
    assert f"宛名番号 {number} の除票を引き継ぎます" in text(page)
    taken = shown_fields(page)
    assert taken["persons.0.register.honseki"] == person["register"]["honseki"]
    assert taken["persons.0.name.kana_surname"] == person["name"]["kana_surname"]
    assert taken["persons.0.individual_number"] == typed["persons.0.individual_number"]
    taken["persons.0.register.honseki"] = "東京都架空市新町一丁目1番地"
    reply = counter.post(address, {**taken, "action": "save"})
    assert reply.status_code == 303, text(reply)
    submit(counter, address.removesuffix("/entry"))
    approve(counter, address.removesuffix("/entry"))
    assert ResidentRow.objects.get().record == 2
    newest = ResidentVersion.objects.filter(addressee_number=number).order_by("-number").first()
    assert newest.honseki == "東京都架空市新町一丁目1番地"


def test_the_choice_can_be_dropped_again(counter, city):
    person, number = gone(counter, city)
    address, typed = opened(
        counter, city, city.form({**person, "individual_number": city.number(), "returns": number})
    )
    page = counter.post(address, {**typed, "action": "newcomer:0"})
    assert "persons.0.returns" not in shown_fields(page)
    assert "除票を探す" in text(page)


@pytest.mark.parametrize("asked", ["former:9", "former:x", "return:", "newcomer:-1", "more:7"])
def test_a_button_that_the_page_does_not_have_is_refused(counter, city, asked):
    address, typed = opened(counter, city, city.form(city.person()))
    assert counter.post(address, {**typed, "action": asked}).status_code == 400


def test_a_number_that_nobody_has_is_refused_and_not_logged(counter, city):
    address, typed = opened(counter, city, city.form(city.person()))
    reply = counter.post(address, {**typed, "action": "return:0:1234567890"})
    assert reply.status_code == 404
    assert not AuditEntry.objects.filter(action="former_record.taken").exists()


@pytest.mark.parametrize("action", ["former:0", "return:0:1234567890"])
def test_records_are_shown_by_right_only(counter, city, action):
    counter.sign_in("clerk.blind", *(one for one in Permission if one is not Permission.SEE_RESIDENT))
    address, typed = opened(counter, city, city.form(city.person()))
    assert "除票を探す" not in text(counter.get(address))
    assert counter.post(address, {**typed, "action": action}).status_code == 403


@pytest.mark.parametrize("blank", ["sex", "birth", "name.given"])
def test_what_is_missing_for_the_search_is_said(counter, city, blank):
    address, typed = opened(counter, city, city.form(city.person(sex="male")))
    page = counter.post(address, {**typed, f"persons.0.{blank}": "", "action": "former:0"})
    assert "1人目の除票を探せません" in text(page)


FORMER = {
    "kind": "japanese", "name": {"surname": "旧", "given": "名", "kana_surname": "キュウ"}, "birth": "昭和55年2月3日",
    "sex": "male", "register": {"honseki": "本籍", "head": "旧　名", "municipality": ""}, "individual_number": "",
}  # fmt: skip


@pytest.mark.proves("STD:4.1.1.2/5")
def test_of_a_special_move_in_the_certificate_comes_first_but_for_the_name():
    typed = {
        "reason": "TOKUREI_TENNYU", "persons.0.kind": "japanese", "persons.0.name.surname": "証", "persons.0.name.given": "明",
        "persons.0.name.kana_given": "アキラ", "persons.0.register.honseki": "証明書の本籍", "persons.0.sex": "female",
        "persons.0.birth": "",
    }  # fmt: skip
    found = taken_over(typed, FORMER, 0)
    assert {name: text for name, text in found.items() if ".name." in name} == {
        "persons.0.name.surname": "旧", "persons.0.name.given": "名", "persons.0.name.kana_surname": "キュウ",
    }  # fmt: skip
    assert (found["persons.0.register.honseki"], found["persons.0.sex"]) == ("証明書の本籍", "female")
    assert (found["persons.0.birth"], found["persons.0.register.head"]) == ("昭和55年2月3日", "旧　名")
    plain = taken_over({**typed, "reason": "TENNYU"}, FORMER, 0)
    assert plain["persons.0.name.surname"] == "証"


# --- rarer items


@pytest.mark.proves("STD:4.1.1.1/1")
def test_the_rarer_items_are_typed_saved_and_shown_again(counter, city):
    address, typed = opened(counter, city, city.form(city.person(), reason="MITODOKE_TENNYU"))
    page = counter.post(address, {**typed, "action": "more:0"})
    fields = shown_fields(page)
    rare = {
        "note": "聞き取り", "registered_address.prefecture": "東京都", "registered_address.city": "千代田区",
        "registered_address.town": "見本町", "persons.0.more.former_head": "前　世帯主",
        "persons.0.more.actual_head": "施設　長", "persons.0.more.details.area_polling": "12",
        "persons.0.more.details.guardianship": "yes",
    }  # fmt: skip
    assert set(rare) - {"persons.0.more.details.guardianship"} <= set(fields)
    reply = counter.post(address, {**fields, **rare, "persons.0.more.remarks": "備考の文", "action": "save"})
    assert reply.status_code == 303, text(reply)
    form = Application.objects.get().form
    assert form["registered_address"]["municipality"] == "131016"
    assert form["persons"][0]["more"]["details"] == {"area_polling": "12", "guardianship": "1"}
    again = shown_fields(counter.get(address))
    assert {name: again.get(name) for name in rare} == rare
    submit(counter, address.removesuffix("/entry"))
    approve(counter, address.removesuffix("/entry"))
    row = ResidentVersion.objects.get()
    assert (row.remarks, row.former_head, row.guardianship) == ("備考の文", "前　世帯主", True)


@pytest.mark.proves("STD:4.1.4.3/1", "STD:4.1.4.3/2")
def test_the_actual_head_is_kept_and_stands_among_the_remarks(counter, city):
    with at_the_door(counter):
        (made,) = city.move_in(city.person(more={"actual_head": "施設　長", "remarks": "備考の文"}))[
            "residents"
        ]
    number = made["addressee_number"]
    page = text(counter.get(f"/residents/{number}"))
    card = page.partition('id="remarks"')[2].partition("</section>")[0]
    assert "事実上の世帯主：施設　長" in card
    assert "備考の文" in card
    for head in ("別　の人", ""):
        person = {"addressee_number": number, "items": {"actual_head": head}}
        with at_the_door(counter):
            city.changed(city.change("BIKO", person, basis="ex_officio"))
        page = text(counter.get(f"/residents/{number}"))
        card = page.partition('id="remarks"')[2].partition("</section>")[0]
        assert ("事実上の世帯主：別　の人" in card, "事実上の世帯主" in card) == (bool(head), bool(head))
