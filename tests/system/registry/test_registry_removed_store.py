"""除票用データベース: what moves there, when, and that it is still found, read and recognised."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Q

from juki.kernel.work import Actor
from juki.systems.registry.domain.items import SERIALS
from juki.systems.registry.domain.resident import State
from juki.systems.registry.errors import NumbersRefused
from juki.systems.registry.peers import addressee
from juki.systems.registry.records.models import (
    AddresseeNumberBlock,
    AliasHistory,
    Application,
    ApplicationHold,
    EventRow,
    HouseholdRow,
    HouseholdVersion,
    RemovedEvent,
    RemovedHousehold,
    RemovedVersion,
    ResidentRow,
    ResidentVersion,
)
from juki.systems.registry.services import (
    alias_histories,
    heads,
    numbers,
    queries,
    removed_store,
    residents,
    searching,
)
from juki.systems.registry.services.forms import SearchForm
from juki.systems.registry.services.lookalikes import lookalikes
from juki.systems.registry.services.past import addresses, timeline
from juki.systems.registry.services.rows import columns, head_columns, resident_of, version_of
from support.nights import Nights, at, lines, ran

CAME = date(2020, 10, 1)
GONE = date(2020, 11, 20)
FIVE_YEARS = date(2025, 11, 21)
CLERK = Actor(who="client:clerk", right="registry.resident.search", terminal="t1")


@pytest.fixture
def nights(db, wire):
    return Nights(CAME)


def gone(nights, *changes, on=GONE):
    people = nights.leaving(*(changes or ({},)), day=on)
    ran("move_out_due", on)
    return people


def rows(person):
    return list(ResidentVersion.objects.filter(addressee_number=person.addressee_number).order_by("number"))


@pytest.mark.proves("STD:1.1.5/6", "STD:9.3/1", "STD:9.3/2")
@pytest.mark.parametrize(
    ("day", "moved"), [(FIVE_YEARS - timedelta(days=1), False), (FIVE_YEARS, True), (FIVE_YEARS + timedelta(days=1), True)]
)  # fmt: skip
def test_five_years_from_the_day_after_the_removal(nights, settle, day, moved):
    (person,) = gone(nights)
    before = [(row.number, columns(resident_of(row))) for row in rows(person)]
    run = ran("removed_store", day)
    settle()
    assert lines(run) == ([("stored", person.addressee_number)] if moved else [])
    assert bool(rows(person)) is not moved
    assert ResidentRow.objects.filter(pk=person.addressee_number).exists() is not moved
    if moved:
        stored = removed_store.versions(person.addressee_number)
        assert [(row.number, columns(resident_of(row))) for row in stored] == before


def test_from_leap_years(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "select registry_years_later(day + 1, 5) from unnest(%s::date[]) as day",
            [[date(2020, 2, 28), date(2020, 2, 29), date(2019, 2, 28), date(2021, 12, 31)]],
        )
        found = [day for (day,) in cursor.fetchall()]
    assert found == [date(2025, 3, 1), date(2025, 3, 1), date(2024, 3, 1), date(2027, 1, 1)]


def test_whatever_belongs_to_it_moves_with_it_and_what_others_need_stays(nights, settle):
    head, spouse = nights.household({}, {})
    nights.planning(head, day=GONE)
    ran("move_out_due", GONE)
    acts = {row.event_id for row in rows(head)}
    ran("removed_store", FIVE_YEARS)
    settle()
    assert set(EventRow.objects.filter(pk__in=acts).values_list("pk", flat=True)) == {
        row.event_id for row in rows(spouse) if row.event_id in acts
    }
    assert set(RemovedEvent.objects.values_list("pk", flat=True)) == acts
    assert HouseholdRow.objects.filter(pk=head.household_number).exists()
    assert not RemovedHousehold.objects.exists()


def test_a_household_goes_with_its_last_member(nights, settle):
    head, child = gone(nights, {}, {})
    ran("removed_store", FIVE_YEARS)
    settle()
    assert not HouseholdRow.objects.filter(pk=head.household_number).exists()
    assert not HouseholdVersion.objects.filter(household_number=head.household_number).exists()
    stored = removed_store.households(head.household_number)
    assert [(one.number, one.head_number) for one in stored] == [(1, head.addressee_number), (2, None)]
    assert not EventRow.objects.exists()
    events = {row.event.trace for row in removed_store.versions(child.addressee_number)}
    assert events <= set(RemovedEvent.objects.values_list("pk", flat=True))


def test_the_history_of_aliases_goes_with_the_last_record_and_is_still_read(nights, settle):
    (person,) = gone(nights)
    event = rows(person)[0].event
    AliasHistory.objects.create(
        addressee_number=person.addressee_number, history_number=1, number=1, kanji="見本　花", registered_on=CAME,
        registered_municipality="132292", event=event, recorded_at=event.recorded_at,
    )  # fmt: skip
    before = alias_histories.of(person.addressee_number)
    ran("removed_store", FIVE_YEARS)
    settle()
    assert not AliasHistory.objects.exists()
    assert alias_histories.of(person.addressee_number) == before
    assert len(before) == 1


def test_it_is_in_the_order_of_the_days_of_processing(nights):
    first = gone(nights)[0]
    later = gone(nights, on=GONE + timedelta(days=3))[0]
    ran("removed_store", FIVE_YEARS + timedelta(days=5))
    stored = RemovedVersion.objects.filter(is_last=True).order_by("removed_on")
    assert list(stored.values_list("addressee_number", "removed_on")) == [
        (first.addressee_number, GONE), (later.addressee_number, GONE + timedelta(days=3)),
    ]  # fmt: skip


def test_residents_and_recent_removals_stay(nights, settle):
    (here,) = nights.household({})
    (recent,) = gone(nights, on=GONE + timedelta(days=1))
    assert lines(ran("removed_store", FIVE_YEARS)) == []
    settle()
    assert len(rows(here)) == 1
    assert len(rows(recent)) == 3


def call(*arguments):
    with connection.cursor() as cursor:
        cursor.execute("select stored from registry_store_removed(%s, %s, %s, %s, %s)", list(arguments))
        return cursor.fetchall()


def test_the_function_itself_looks_at_the_five_years(nights):
    (person,) = gone(nights)
    (here,) = nights.household({})
    asked = [[person.addressee_number, here.addressee_number], [1, 1], ["", ""], ["", ""]]
    assert call(*asked, FIVE_YEARS - timedelta(days=1)) == []
    assert call(*asked, FIVE_YEARS) == [(person.addressee_number,)]
    assert len(rows(here)) == 1


@pytest.mark.proves("STD:1.1.5/7")
def test_the_app_itself_deletes_neither_history_nor_store(nights):
    (person,) = gone(nights)
    for delete in (
        rows(person)[0].delete,
        ResidentRow.objects.filter(pk=person.addressee_number).delete,
        RemovedVersion.objects.all().delete,
        lambda: RemovedVersion.objects.update(record=2),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            delete()


def test_one_whom_an_application_holds_stays(nights):
    (person,) = gone(nights)
    moment = nights.times
    row = Application.objects.create(
        id="00000000-0000-4000-8000-000000000001", number="20251101-0001", kind="move_in", state="received",
        came_as="self", author="client:clerk", last_changed_by="client:clerk", received_at=moment.machine,
        received_city=moment.city, changed_at=moment.machine, changed_city=moment.city,
    )  # fmt: skip
    ApplicationHold.objects.create(key=f"addressee:{person.addressee_number}", application=row)
    assert lines(ran("removed_store", FIVE_YEARS)) == []


@pytest.mark.proves("STD:1.1.5/8")
def test_one_button_finds_it_in_the_store_when_the_register_has_nobody(nights):
    (person,) = gone(nights, {"individual_number": ""})
    ran("removed_store", FIVE_YEARS)

    def found(**conditions):
        form = SearchForm(purpose="test", **conditions)
        return [
            hit.addressee_number
            for hit in searching.search(form, actor=CLERK, times=at(FIVE_YEARS)).residents
        ]

    mine = [person.addressee_number]
    assert found(addressee_number=person.addressee_number, with_removed=True) == mine
    assert found(addressee_number=person.addressee_number) == []
    assert found(name=person.names.full, with_removed=True) == mine
    assert found(kana="カクウ", match="prefix", with_removed=True) == mine
    assert found(name="架", match="part", birth="昭和55年2月3日", with_removed=True) == mine
    assert found(resident_code=person.resident_code, with_removed=True) == mine
    assert found(address="田無町一丁目2番3号", with_removed=True) == mine
    assert found(address="田無町二丁目", with_removed=True) == []
    (here,) = nights.household({})
    assert found(name=person.names.full, with_removed=True) == [here.addressee_number]


def test_it_is_read_as_any_record_is(nights):
    (person,) = gone(nights)
    before = queries.resident(person.addressee_number, actor=CLERK, times=at(FIVE_YEARS))
    past = queries.resident(person.addressee_number, actor=CLERK, times=at(FIVE_YEARS), as_of=CAME)
    ran("removed_store", FIVE_YEARS)
    assert queries.resident(person.addressee_number, actor=CLERK, times=at(FIVE_YEARS)) == before
    assert queries.resident(person.addressee_number, actor=CLERK, times=at(FIVE_YEARS), as_of=CAME) == past


def test_its_history_its_addresses_and_its_household_are_read_as_before(nights):
    head, child = gone(nights, {}, {})
    asked = {"actor": CLERK, "times": at(FIVE_YEARS)}

    def read():
        number = child.addressee_number
        shown = queries.resident(number, **asked)
        return (
            timeline.timeline(number, **asked), addresses.addresses(number), residents.current(number),
            queries.household(head.household_number, as_of=CAME, **asked), heads.name_of_head(shown, **asked),
        )  # fmt: skip

    before = read()
    ran("removed_store", FIVE_YEARS)
    assert read() == before
    assert len(before[0]) == 3
    assert before[-1] == head.names.full


def test_it_is_looked_at_for_codes_and_for_somebody_alike(nights):
    (person,) = gone(nights)
    ran("removed_store", FIVE_YEARS)
    assert removed_store.are_used([person.resident_code])
    assert lookalikes(person.names.full, person.birth.internal, "2") == [person.addressee_number]
    assert lookalikes(person.names.full, person.birth.internal, "1") == []


def test_who_comes_back_is_recognised_and_keeps_the_number(nights, settle):
    (person,) = gone(nights)
    ran("removed_store", FIVE_YEARS)
    (head,) = removed_store.heads(Q(individual_number=person.individual_number))
    assert (head.addressee_number, head.version, head.record, head.state) == (
        person.addressee_number,
        3,
        1,
        "2",
    )
    back = replace(
        resident_of(removed_store.last(person.addressee_number)), record=2, state=State.RESIDENT, removed=None,
        planned=None, household_number=nights.household({})[0].household_number, position=2,
        relationship=nights.person("1", 2).relationship,
    )  # fmt: skip
    ResidentRow.objects.create(addressee_number=person.addressee_number, version=4, **head_columns(back))
    nights.version(back, number=4, event=nights.event())
    settle()
    assert [row.number for row in rows(person)] == [4]
    assert version_of(removed_store.versions(person.addressee_number, 1)[-1]).number == 3
    then = queries.resident(person.addressee_number, actor=CLERK, times=at(FIVE_YEARS), record=1)
    assert (then.state, then.record) == ("2", 1)


def test_a_gap_in_the_history_is_still_refused(nights, settle):
    (person,) = gone(nights)
    ran("removed_store", FIVE_YEARS)
    back = replace(resident_of(removed_store.last(person.addressee_number)), record=2)
    ResidentRow.objects.create(addressee_number=person.addressee_number, version=5, **head_columns(back))
    nights.version(back, number=5, event=nights.event())
    with pytest.raises(DatabaseError, match="registry_version_gapless"):
        settle()


def test_its_number_is_known_for_ever(nights, monkeypatch):
    (person,) = gone(nights)
    ran("removed_store", FIVE_YEARS)
    assert removed_store.known([person.addressee_number, "0000000019"]) == {person.addressee_number}
    monkeypatch.setattr(addressee, "take_numbers", lambda *_, **__: [person.addressee_number])
    with pytest.raises(NumbersRefused):
        numbers.take_block(size=1, actor=CLERK, times=at(FIVE_YEARS), trace=uuid4())
    assert not AddresseeNumberBlock.objects.filter(pk=person.addressee_number).exists()


@pytest.mark.proves("STD:1.1.5/7")
@pytest.mark.parametrize(
    ("day", "kind"),
    [(date(2169, 11, 20), None), (date(2169, 11, 21), "ending"), (date(2170, 11, 20), "ending"), (date(2170, 11, 21), "ended")],
)  # fmt: skip
def test_the_end_of_a_hundred_and_fifty_years_is_listed_and_erases_nothing(nights, day, kind):
    (person,) = gone(nights)
    ran("removed_store", FIVE_YEARS)
    run = ran("store_end", day)
    assert lines(run) == ([(kind, person.addressee_number)] if kind else [])
    assert removed_store.versions(person.addressee_number)


def test_a_move_in_of_somebody_in_the_store_goes_on_with_their_number(city, network, settle):
    coming = city.person()
    code = network.codes[coming["individual_number"]]
    (person,) = gone(
        Nights(CAME), {"individual_number": coming["individual_number"], "resident_code": code}
    )  # fmt: skip
    ran("removed_store", FIVE_YEARS)
    assert not ResidentRow.objects.filter(pk=person.addressee_number).exists()
    recorded = city.move_in(coming)
    settle()
    assert [one["addressee_number"] for one in recorded["residents"]] == [person.addressee_number]
    (row,) = rows(person)
    assert (row.number, row.record, row.state) == (4, 2, "1")


@pytest.fixture
def stored(city, network):
    """Somebody who was removed long ago and is in the store."""
    del network
    (person,) = gone(Nights(CAME))
    ran("removed_store", FIVE_YEARS)
    city.codes(2)
    return person


@pytest.mark.proves("STD:4.6.0.1/5")
def test_an_act_in_the_store_is_not_taken_back_and_the_former_data_are_entered(city, stored, settle):
    number = stored.addressee_number
    before = removed_store.versions(number)
    removal = before[-1].event.trace
    cancel = city.change("TORIKESHI_ZO", number, target=str(removal), basis="ex_officio")
    reply = city.enter_change(cancel)
    assert reply.status_code == 422
    assert "REG-0770" in reply.content.decode()
    assert "回復" in reply.content.decode()
    city.changed(city.change(
        "KAIFUKU", number, day=GONE.isoformat(), basis="ex_officio", placement={"where": "new"}
    ))  # fmt: skip
    settle()
    (row,) = rows(person := stored)
    made = {"household_number", "position", "relationship_1", "notified_on", *SERIALS}
    now, then = columns(resident_of(row)), columns(resident_of(before[0]))
    differing = {
        name for name in now if now[name] != then[name] and not name.startswith(("event_", "valid_"))
    }
    assert (row.number, row.record, row.state) == (4, 1, "1")
    assert differing <= made
    lines_ = city.door.get(f"/api/residents/{number}/timeline?record=1").json()
    assert [one["number"] for one in lines_] == [4, 3, 2, 1]
    for day, state in ((CAME, "1"), (GONE, "1"), (at(FIVE_YEARS).legal_day, "1")):
        shown = city.door.get(f"/api/residents/{number}?as_of={day.isoformat()}").json()
        assert (shown["state"], shown["name"]["full"]) == (state, person.names.full)
    city.changed(city.change(
        "SHOKKEN_SHUSEI", {"addressee_number": number, "items": {"birth": "昭和55年2月4日"}}, basis="ex_officio"
    ))  # fmt: skip
    settle()
    assert [one.number for one in rows(person)] == [4, 5]


def test_who_is_restored_from_the_store_goes_there_again_whole(city, stored, settle):
    number = stored.addressee_number
    city.changed(city.change(
        "KAIFUKU", number, day=GONE.isoformat(), basis="ex_officio", placement={"where": "new"}
    ))  # fmt: skip
    city.changed(city.change("SHIBO", number, basis="family_register"))
    settle()
    before = timeline.timeline(number, actor=CLERK, times=at(city.today))
    later = date(city.today.year + 6, 1, 10)
    ran("removed_store", later)
    settle()
    assert rows(stored) == []
    assert [one.number for one in before] == [5, 4, 3, 2, 1]
    assert timeline.timeline(number, actor=CLERK, times=at(later)) == before
    lasts = RemovedVersion.objects.filter(addressee_number=number, is_last=True)
    assert list(lasts.values_list("number", flat=True)) == [5]
    assert {row.state for row in removed_store.heads(Q(addressee_number=number))} == {"3"}


def test_what_a_correction_says_of_a_stored_record_stands_on_top_of_it(city, stored, settle):
    number = stored.addressee_number
    opening = removed_store.versions(number)[0].event.trace
    city.changed(city.change(
        "GOKI_SHUSEI", {"addressee_number": number, "items": {"birth": "昭和55年2月4日"}}, target=str(opening),
        basis="ex_officio",
    ))  # fmt: skip
    settle()
    shown = city.door.get(f"/api/residents/{number}?as_of={CAME.isoformat()}").json()
    assert shown["birth"]["day"] == "1980-02-04"
    assert city.door.get(f"/api/residents/{number}").json()["state"] == "2"
