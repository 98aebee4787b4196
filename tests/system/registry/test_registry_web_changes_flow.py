"""Every 異動 other than 転入 from the record's page to the 本登録, as a browser meets it."""

import re

import pytest

from juki.links.post.mending import STATIONS
from juki.screens.rendering import wareki
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import Application, ResidentRow, ResidentVersion
from support.changing import days_ago, latest, moved_in, record, saved, send, start, stock
from support.counter_forms import CLERK, REVIEWER, shown_fields, text
from support.staff import Counter


@pytest.fixture
def counter(city):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in(REVIEWER, *Permission)
        found.sign_in(CLERK, *Permission, STATIONS)
        yield found


@pytest.fixture
def home(city):
    """Three who live together: 世帯主, 妻, 子."""
    return moved_in(
        city,
        city.person(sex="male"),
        city.person("妻", sex="female"),
        city.person("子", sex="male", birth="平成20年4月1日"),
    )


@pytest.mark.proves("STD:4.0.1/1", "STD:4.0.1/3", "STD:4.0.1/4")
def test_a_whole_household_moves(counter, city, home):
    location = start(counter, "TENKYO", *home)
    fields = shown_fields(counter.get(location))
    assert (fields["day"], fields["notified_on"]) == ("", wareki(city.today))
    assert "<strong>全部<" in text(counter.get(location))
    application = saved(
        counter, location, *home, day=days_ago(city, 2),
        **{"placement.where": "stay", "address.town": "保谷町一丁目", "address.lot": "9番"},
    )  # fmt: skip
    page = counter.get(application)
    assert "転居" in text(page)
    assert "保谷町一丁目" in text(page)
    record(counter, application)
    assert {latest(one).address_town for one in home} == {"保谷町一丁目"}
    assert {latest(one).event_reason for one in home} == {"TENKYO"}


@pytest.mark.proves("STD:4.0.1/1", "STD:4.0.1/3", "STD:4.0.1/4")
def test_one_member_leaves_for_another_city(counter, city, home):
    location = start(counter, "TENSHUTSU", home[2])
    page = counter.get(location)
    assert "<strong>一部<" in text(page)
    application = saved(
        counter, location, home[2], day=days_ago(city, 1),
        **{"destination.address.prefecture": "北海道", "destination.address.city": "札幌市中央区",
           "destination.address.town": "仮町", "destination.address.lot": "1番地"},
    )  # fmt: skip
    record(counter, application)
    assert latest(home[2]).state == "2"
    assert latest(home[2]).planned_municipality == "011011"
    assert ResidentRow.objects.filter(state="1").count() == 2


@pytest.mark.proves("STD:4.0.4/1")
def test_a_death_leaves_one_who_becomes_head(counter, city):
    head, wife = moved_in(city, city.person(sex="male"), city.person("妻", sex="female"))
    location = start(counter, "SHIBO", head)
    page = counter.get(location)
    assert ">案<" in text(page)
    assert shown_fields(page)[f"rest.n{wife}"] == "世帯主"
    application = saved(counter, location, head, day=days_ago(city, 1), basis="family_register")
    record(counter, application)
    assert latest(head).state == "3"
    assert latest(wife).relationship_label == "世帯主"


def test_another_head_with_proposed_relationships(counter, city, home):
    location = start(counter, "SETAINUSHI_HENKO", *home)
    page = counter.get(location)
    proposed = counter.post(
        location.partition("?")[0],
        {**shown_fields(page), "of": home, "head.movers": home[1], "action": "propose"},
    )
    fields = shown_fields(proposed)
    assert [fields[f"persons.{at}.relationship"] for at in range(3)] == ["夫", "世帯主", "子"]
    assert text(proposed).count(">案<") == 3
    reply = send(counter, location, proposed, *home, day=days_ago(city, 1))
    assert reply.status_code == 303, text(reply)
    record(counter, reply["Location"])
    assert [latest(one).relationship_label for one in home] == ["夫", "世帯主", "子"]


def test_an_amendment_changes_what_was_typed_and_nothing_else(counter, city, home):
    location = start(counter, "KOSEKI_HANEI", home[1])
    page = counter.get(location)
    assert "今の記載" in text(page)
    before = latest(home[1])
    application = saved(
        counter, location, home[1], day=days_ago(city, 1), basis="notice",
        **{"persons.0.items.name.surname": "新姓", "persons.0.items.name.kana_surname": "シンセイ"},
    )  # fmt: skip
    kept = Application.objects.get(id=application.rpartition("/")[2]).form["persons"][0]["items"]
    assert kept["register"] is None
    record(counter, application)
    after = latest(home[1])
    assert (after.surname, after.given_name, after.honseki) == ("新姓", before.given_name, before.honseki)
    assert after.number == before.number + 1


@pytest.mark.proves("STD:4.6.0.1/2")
def test_a_cancelled_move_restores_the_address(counter, city, home):
    before = latest(home[0]).address_town
    moved = saved(
        counter, start(counter, "TENKYO", *home), *home, day=days_ago(city, 2),
        **{"placement.where": "stay", "address.town": "保谷町一丁目", "address.lot": "9番"},
    )  # fmt: skip
    record(counter, moved)
    page = counter.get(f"/changes/new?person={home[0]}")
    acts = re.findall(r'<option value="([0-9a-f-]{36})"[^>]*>([^<]+)<', text(page))
    assert "転居" in acts[0][1]
    location = start(counter, "CANCEL", home[0], target=acts[0][0])
    assert "TORIKESHI_SHUSEI" in location
    form = counter.get(location)
    assert "取り消す異動" in text(form)
    application = saved(counter, location, *home, day=days_ago(city, 0), basis="ex_officio")
    record(counter, application)
    assert {latest(one).address_town for one in home} == {before}
    assert latest(home[0]).cancels == 2


def test_a_birth_into_the_household(counter, city, home):
    stock(city)
    location = start(counter, "SHUSSEI", person=home[0])
    fields = shown_fields(counter.get(location))
    assert fields["placement.where"] == "join"
    row = latest(home[0])
    application = saved(
        counter, location, day=days_ago(city, 3), basis="family_register",
        **{"persons.0.items.name.surname": row.surname, "persons.0.items.name.given": "新",
           "persons.0.items.name.kana_surname": "シン", "persons.0.items.name.kana_given": "アラタ",
           "persons.0.items.birth": days_ago(city, 3), "persons.0.items.sex": "female",
           "persons.0.relationship": "子", "persons.0.items.register.honseki": row.honseki,
           "persons.0.items.register.head": row.honseki_head},
    )  # fmt: skip
    record(counter, application)
    child = ResidentVersion.objects.get(event_reason="SHUSSEI")
    assert (child.household_number, child.position, child.address_town) == (
        row.household_number,
        4,
        row.address_town,
    )
