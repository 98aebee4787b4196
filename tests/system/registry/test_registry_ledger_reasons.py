"""Whom an 異動 is about, by which reason it goes, what a special one may not do, and how refusals and alerts are told."""

import re
from importlib import import_module
from inspect import isclass
from pkgutil import walk_packages

import pytest

from juki.kernel.errors import JukiError
from juki.links.post.models import Outbox
from juki.systems.registry import domain
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.event_reasons import REASONS, Family
from juki.systems.registry.domain.resident import Basis
from juki.systems.registry.records.models import AwaitedMessage
from juki.systems.registry.web import application_words as words
from support.changing import days_ago, latest, moved_in, record, saved, send, start
from support.counter_forms import CLERK, REVIEWER, fields_of, hidden, shown_fields, text
from support.staff import Counter


@pytest.fixture
def counter(city):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in(REVIEWER, *Permission)
        found.sign_in(CLERK, *Permission)
        yield found


# --- whom, and where to


def searched(counter, **conditions):
    """The hits of the search page."""
    return text(counter.post("/searches", {"purpose": "証明書の交付", "match": "prefix", **conditions}))


@pytest.mark.proves("STD:4.0.1/2")
@pytest.mark.parametrize("by", ["person", "household"])
def test_whom_it_is_about_is_found_by_the_search(counter, city, by):
    head = city.person(sex="male")
    home = moved_in(city, head, city.person("妻", sex="female"))
    number = latest(home[0]).household_number
    sought = {"name": head["name"]["surname"]} if by == "person" else {"household_number": number}
    hits = searched(counter, **sought)
    link = f"/residents/{home[0]}" if by == "person" else f"/households/{number}"
    assert f'href="{link}"' in hits
    begin = re.search(rf'href="(/changes/new\?{by}=[0-9]+[^"]*)"', text(counter.get(link)))
    assert begin is not None
    page = text(counter.get(begin[1]))
    assert all(f'value="{one}"' in page for one in home)


@pytest.mark.proves("STD:4.0.2/3")
def test_the_household_to_join_is_found_by_the_search_and_seen_while_typing(counter, city):
    mover = moved_in(city, city.person(sex="male"), city.person("妻", sex="female"))
    joined = city.person(sex="female")
    (there,) = moved_in(city, joined, address={**city.form()["address"], "lot": "77番"})
    number = latest(there).household_number
    hits = searched(counter, name=joined["name"]["surname"], kana=joined["name"]["kana_surname"])
    assert f'href="/households/{number}"' in hits
    location = start(counter, "TENKYO", mover[1])
    typed = {"placement.where": "join", "placement.number": number}
    page = send(counter, location, counter.get(location), mover[1], action="household", **typed)
    shown = text(page)
    assert f"{joined['name']['surname']}　{joined['name']['given']}" in shown
    assert shown_fields(page)[f"rest.n{there}"] == "世帯主"
    reply = send(
        counter,
        location,
        page,
        mover[1],
        day=days_ago(city, 1),
        **typed,
        **{"persons.0.relationship": "同居人"},
    )
    assert reply.status_code == 303, shown
    record(counter, reply["Location"])
    assert (latest(mover[1]).household_number, latest(mover[1]).relationship_label) == (number, "同居人")


# --- by which reason


@pytest.mark.proves("STD:4.1.0.1/2")
def test_a_move_in_and_a_move_out_are_of_two_sorts_each(counter, city):
    shown = text(counter.get("/applications/new"))
    offered = {code for code in REASONS if f'value="{code}"' in shown}
    assert {words.reason_words(code)[0] for code in offered} == {"国内転入", "国外転入等"}
    home = moved_in(city, city.person())
    shown = text(counter.get(f"/changes/new?person={home[0]}"))
    leaving = {
        code
        for code, one in REASONS.items()
        if one.family is Family.LEAVING and one.may_be_future and f'value="{code}"' in shown
    }
    assert {words.reason_words(code)[0] for code in leaving} == {"国内転出", "国外転出"}


@pytest.mark.proves("STD:4.1.0.1/3")
def test_a_change_of_household_is_one_of_four(counter, city):
    home = moved_in(city, city.person(sex="male"), city.person("妻", sex="female"))
    shown = text(counter.get(f"/changes/new?household={latest(home[0]).household_number}"))
    offered = {
        code
        for code, one in REASONS.items()
        if one.family is Family.HOUSEHOLD and Basis.NOTIFICATION in one.bases and f'value="{code}"' in shown
    }
    assert {words.reason_words(code)[0] for code in offered} == {
        "世帯分離",
        "世帯合併",
        "世帯変更",
        "世帯主変更",
    }


@pytest.mark.proves("STD:4.2.2.2/2")
@pytest.mark.parametrize(("reason", "basis"), [("SHISSO", "family_register"), ("SHOKKEN_SHOJO", "notice")])
def test_who_is_missing_is_removed_under_the_reason_that_is_typed(city, reason, basis):
    numbers = [
        one["addressee_number"]
        for one in city.move_in(city.person(sex="male"), city.person("妻"))["residents"]
    ]
    city.changed(city.change(reason, numbers[1], basis=basis))
    row = latest(numbers[1])
    assert (row.event_reason, row.event_basis, row.event_class) == (reason, basis, "removal")
    assert (row.state in ("3", "9"), row.removed_reason) == (True, reason)


# --- what is not there


