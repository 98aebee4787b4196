"""戸籍の表示, 個人番号, 住民票コード and 在留資格等: each shown by its own right, person by person, on every screen. STD 10.4."""

import re

import pytest
from django.test import override_settings

from juki.kernel.audit.models import AuditEntry
from juki.links.post.mending import STATIONS
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.field_groups import COLUMNS, FieldGroup
from juki.systems.registry.domain.items import GROUPS, Group
from juki.systems.registry.records.models import Application
from juki.systems.registry.services.field_rights import RIGHTS
from juki.systems.registry.services.veiling import NOT_SHOWN
from support.changing import latest, moved_in, saved, send, start, stock
from support.counter_forms import CLERK, REVIEWER, shown_fields, text
from support.staff import Counter

HONSEKI = "東京都架空市仮町一丁目1番地"
PROVED = {
    FieldGroup.HONSEKI: "STD:10.4/1", FieldGroup.INDIVIDUAL_NUMBER: "STD:10.4/2",
    FieldGroup.RESIDENT_CODE: "STD:10.4/3", FieldGroup.RESIDENCE: "STD:10.4/4",
}  # fmt: skip
ALL = [pytest.param(one, marks=pytest.mark.proves(clause)) for one, clause in PROVED.items()]
OTHER = "clerk.other"


@pytest.fixture
def counter(city):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in(REVIEWER, *Permission)
        found.sign_in(CLERK, *Permission, STATIONS)
        yield found


def door_open():
    """The door for programs beside the screens."""
    return override_settings(ROOT_URLCONF="juki.systems.registry.api.urls", JUKI_SYSTEM="registry")


def lives_here(city):
    """A Japanese and a foreign resident of one household."""
    return moved_in(city, city.person(), city.foreigner(relationship="同居人"))


def secrets(group, home):
    """What of these two must not be read without the right to ``group``."""
    japanese, foreign = map(latest, home)
    return {
        FieldGroup.HONSEKI: [HONSEKI],
        FieldGroup.INDIVIDUAL_NUMBER: [japanese.individual_number, foreign.individual_number],
        FieldGroup.RESIDENT_CODE: [japanese.resident_code, foreign.resident_code],
        FieldGroup.RESIDENCE: ["留学", foreign.card_number, "中長期在留者"],
    }[group]


def pages(city, home):
    household = latest(home[0]).household_number
    for number in home:
        yield from (
            f"/residents/{number}{more}" for more in ("", "?blank=1", "/timeline", "/origins", "/names")
        )
        yield from (
            f"/residents/{number}/origins?item={one}" for one in ("honseki", "resident_code", "card_number")
        )
        yield f"/residents/{number}?as_of={city.today.isoformat()}"
        yield f"/changes/new?person={number}"
    yield f"/households/{household}"
    yield f"/certificates/new?household={household}"


@pytest.mark.parametrize("group", ALL)
def test_no_page_about_a_person_shows_what_its_reader_may_not_see(counter, city, group):
    home = lives_here(city)
    counter.sign_in(OTHER, *(set(Permission) - {RIGHTS[group]}))
    for page in pages(city, home):
        reply = counter.get(page)
        assert reply.status_code == 200, page
        shown = text(reply)
        found = [one for one in secrets(group, home) if one in shown]
        assert not found, f"{page}: {found}"
    assert "世帯主" in text(counter.get(f"/residents/{home[0]}"))  # 続柄 is hidden from nobody


@pytest.mark.parametrize("group", [one for one in FieldGroup if one is not FieldGroup.INDIVIDUAL_NUMBER])
def test_with_the_right_it_is_shown(counter, city, group):
    """What makes the test above one that can fail."""
    home = lives_here(city)
    shown = "".join(text(counter.get(f"/residents/{number}")) for number in home)
    assert all(one in shown for one in secrets(group, home))
    assert NOT_SHOWN not in shown


@pytest.mark.parametrize("group", ALL)
def test_no_answer_to_a_program_has_it(city, group):
    home = lives_here(city)
    household = latest(home[0]).household_number
    city.door.may(*(set(Permission) - {RIGHTS[group]}), client="tax")
    door = city.door.as_client("tax")
    for path in (*(f"/api/residents/{number}" for number in home), f"/api/households/{household}"):
        answer = door.get(path)
        assert answer.status_code == 200
        found = [one for one in secrets(group, home) if one in answer.content.decode()]
        assert not found, path
    assert group in door.get(f"/api/residents/{home[0]}").json()["hidden"]
    if group is FieldGroup.INDIVIDUAL_NUMBER:
        assert door.get(f"/api/residents/{home[0]}?with=individual_number").status_code == 403


