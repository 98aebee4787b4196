"""誤記修正 from the time line to the record; numbers that a clerk may not see; names that somebody had."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.links.post.mending import STATIONS
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import Application
from juki.systems.registry.services import standing_acts
from juki.systems.registry.web.record import history
from support.changing import changed, days_ago, errors, latest, moved_in, record, saved, send, start, stock
from support.counter_forms import CLERK, REVIEWER, shown_fields, text
from support.staff import Counter

PLACE = {
    "municipality": "011011",
    "prefecture": "北海道",
    "city": "札幌市中央区",
    "town": "仮町",
    "lot": "1番地",
}
OWN = "persons.0.items."


@pytest.fixture
def counter(city):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in(REVIEWER, *Permission)
        found.sign_in(CLERK, *Permission, STATIONS)
        yield found


@pytest.fixture
def home(city):
    """Two who live together."""
    return moved_in(city, city.person(sex="male"), city.person("妻", sex="female"))


def link(counter, number, *, of, reason):
    """The address to which the time line leads from the 異動 ``of``."""
    page = text(counter.get(f"/residents/{number}/timeline"))
    card = page.partition(f'id="v{of}"')[2].partition("</li>")[0]
    (found,) = re.findall(rf'href="([^"]*/changes/new[^"]*)"[^>]*>{reason}<', card)
    return found


def begun(counter, address, **more):
    """受付 of what the page under ``address`` has chosen; the address of the form."""
    page = counter.get(address)
    fields = shown_fields(page)
    reason = re.search(r'id="f-reason".*?<option value="([^"]*)" selected', text(page), re.DOTALL)[1]
    assert fields["target"] == address.rpartition("target=")[2], "the page names another 異動"
    typed = {"reason": reason, "capacity": "head", "documents_one": "運転免許証", "newcomers": "1", **more}
    reply = counter.post("/changes/new", {**fields, **typed})
    assert reply.status_code == 303, text(reply)
    return reply["Location"]


@pytest.mark.proves("STD:4.2.3.3/2")
def test_a_planned_move_out_is_corrected_from_the_time_line(counter, city, home):
    ahead = (city.today + timedelta(days=9)).isoformat()
    changed(city, "TENSHUTSU", home[1], day=ahead, destination={"address": PLACE, "head": "仮　一"})
    location = begun(counter, link(counter, home[1], of=2, reason="誤記修正"))
    page = counter.get(location)
    fields = shown_fields(page)
    assert fields["target"] == str(latest(home[1]).event_id)
    assert (fields[f"{OWN}planned_head"], fields[f"{OWN}planned_address.town"]) == ("仮　一", "仮町")
    assert f"{OWN}confirmed_on" not in fields
    later = (city.today + timedelta(days=12)).isoformat()
    typed = {
        f"{OWN}planned_on": later,
        f"{OWN}planned_address.lot": "2番地",
        f"{OWN}settled_basis": "petition",
    }
    application = saved(counter, location, home[1], day=days_ago(city, 0), basis="ex_officio", **typed)
    assert "仮町2番地" in text(counter.get(application))
    record(counter, application)
    row = latest(home[1])
    assert (row.planned_on.isoformat(), row.planned_lot, row.planned_head, row.state) == (
        later,
        "2番地",
        "仮　一",
        "1",
    )
    assert (row.settled_basis, row.event_reason) == ("petition", "GOKI_SHUSEI")
    line = text(counter.get(f"/residents/{home[1]}/timeline"))
    assert "履歴番号2の記載の訂正" in line
    assert "2番地" in text(counter.get(f"/residents/{home[1]}"))


def test_every_other_item_that_follows_is_corrected_and_shown_before_it_is(counter, city, home):
    location = start(counter, "GOKI_SHUSEI", home[1])
    typed = {
        f"{OWN}became_reason": "SHOKKEN_KISAI", f"{OWN}became_notified_on": days_ago(city, 1),
        f"{OWN}prior_address.town": "保谷町一丁目", f"{OWN}prior_address.lot": "4番", f"{OWN}address.town_code": "0001000",
        f"{OWN}relationship_class": "9", "persons.0.relationship": "縁故者",
    }  # fmt: skip
    application = saved(counter, location, home[1], day=days_ago(city, 0), basis="ex_officio", **typed)
    page = text(counter.get(application))
    for told in ("職権記載", "保谷町一丁目4番", "0001000", "縁故者", "続柄区分"):
        assert told in page, told
    again = shown_fields(counter.get(f"{application}/entry".replace("applications", "changes")))
    assert {name: again[name] for name in typed if "notified_on" not in name} == {
        name: value for name, value in typed.items() if "notified_on" not in name
    }
    record(counter, application)
    row = latest(home[1])
    assert (row.became_reason, row.prior_town, row.prior_municipality) == (
        "SHOKKEN_KISAI",
        "保谷町一丁目",
        "132292",
    )
    assert (row.address_town_code, row.relationship_label, row.relationship_class) == (
        "0001000",
        "縁故者",
        "9",
    )


def test_a_death_is_corrected_on_the_removed_record(counter, city, home):
    changed(city, "SHIBO", home[1], day=days_ago(city, 1), basis="family_register")
    location = begun(counter, link(counter, home[1], of=2, reason="誤記修正"))
    typed = {f"{OWN}removed_day": days_ago(city, 2)}
    wrong = send(
        counter, location, counter.get(location), home[1], day=days_ago(city, 0), basis="ex_officio",
        **{f"{OWN}removed_day": "令和99年1月1日"},
    )  # fmt: skip
    assert f"{OWN}removed_day" in errors(wrong)
    record(counter, saved(counter, location, home[1], day=days_ago(city, 0), basis="ex_officio", **typed))
    row = latest(home[1])
    assert (row.state, row.removed_day.isoformat(), row.removed_reason) == ("3", days_ago(city, 2), "SHIBO")


def test_a_correction_of_the_wrong_act_is_told_at_the_act(counter, city, home):
    ahead = (city.today + timedelta(days=9)).isoformat()
    changed(city, "TENSHUTSU", home[1], day=ahead, destination={"address": PLACE})
    location = start(counter, "GOKI_SHUSEI", home[1])
    reply = send(
        counter, location, counter.get(location), home[1], day=days_ago(city, 0), basis="ex_officio",
        **{f"{OWN}planned_address.lot": "2番地"},
    )  # fmt: skip
    assert (reply.status_code, "REG-0760" in text(reply)) == (422, True)
    assert "target" in errors(reply)


@pytest.mark.parametrize("reason", ["この異動を取り消す", "誤記修正"])
def test_the_time_line_leads_to_an_act_of_long_ago(counter, city, home, monkeypatch, reason):
    moved = {"placement": {"where": "stay"}, "address": {**city.form()["address"], "lot": "8番"}}
    changed(city, "TENKYO", *home, day=days_ago(city, 2), **moved)
    wanted = latest(home[1]).event_id
    changed(city, "BIKO", {"addressee_number": home[1], "items": {"remarks": "一"}}, basis="ex_officio")
    monkeypatch.setattr(standing_acts, "MOST", 1)
    assert str(wanted) not in text(counter.get(f"/changes/new?person={home[1]}"))
    location = begun(counter, link(counter, home[1], of=2, reason=reason))
    assert f"target={wanted}" in location
    page = counter.get(location)
    assert shown_fields(page)["target"] == str(wanted)


def test_an_act_of_somebody_else_is_no_target(counter, city, home):
    other = moved_in(city, city.person(), address={**city.form()["address"], "lot": "55番"})[0]
    strange = str(latest(other).event_id)
    page = counter.get(f"/changes/new?person={home[0]}&reason=GOKI_SHUSEI&target={strange}")
    assert strange not in text(page)
    fields = {
        "reason": "GOKI_SHUSEI",
        "of": [home[0]],
        "capacity": "head",
        "documents_one": "運転免許証",
        "newcomers": "1",
    }
    reply = counter.post("/changes/new", {**shown_fields(page), **fields, "target": strange})
    assert (reply.status_code, 'href="#f-target"' in text(reply)) == (422, True)
    for wrong in ("x", "1" * 40):
        assert counter.get(f"/changes/new?person={home[0]}&target={wrong}").status_code == 422
    assert not Application.objects.filter(kind="change").exists()


def born(city, given, **more):
    own = {"name.surname": "仮名", "name.given": given, "name.kana_surname": "カメイ", "name.kana_given": "アラタ",
           "birth": days_ago(city, 3), "sex": "female", "register.honseki": "東京都架空市仮町一丁目1番地",
           "register.head": "仮名　一", **more}  # fmt: skip
    return {f"items.{name}": value for name, value in own.items()} | {"relationship": "子"}


def twins(city, first, second, **more):
    people = [born(city, given, **({"individual_number": number} if number else {}))
              for given, number in (("一", first), ("二", second))]  # fmt: skip
    fields = {f"persons.{at}.{name}": value for at, one in enumerate(people) for name, value in one.items()}
    return {"day": days_ago(city, 3), "basis": "family_register", **fields, **more}


def kept(place):
    items = Application.objects.get(kind="change").form["persons"][place]["items"]
    return items["name"]["given"], items["individual_number"]


@pytest.fixture
def hidden_twins(counter, city, home):
    """Two newborn children whose numbers a colleague typed; the clerk who goes on may not see them."""
    stock(city)
    numbers = [city.number(), city.number()]
    location = start(counter, "SHUSSEI", person=home[0], newcomers="2")
    application = saved(counter, location, **twins(city, *numbers))
    counter.sign_in("clerk.other", *(set(Permission) - {Permission.SEE_INDIVIDUAL_NUMBER}))
    return f"{application}/entry".replace("applications", "changes"), numbers


def test_a_number_that_is_not_shown_stays(counter, city, hidden_twins):
    entry, numbers = hidden_twins
    page = counter.get(entry)
    assert not any(number in text(page) for number in numbers)
    assert f"{OWN}individual_number" not in shown_fields(page)
    assert send(counter, entry, page, note="書き足した").status_code == 303
    assert [kept(0), kept(1)] == [("一", numbers[0]), ("二", numbers[1])]


def test_a_number_goes_with_its_person(counter, city, hidden_twins):
    entry, numbers = hidden_twins
    fewer = send(counter, entry, counter.get(entry), action="fewer:0")
    more = send(counter, entry, fewer, action="more")
    added = {f"persons.1.{name}": value for name, value in born(city, "三").items()}
    assert send(counter, entry, more, **added).status_code == 303
    assert [kept(0), kept(1)] == [("二", numbers[1]), ("三", "")]


def test_a_number_does_not_go_to_another_when_somebody_else_changed_the_form(counter, city, hidden_twins):
    entry, numbers = hidden_twins
    page = counter.get(entry)
    counter.sign_in(CLERK)
    other = send(counter, entry, counter.get(entry), action="fewer:0")
    assert send(counter, entry, other).status_code == 303
    counter.sign_in("clerk.other")
    stale = send(counter, entry, page, key=str(uuid4()))
    assert stale.status_code == 409
    assert send(counter, entry, stale).status_code == 303
    assert [kept(0), kept(1)] == [("一", ""), ("二", numbers[1])]


def test_who_sees_a_number_may_take_it_away(counter, city, hidden_twins):
    entry, numbers = hidden_twins
    counter.sign_in(CLERK)
    page = counter.get(entry)
    assert shown_fields(page)[f"{OWN}individual_number"] == numbers[0]
    assert send(counter, entry, page, **{f"{OWN}individual_number": ""}).status_code == 303
    assert [kept(0), kept(1)] == [("一", ""), ("二", numbers[1])]


@pytest.mark.parametrize("place", ["x", "-2", "100", "９"])
def test_a_forged_place_is_refused(counter, hidden_twins, place):
    entry, _ = hidden_twins
    reply = send(counter, entry, counter.get(entry), **{"persons.0.kept": place})
    assert reply.status_code == 400


def named(city, number, reason, **name):
    row = latest(number)
    own = {"full": row.full_name} if row.kind == "2" else {
        "surname": row.surname, "given": row.given_name, "kana_certified": row.kana_certified}  # fmt: skip
    items = {"name": {**own, "kana_surname": row.kana_surname, "kana_given": row.kana_given, **name}}
    basis = "petition" if row.kind == "2" else "request"
    return changed(city, reason, {"addressee_number": number, "items": items}, basis=basis)


def test_the_aliases_and_former_surnames_of_a_person_have_a_page(counter, city, home):
    foreigner = moved_in(city, city.foreigner(), address={**city.form()["address"], "lot": "66番"})[0]
    named(city, foreigner, "TSUSHO_KISAI", alias="仮名一郎", alias_kana="カメイイチロウ")
    named(city, foreigner, "TSUSHO_SAKUJO", alias="", alias_kana="")
    named(city, home[0], "KYUJI_KISAI", former_surname="旧田", former_surname_kana="キュウダ",
          former_surname_kana_certified=True)  # fmt: skip
    named(city, home[0], "KYUJI_SAKUJO")
    record_page = text(counter.get(f"/residents/{foreigner}"))
    assert f'href="/residents/{foreigner}/names"' in record_page
    before = AuditEntry.objects.filter(action="resident.history.shown").count()
    page = text(counter.get(f"/residents/{foreigner}/names"))
    assert AuditEntry.objects.filter(action="resident.history.shown").count() == before + 1
    assert all(told in page for told in ("仮名一郎", "カメイイチロウ", "本市", "旧氏の記載はありません"))
    other = text(counter.get(f"/residents/{home[0]}/names"))
    assert other.index("（削除）") < other.index("旧田")
    assert "通称の記載はありません" in other
    assert f'href="/residents/{home[0]}/timeline#v2"' in other


def test_a_former_surname_that_was_taken_back_is_none(counter, city, home):
    done = named(city, home[0], "KYUJI_KISAI", former_surname="旧田", former_surname_kana="キュウダ",
                 former_surname_kana_certified=True)  # fmt: skip
    changed(city, "TORIKESHI_SHUSEI", home[0], basis="ex_officio", target=done["trace"])
    assert "旧田" not in text(counter.get(f"/residents/{home[0]}/names"))


@pytest.mark.parametrize(("number", "status"), [("x", 422), ("0000000019", 404)])
def test_names_of_nobody(counter, number, status):
    assert counter.get(f"/residents/{number}/names").status_code == status


def test_names_are_for_who_may_see_residents(counter, home):
    AccessGrant.objects.filter(client=CLERK, permission=Permission.SEE_RESIDENT).delete()
    reply = counter.get(f"/residents/{home[0]}/names")
    assert (reply.status_code, latest(home[0]).full_name in text(reply)) == (403, False)


def test_a_data_migration_is_corrected_and_never_cancelled(counter, home, monkeypatch):
    """Everybody was loaded in one act: it is no 異動 of a person, and nobody is shown because of it."""
    row = latest(home[1])
    for module in (standing_acts, history):  # events are written once: the 転入 stands for the migration
        monkeypatch.setattr(module, "LOADED", row.event_reason)
    page = text(counter.get(f"/residents/{home[1]}/timeline"))
    assert "この異動を取り消す" not in page
    assert f"/changes/new?person={home[1]}&reason=GOKI_SHUSEI" in page
    assert str(row.event_id) not in text(counter.get(f"/changes/new?person={home[1]}&target={row.event_id}"))
    location = start(counter, "GOKI_SHUSEI", home[1])
    typed = {f"{OWN}became_basis": "ex_officio"}
    day = row.event_day.isoformat()
    record(counter, saved(counter, location, home[1], day=day, basis="ex_officio", **typed))
    assert latest(home[1]).became_basis == "ex_officio"
