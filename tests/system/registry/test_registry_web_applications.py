"""異動 by forms, from the counter to the record: two persons at two screens, nobody records alone."""

import re

import pytest

from juki.kernel.settings import current
from juki.kernel.values.legal_date import LegalDate
from juki.links.post.mending import STATIONS
from juki.screens.records.models import KeptForm, Session
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import Application, ResidentRow
from support.counter_forms import (
    CAME,
    CLERK,
    REVIEWER,
    approve,
    enter,
    family,
    fields_of,
    hidden,
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
        found.sign_in(CLERK, *Permission, STATIONS)
        yield found


def test_a_family_with_two_surnames_is_moved_in_by_two_persons(counter, city):
    address, reply = enter(counter, city, *family(city))
    assert (reply.status_code, reply["Location"]) == (303, address)
    page = counter.get(address)
    assert "一致" in text(page)
    assert "見本" in text(page)
    submit(counter, address)
    own = counter.get(address.replace("applications", "reviews"))
    assert "REG-0605" in text(own)
    assert '/approval"' not in text(own)
    approve(counter, address)
    assert ResidentRow.objects.count() == 4
    result = text(counter.get(address))
    for row in ResidentRow.objects.all():
        assert f"/residents/{row.addressee_number}" in result
    assert f"/acts/{address.rpartition('/')[2]}/stations" in result


def test_whoever_received_it_cannot_approve_it(counter, city):
    counter.sign_in(REVIEWER)
    location = receive(counter)
    counter.sign_in(CLERK)
    address, _ = enter(counter, city, city.person(), location=location)
    submit(counter, address)
    counter.sign_in(REVIEWER)
    page = text(counter.get(address.replace("applications", "reviews")))
    assert "REG-0605" in page
    assert '/approval"' not in page
    assert "受付・入力・修正・審査依頼をしたため" in text(counter.get("/reviews"))


@pytest.mark.proves("STD:2.3.1/1")
def test_the_title_says_which_move_in(counter, city):
    page = text(counter.get(receive(counter, reason="KOKUGAI_TENNYU")))
    assert "転入（国外転入）の入力" in page


@pytest.mark.proves("STD:4.0.3/2", "STD:4.1.0.2/2")
def test_the_entry_begins_as_the_standard_says(counter, city):
    page = counter.get(receive(counter))
    shown = shown_fields(page)
    assert shown["moved_on"] == ""
    assert shown["notified_on"] == LegalDate.from_day(city.today).text
    assert "processed_on" not in shown
    assert [name for name in shown if name.endswith(".birth")] == [f"persons.{at}.birth" for at in range(4)]


def test_received_twice_it_is_one_application(counter, city):
    fields = {**CAME, "key": hidden(counter.get("/applications/new"))["key"]}
    first, second = counter.post("/applications/new", fields), counter.post("/applications/new", fields)
    assert first["Location"] == second["Location"]
    assert Application.objects.count() == 1


def test_sent_twice_it_is_saved_once(counter, city):
    location = receive(counter)
    page = counter.get(location)
    address = location.partition("?")[0]
    fields = fields_of(city.form(city.person()), page)
    first, second = counter.post(address, fields), counter.post(address, fields)
    assert (first.status_code, second.status_code) == (303, 303)
    assert Application.objects.get().version == 2


def test_every_fault_stands_beside_its_field_and_nothing_is_lost(counter, city):
    people = family(city)
    people[0]["name"] |= {"surname": "辻\U000e0102", "given": "<script>alert(1)</script>"}
    people[1]["individual_number"] = "123456789012"
    people[2]["birth"] = "きのう"
    location = receive(counter)
    address = location.partition("?")[0]
    fields = fields_of(city.form(*people), counter.get(location)) | {
        "moved_on": "", "persons.3.sex": "", "address.lot": "  1番地 ", "former_address.municipality": "011012",
    }  # fmt: skip
    reply = counter.post(address, fields)
    assert reply.status_code == 422
    for name in (
        "moved_on",
        "persons.1.individual_number",
        "persons.2.birth",
        "persons.3.sex",
        "former_address.municipality",
    ):
        assert f'href="#f-{name}"' in text(reply)
        assert f'id="f-{name}-error"' in text(reply)
    shown = shown_fields(reply)
    lost = {
        name: value for name, value in fields.items() if shown.get(name, "") != value and name != "action"
    }
    assert {name for name in lost if not name.startswith("address.")} == set()
    assert set(lost) <= {
        "address.prefecture",
        "address.city",
        "address.municipality",
        "address.town_code",
        "address.country",
    }
    assert b"<script>alert(1)" not in reply.content
    assert Application.objects.get().form is None
    assert not ResidentRow.objects.exists()


def test_a_blank_form_says_so_beside_every_field_that_must_be_filled(counter, city):
    location = receive(counter, persons="2")
    fields = shown_fields(counter.get(location)) | {"persons.1.kind": "foreign", "action": "save"}
    reply = counter.post(location.partition("?")[0], fields)
    assert reply.status_code == 422
    for name in (
        "moved_on", "address.town", "former_address.town", "persons.0.name.surname", "persons.0.birth", "persons.0.sex",
        "persons.0.individual_number", "persons.0.register.honseki", "persons.1.name.full", "persons.1.relationship",
        "persons.1.foreign.nationality", "persons.1.foreign.category",
    ):  # fmt: skip
        assert f'href="#f-{name}"' in text(reply)
        assert f'id="f-{name}-error"' in text(reply)


def test_too_long_a_text_is_a_clerks_mistake_and_no_attack(counter, city):
    _address, reply = enter(counter, city, city.person(), **{"persons.0.name.surname": "長" * 700})
    assert reply.status_code == 422
    assert "長" * 700 in text(reply)


def test_persons_come_and_go_by_buttons(counter, city):
    location = receive(counter, persons="2")
    address, page = location.partition("?")[0], counter.get(location)
    fields = fields_of(city.form(city.person(), city.person("妻")), page)
    more = counter.post(address, {**fields, "action": "add"})
    assert "persons.2.birth" in shown_fields(more)
    repeated = shown_fields(counter.post(address, {**shown_fields(more), "action": "repeat:2"}))
    assert repeated["persons.2.name.surname"] == fields["persons.1.name.surname"]
    assert repeated["persons.2.register.honseki"] == fields["persons.1.register.honseki"]
    assert repeated["persons.2.name.given"] == ""
    fewer = shown_fields(counter.post(address, {**repeated, "action": "remove:0"}))
    assert fewer["persons.0.name.given"] == fields["persons.1.name.given"]
    assert "persons.2.birth" not in fewer
    assert Application.objects.get().form is None


def test_former_surname_and_a_japanese_surname_are_never_repeated(counter, city):
    location = receive(counter, persons="2")
    address, page = location.partition("?")[0], counter.get(location)
    fields = shown_fields(page) | {
        "persons.0.name.surname": "架空", "persons.0.name.former_surname": "旧", "persons.1.kind": "foreign",
        "persons.0.kind": "foreign", "persons.0.foreign.nationality": "ZZZ",
    }  # fmt: skip
    shown = shown_fields(counter.post(address, {**fields, "action": "repeat:1"}))
    assert (shown["persons.1.name.surname"], shown["persons.1.name.former_surname"]) == ("", "")
    assert shown["persons.1.foreign.nationality"] == "ZZZ"


def test_a_foreigner_and_a_japanese_on_one_form(counter, city):
    _address, reply = enter(counter, city, city.person(), city.foreigner(relationship="妻"))
    assert reply.status_code == 303, text(reply)
    form = Application.objects.get().form
    assert form["persons"][1]["foreign"]["nationality"] == "ZZZ"
    assert form["persons"][1]["register"] is None
    assert form["persons"][0]["foreign"] is None


@pytest.mark.proves("STD:4.0.9/2")
def test_what_was_saved_comes_back_into_the_form(counter, city):
    address, _ = enter(counter, city, *family(city))
    before = Application.objects.get().form
    page = counter.get(f"{address}/entry")
    reply = counter.post(f"{address}/entry", {**shown_fields(page), "action": "save"})
    assert reply.status_code == 303, text(reply)
    assert Application.objects.get().form == before


def test_somebody_else_was_faster(counter, city):
    address, _ = enter(counter, city, city.person())
    late = shown_fields(counter.get(f"{address}/entry"))
    counter.sign_in(REVIEWER)
    page = shown_fields(counter.get(f"{address}/entry"))
    assert (
        counter.post(f"{address}/entry", {**page, "address.lot": "9番9号", "action": "save"}).status_code
        == 303
    )
    counter.sign_in(CLERK)
    reply = counter.post(f"{address}/entry", {**late, "address.lot": "7番7号", "action": "save"})
    assert reply.status_code == 409
    assert "REG-0603" in text(reply)
    assert REVIEWER in text(reply)
    assert "9番9号" in text(reply)
    shown = shown_fields(reply)
    assert shown["address.lot"] == "7番7号"
    assert Application.objects.get().form["address"]["lot"] == "9番9号"
    assert counter.post(f"{address}/entry", {**shown, "action": "save"}).status_code == 303
    assert Application.objects.get().form["address"]["lot"] == "7番7号"


def test_the_back_button_after_saving_shows_both(counter, city):
    location = receive(counter)
    address, page = location.partition("?")[0], counter.get(location)
    fields = fields_of(city.form(city.person()), page)
    counter.post(address, fields)
    reply = counter.post(address, {**fields, "address.lot": "7番7号"})
    assert reply.status_code == 409
    assert shown_fields(reply)["address.lot"] == "7番7号"


def test_the_second_clerk_reads_who_has_the_person(counter, city):
    person = city.person()
    first, _ = enter(counter, city, person)
    counter.sign_in(REVIEWER)
    _, reply = enter(counter, city, person)
    assert reply.status_code == 409
    assert "REG-0606" in text(reply)
    assert Application.objects.get(id=first.rpartition("/")[2]).number in text(reply)
    assert f'href="{first}"' in text(reply)
    assert CLERK in text(reply)
    assert shown_fields(reply)["persons.0.individual_number"] == person["individual_number"]


def test_a_session_that_ended_in_mid_form_loses_nothing(counter, city):
    location = receive(counter)
    address = location.partition("?")[0]
    fields = fields_of(city.form(*family(city)), counter.get(location)) | {
        "persons.1.name.surname": "辻\U000e0102<b>"
    }
    counter.client.get("/sign-out")
    Session.objects.update(ended_at=current().clock.now().machine)
    away = counter.post(address, fields)
    assert away.status_code in (302, 303)
    kept = KeptForm.objects.get()
    counter.sign_in(CLERK)
    page = counter.get(f"/kept-forms/{kept.id}")
    sent = {
        name: value
        for name, value in hidden(page).items()
        if name not in ("csrfmiddlewaretoken", "kept_form")
    }
    assert sent == fields
    reply = counter.post(address, sent)
    assert reply.status_code in (303, 422)
    assert (
        Application.objects.get().form is not None
        or shown_fields(reply)["persons.1.name.surname"] == "辻\U000e0102<b>"
    )


FORMER = {"former_address.prefecture": "北海道", "former_address.city": "札幌市中央区"}
CODE = "former_address.municipality"


def test_the_code_of_the_former_municipality_is_found_by_its_names(counter, city):
    _, reply = enter(counter, city, city.person(), **FORMER, **{CODE: ""})
    assert reply.status_code == 303, text(reply)
    assert Application.objects.get().form["former_address"]["municipality"] == "011011"


@pytest.mark.parametrize(
    "changes",
    [
        {"former_address.city": "札幌市"},
        {"former_address.prefecture": "東京都"},
        {"former_address.prefecture": "", "former_address.city": ""},
        {"former_address.prefecture": "", "former_address.city": "", "persons.0.birth": ""},
    ],
)
def test_a_municipality_nobody_knows_is_told_at_its_code(counter, city, changes):
    _, reply = enter(counter, city, city.person(), **{**FORMER, CODE: "", **changes})
    assert reply.status_code == 422
    assert f'id="f-{CODE}-error"' in text(reply)
    assert "団体コード" in text(reply).partition(f'id="f-{CODE}-error"')[2][:200]
    assert "REG-0113" not in text(reply)


def test_an_individual_number_may_be_typed_in_fours(counter, city):
    person = city.person()
    digits = person["individual_number"]
    spaced = f"{digits[:4]} {digits[4:8]} {digits[8:]}"
    _, reply = enter(counter, city, person, **{"persons.0.individual_number": spaced})
    assert reply.status_code == 303, text(reply)
    assert Application.objects.get().form["persons"][0]["individual_number"] == digits


def relationships_of(reply, person):
    name = f'name="persons.{person}.relationship"'
    return re.findall(
        r'<option value="([^"]+)"[^>]*>(\d\d) ', text(reply).partition(name)[2].partition("</select>")[0]
    )


def test_relationships_stand_in_the_order_of_their_digits(counter, city):
    page = counter.get(receive(counter, persons="2"))
    for person in (0, 1):
        found = relationships_of(page, person)
        assert [digits for _, digits in found] == [f"{at:02}" for at in range(1, len(found) + 1)]
        assert found[0][0] == "世帯主"


def test_who_joins_a_household_gets_its_address_and_is_not_its_head(counter, city):
    lives = city.person()
    address, _ = enter(counter, city, lives)
    submit(counter, address)
    approve(counter, address)
    number = ResidentRow.objects.get().household_number
    location = receive(counter, persons="1")
    fields = shown_fields(counter.get(location)) | {"household.mode": "join", "household.number": number}
    assert fields["persons.0.relationship"] == "世帯主"
    reply = counter.post(location.partition("?")[0], {**fields, "action": "household"})
    shown, home = shown_fields(reply), city.form(lives)["address"]
    assert (shown["address.town"], shown["address.lot"]) == (home["town"], home["lot"])
    assert shown["persons.0.relationship"] == ""
    assert "世帯主" not in [word for word, _ in relationships_of(reply, 0)]
    typed = {**fields, "address.town": "別町", "action": "household"}
    kept = shown_fields(counter.post(location.partition("?")[0], typed))
    assert (kept["address.town"], kept["address.lot"]) == ("別町", "")
    part = text(counter.get(f"/applications/household?household.number={number}"))
    assert f'data-town="{home["town"]}"' in part
    assert 'data-headed="yes"' in part


def test_what_was_said_at_the_reception_stays_with_it(counter, city):
    location = receive(counter, reason="MITODOKE_TENNYU", persons="3")
    shown = shown_fields(counter.get(location.partition("?")[0]))
    assert shown["reason"] == "MITODOKE_TENNYU"
    assert "persons.2.birth" in shown
    assert "persons.3.birth" not in shown


def test_the_reception_says_everything_at_once(counter, city):
    page = counter.get("/applications/new")
    fields = {"key": hidden(page)["key"], "capacity": "agent", "reason": "TENNYU", "persons": "x"}
    reply = counter.post("/applications/new", fields)
    assert reply.status_code == 422
    for name in ("persons", "documents_one", "name", "mandate", "mandate_checked"):
        assert f'href="#f-{name}"' in text(reply)


def test_who_comes_from_abroad_has_no_certificate_and_perhaps_no_number(counter, city):
    abroad, domestic = receive(counter, reason="KOKUGAI_TENNYU"), receive(counter)
    assert "届いている転出証明書情報から入力する" in text(counter.get(domestic))
    page = counter.get(abroad)
    assert "届いている転出証明書情報から入力する" not in text(page)
    assert "番号が決まるまで仮登録できません" in text(page)
    reply = counter.post(abroad.partition("?")[0], {**shown_fields(page), "action": "save"})
    assert "番号が決まってから入力してください" in text(reply)


def test_a_reception_by_the_api_may_leave_open_what_is_wanted(city):
    came = {"capacity": "head", "documents": ["旅券"]}
    assert city.received()["state"] == "received"
    assert (Application.objects.get().wanted_reason, Application.objects.get().wanted_persons) == ("", None)
    for wrong in ({"reason": "SHUSSHO"}, {"reason": "X"}, {"persons": 0}):
        assert city.door.post("/api/applications", {"came": came, **wrong}).status_code in (400, 422)
    assert Application.objects.count() == 1