@pytest.mark.parametrize("group", ALL)
def test_before_and_after_of_an_application_are_masked(counter, city, group):
    home = moved_in(city, city.person()) + moved_in(city, city.foreigner())
    stock(city)
    typed = {"items": {"register": {"honseki": "東京都架空市仮町二丁目2番地", "head": "仮名　二"}}}
    correcting = city.change("SHOKKEN_SHUSEI", {"addressee_number": home[0], **typed}, basis="ex_officio")
    extended = {"items": {"foreign": {
        "nationality": "ZZZ", "nationality_name": "架空国", "category": "mid_to_long_term", "since": "2020-04-01",
        "status": "教授", "period": "5年", "expires_on": "2031-01-01", "card_number": "XY00000001ZZ",
    }}}  # fmt: skip
    staying = city.change("SHOKKEN_SHUSEI", {"addressee_number": home[1], **extended}, basis="ex_officio")
    arriving = city.person(register={"honseki": "東京都架空市仮町三丁目", "head": "仮名　三"})
    with door_open():
        open_ones = [city.submitted_change(one) for one in (correcting, staying)] + [city.submitted(arriving)]
    counter.sign_in(OTHER, *(set(Permission) - {RIGHTS[group]}))
    city.door.may(*(set(Permission) - {RIGHTS[group]}), client="tax")
    door = city.door.as_client("tax")
    new = {
        FieldGroup.HONSEKI: ["仮町二丁目2番地", "仮町三丁目", "仮名　二"], FieldGroup.RESIDENCE: ["教授", "XY00000001ZZ"],
        FieldGroup.INDIVIDUAL_NUMBER: [arriving["individual_number"]], FieldGroup.RESIDENT_CODE: [],
    }[group]  # fmt: skip
    for one in open_ones:
        ident = one["application"]
        with door_open():
            answer = door.get(f"/api/applications/{ident}").content.decode()
        for shown in (
            answer,
            *(text(counter.get(f"/{page}/{ident}")) for page in ("applications", "reviews")),
        ):
            assert ident in shown
            grouped = re.sub(r"(?<=\d{4}) (?=\d{4})", "", shown)
            assert not [secret for secret in (*secrets(group, home), *new) if secret in grouped]


@pytest.mark.parametrize("group", ALL)
def test_a_form_neither_shows_nor_takes_it(counter, city, group):
    """Who may not see a group does not type it either; what stands is as it was."""
    home = lives_here(city)
    counter.sign_in(OTHER, *(set(Permission) - {RIGHTS[group]}))
    entries = [start(counter, "SHOKKEN_SHUSEI", number) for number in home]
    columns = {
        FieldGroup.HONSEKI: ".register.", FieldGroup.RESIDENCE: ".foreign.",
        FieldGroup.INDIVIDUAL_NUMBER: ".individual_number", FieldGroup.RESIDENT_CODE: ".resident_code",
    }  # fmt: skip
    for entry in entries:
        page = counter.get(entry)
        assert not [one for one in secrets(group, home) if one in text(page)]
        assert not [name for name in shown_fields(page) if columns[group] in name]
    forged = {
        FieldGroup.HONSEKI: {"register.honseki": "東京都偽町"}, FieldGroup.RESIDENCE: {"foreign.status": "教授"},
        FieldGroup.INDIVIDUAL_NUMBER: {"individual_number": city.number()},
        FieldGroup.RESIDENT_CODE: {"resident_code": "12345678901"},
    }[group]  # fmt: skip
    place = 1 if group is FieldGroup.RESIDENCE else 0
    more = {f"persons.0.items.{name}": value for name, value in forged.items()}
    renamed = {"persons.0.items.name.full": "SAMPLE OTHER"} if place else {"persons.0.items.name.given": "改"}
    entry = entries[place]
    reply = send(counter, entry, counter.get(entry), home[place], day=city.today.isoformat(), basis="ex_officio",
                 **more, **renamed)  # fmt: skip
    assert reply.status_code == 303, text(reply)
    (kept,) = [one.form for one in Application.objects.filter(kind="change") if one.form]
    items = kept["persons"][0]["items"]
    assert not items[{FieldGroup.HONSEKI: "register", FieldGroup.RESIDENCE: "foreign"}.get(group, str(group))]
    assert next(iter(forged.values())) not in str(kept)