@pytest.mark.proves("NOT:4.1.3.0.4/1")
def test_nobody_sends_a_certificate_a_second_time(city):
    """One 異動 sends it; no other door speaks of what was sent, and the 異動 itself is not filed twice."""
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    out = city.change("TOKUREI_TENSHUTSU", number, destination=DESTINATION)
    city.changed(out)
    assert sent() == 1
    assert city.faults(out) != {}
    again = city.change("TENSHUTSU", number, destination=DESTINATION)
    assert city.faults(again) != {}
    patterns = [
        str(one.pattern)
        for name in ("api", "web")
        for one in import_module(f"juki.systems.registry.{name}.urls").urlpatterns
    ]
    doors = {one for one in patterns if "move-out" in one or "move_out" in one}
    assert doors == {"api/move-out-certificates/searches", "api/move-out-certificates/<uuid:certificate>"}


def sent():
    """転出証明書情報 that was handed over to 住基ネット."""
    return Outbox.objects.filter(owner="registry", name="move-out-certificate").count()


DESTINATION = {
    "address": {
        "municipality": "011011",
        "prefecture": "北海道",
        "city": "札幌市中央区",
        "town": "仮町",
        "lot": "1番地",
    }
}


@pytest.mark.proves("NOT:4.1.3.0.4/2")
def test_a_move_out_does_not_become_a_special_one_on_the_way(counter, city):
    home = moved_in(city, city.person(sex="male"), city.person("妻", sex="female"))
    location = start(counter, "TENSHUTSU", home[1])
    page = counter.get(location)
    assert "TOKUREI_TENSHUTSU" not in text(page)
    assert "特例転出" not in text(page)
    out = {"day": days_ago(city, 1), **{f"destination.address.{part}": DESTINATION["address"][part]
                                        for part in ("prefecture", "city", "town", "lot")}}  # fmt: skip
    reply = send(counter, location, page, home[1], **out, reason="TOKUREI_TENSHUTSU")
    assert "REG-0664" in text(reply)
    record(counter, saved(counter, location, home[1], **out))
    assert latest(home[1]).event_reason == "TENSHUTSU"


@pytest.mark.proves("NOT:4.1.3.0.4/2")
def test_neither_does_one_that_is_corrected(city):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    plain = city.change("TENSHUTSU", number, destination=DESTINATION)
    standing = city.enter_change(plain).json()
    reply = city.enter_change({**plain, "reason": "TOKUREI_TENSHUTSU"}, standing=standing)
    assert reply.json()["code"] == "REG-0664"
    assert city.enter_change({**plain, "note": "直し"}, standing=standing).status_code == 200


@pytest.mark.proves("NOT:4.2.3.1/1")
def test_what_is_due_to_the_supplementary_register_has_no_room_for_details(city):
    """附票への通知: 異動事由 and whom it is about; nothing that somebody could word."""
    numbers = [one["addressee_number"] for one in city.move_in(city.person())["residents"]]
    items = {"address": {**city.form()["address"], "building": "新見本荘"}}
    city.changed(
        city.change("KEIBI_SHUSEI", {"addressee_number": numbers[0], "items": items}, basis="ex_officio")
    )
    due = AwaitedMessage.objects.filter(addressee_number=numbers[0], event_reason="KEIBI_SHUSEI")
    assert due.exists()
    assert {field.name for field in AwaitedMessage._meta.concrete_fields} == {
        "id", "trace", "addressee_number", "message", "receiver", "event_reason", "legal_day", "queued_at",
    }  # fmt: skip
    reply = city.enter_change(
        city.change("KEIBI_SHUSEI", *numbers, basis="ex_officio", supplement={"detail": "住所修正"})
    )
    assert reply.status_code == 400


# --- how it is told


def refusals():
    """Every refusal of the register."""
    names = [one.name for one in walk_packages(domain.__path__, f"{domain.__name__}.")]
    modules = [import_module(name) for name in (*names, "juki.systems.registry.errors")]
    found = {
        one
        for module in modules
        for one in vars(module).values()
        if isclass(one) and issubclass(one, JukiError)
    }
    return sorted((one for one in found if one.code.startswith("REG-")), key=lambda one: one.code)


@pytest.mark.proves("STD:11.1/5")
def test_every_refusal_and_every_alert_says_what_to_do(counter, city):
    assert len(refusals()) > 150
    for one in refusals():
        assert "ください" in one.text, one.code
    for alert in Alert:
        assert "ください" in alert.text, alert.code
    location = start_move_in(counter)
    typed = {"persons.0.birth": "いつか", "persons.0.individual_number": "123456789012"}
    fields = {**shown_fields(counter.get(location)), **typed, "action": "save"}
    page = text(counter.post(location.partition("?")[0], fields))
    for field in ("moved_on", "address.town", *typed):
        told = re.search(rf'id="f-{re.escape(field)}-error"[^>]*>(.*?)</p>', page)
        assert told is not None, field
        assert re.search(r"(して|選んで)ください。?.*（(KRN|REG)-\d{4}）", told[1]), told[1]
    for item in ("1人目の生年月日", "1人目の個人番号", "異動日"):
        assert item in page


def start_move_in(counter):
    page = counter.get("/applications/new")
    reply = counter.post("/applications/new", {
        "reason": "TENNYU", "persons": "1", "capacity": "head", "name": "来庁者", "documents_one": "運転免許証",
        "key": hidden(page)["key"],
    })  # fmt: skip
    return reply["Location"]


@pytest.mark.proves("STD:11.1/5")
def test_an_alert_is_shown_with_its_code_and_what_to_do(counter, city):
    location = start_move_in(counter)
    form = city.form(city.person(relationship="同居人"), moved_on=days_ago(city, 40))
    reply = counter.post(location.partition("?")[0], fields_of(form, counter.get(location)))
    page = text(counter.get(reply["Location"]))
    for alert in (Alert.LATE, Alert.HEADLESS):
        assert alert.code in page
        assert alert.text in page
