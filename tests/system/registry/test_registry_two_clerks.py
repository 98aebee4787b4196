"""Two clerks at once: one succeeds, the other is told; nobody waits for ever."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, transaction

from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import AddresseeNumberBlock, EventRow, ResidentRow, ResidentVersion


@pytest.fixture
def open_city(committing_db, people):
    people.door.may(*Permission)
    people.numbers(80)
    return people


def at_once(city, forms, *, keys=None):
    start = Barrier(len(forms))

    def send(place):
        try:
            start.wait()
            reply = type(city.door)().post("/api/move-ins", forms[place], key=keys[place] if keys else None)
            return reply.status_code, reply.json()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(send, range(len(forms))))


def test_the_same_persons_in_opposite_order(open_city):
    for _ in range(3):
        one, other = open_city.person("同居人"), open_city.person("同居人")
        open_city.confirm(one, other)
        before = ResidentRow.objects.count()
        replies = at_once(open_city, [open_city.form(one, other), open_city.form(other, one)])
        assert Counter(status for status, _ in replies) == {201: 1, 409: 1}
        assert {body["code"] for status, body in replies if status == 409} == {"REG-0301"}
        assert ResidentRow.objects.count() == before + 2
    assert AddresseeNumberBlock.objects.filter(used_at__isnull=False).count() == ResidentRow.objects.count()


def test_one_household_joined_by_many(open_city):
    first = open_city.move_in(open_city.person())
    joining = {"number": first["household_number"]}
    forms = [open_city.confirmed(open_city.person("同居人"), household=joining) for _ in range(4)]
    assert [status for status, _ in at_once(open_city, forms)] == [201] * 4
    assert sorted(ResidentRow.objects.values_list("position", flat=True)) == [1, 2, 3, 4, 5]


def test_two_heads_for_a_headless_household(open_city):
    first = open_city.move_in(open_city.person("同居人"))
    joining = {"number": first["household_number"]}
    forms = [open_city.confirmed(open_city.person(), household=joining) for _ in range(2)]
    assert sorted(body.get("code", "") for _, body in at_once(open_city, forms)) == ["", "REG-0110"]


def test_somebody_returns_twice(open_city):
    person = open_city.person()
    number = open_city.move_in(person)["residents"][0]["addressee_number"]
    row = ResidentVersion.objects.get()
    values = {
        field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name != "event"
    }
    with transaction.atomic():
        ResidentVersion.objects.create(**{**values, "number": 2, "state": "2"}, event_id=row.event_id)
        ResidentRow.objects.filter(addressee_number=number).update(version=2, state="2")
    forms = [open_city.confirmed(person), open_city.confirmed(person)]
    assert sorted(body.get("code", "") for _, body in at_once(open_city, forms)) == ["", "REG-0301"]


def test_one_key_at_once_has_one_effect(open_city):
    form, key = open_city.confirmed(open_city.person()), uuid4()
    replies = at_once(open_city, [form, form], keys=[key, key])
    done = [body for status, body in replies if status == 201]
    assert {(status, body["code"]) for status, body in replies if status != 201} <= {(409, "KRN-0213")}
    assert open_city.door.post("/api/move-ins", form, key=key).json() == done[0] == done[-1]
    assert EventRow.objects.count() == 1