@pytest.mark.parametrize("group", [FieldGroup.HONSEKI, FieldGroup.RESIDENCE])
def test_what_another_typed_stays_when_who_may_not_see_it_goes_on(counter, city, group):
    home = lives_here(city)
    place, field, value = (
        (0, "register.honseki", "東京都架空市仮町二丁目2番地")
        if group is FieldGroup.HONSEKI
        else (1, "foreign.status", "教授")
    )
    location = start(counter, "SHOKKEN_SHUSEI", home[place])
    typed = {f"persons.0.items.{field}": value, "day": city.today.isoformat(), "basis": "ex_officio"}
    application = saved(counter, location, home[place], **typed)
    counter.sign_in(OTHER, *(set(Permission) - {RIGHTS[group]}))
    entry = f"{application}/entry".replace("applications", "changes")
    page = counter.get(entry)
    assert value not in text(page)
    assert send(counter, entry, page, home[place], note="書き足した").status_code == 303
    kept = Application.objects.get(kind="change").form
    assert value in str(kept)
    assert kept["note"] == "書き足した"


def test_who_goes_on_with_a_form_does_not_read_the_number_a_colleague_typed(city):
    """Typing something of a form is no right to all of it: not even by the API, as its last typist."""
    (head, _) = lives_here(city)
    stock(city)
    number = city.number()
    standing = city.enter_change(
        city.change("KOJIN_BANGO_SHUSEI", {"addressee_number": head, "items": {"individual_number": number}},
                    basis="ex_officio")
    ).json()  # fmt: skip
    city.door.may(*(set(Permission) - {Permission.SEE_INDIVIDUAL_NUMBER}), client="other")
    other = city.door.as_client("other")
    again = city.change("KOJIN_BANGO_SHUSEI", head, basis="ex_officio", note="続き")
    body = {**city.named(standing), "change": again, "numbers_of": [0]}
    assert other.post("/api/applications/entries", body).status_code == 200
    assert Application.objects.get(kind="change").form["persons"][0]["items"]["individual_number"] == number
    assert number not in other.get(f"/api/applications/{standing['application']}").content.decode()


@pytest.mark.parametrize(
    ("group", "item"),
    [(FieldGroup.HONSEKI, "honseki"), (FieldGroup.RESIDENT_CODE, "resident_code"),
     (FieldGroup.RESIDENCE, "residence_status"), (FieldGroup.INDIVIDUAL_NUMBER, "individual_number")],
)  # fmt: skip
def test_no_copy_is_made_with_what_its_maker_may_not_see(counter, city, group, item):
    home = lives_here(city)
    number = home[1] if group is FieldGroup.RESIDENCE else home[0]
    body = {
        "purpose": "本人請求",
        "kind": "individual",
        "addressee_numbers": [number],
        "show": [item],
        "requester": "self",
    }
    with door_open():
        assert city.door.post("/api/certificates", body).status_code == 201
    city.door.may(*(set(Permission) - {RIGHTS[group]}), client="tax")
    with door_open():
        refused = city.door.as_client("tax").post("/api/certificates", body)
    assert (refused.status_code, refused.json()["code"]) == (403, "KRN-0202")
    assert AuditEntry.objects.filter(outcome="refused", who="client:tax").exists()
    counter.sign_in(OTHER, *(set(Permission) - {RIGHTS[group]}))
    page = counter.get(f"/certificates/new?household={latest(number).household_number}")
    assert f'value="{item}"' not in text(page)
    assert "それぞれを見る権限" in text(page)


def test_each_group_has_its_columns_and_its_right():
    assert set(COLUMNS) == set(RIGHTS) == set(FieldGroup)
    assert len(set(RIGHTS.values())) == len(FieldGroup)
    hidden = frozenset().union(*COLUMNS.values())
    assert hidden.isdisjoint(GROUPS[Group.RELATIONSHIP])
    assert hidden.isdisjoint({"full_name", "nationality_name"})
