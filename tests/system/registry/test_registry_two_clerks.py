"""Two clerks at once: one succeeds, the other is told; nobody waits for ever."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import (
    AddresseeNumberBlock,
    ApplicationHold,
    EventRow,
    ResidentRow,
)

CAME = {"capacity": "self", "documents": ["個人番号カード"]}


@pytest.fixture
def open_city(committing_db, people):
    people.door.may(*Permission)
    people.door.may(*Permission, client="reviewer")
    people.numbers(80)
    return people


def at_once(calls):
    """The replies of ``calls``, each on a connection of its own, all started together."""
    start = Barrier(len(calls))

    def send(call):
        try:
            start.wait()
            reply = call()
            return reply.status_code, reply.json()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(send, calls))


def entering(city, form):
    standing = city.received()
    door = type(city.door)()
    return lambda: city.enter(form, standing=standing, door=door)


def approving(city, standing, key=None):
    door = type(city.door)(who="urn:juki:client:reviewer")
    body = city.named(standing)
    return lambda: door.post("/api/applications/approvals", body, key=key)


def test_the_same_persons_in_opposite_order(open_city):
    for _ in range(3):
        one, other = open_city.person("同居人"), open_city.person("同居人")
        forms = [open_city.form(one, other), open_city.form(other, one)]
        replies = at_once([entering(open_city, form) for form in forms])
        assert Counter(status for status, _ in replies) == {200: 1, 409: 1}
        (told,) = [body for status, body in replies if status == 409]
        (entered,) = [body for status, body in replies if status == 200]
        assert told["code"] == "REG-0606"
        assert entered["number"] in told["title"]
        assert "clerk" in told["title"]


def test_one_household_is_joined_by_one_at_a_time(open_city):
    first = open_city.move_in(open_city.person())
    joining = {"number": first["household_number"]}
    forms = [open_city.form(open_city.person("同居人"), household=joining) for _ in range(3)]
    replies = at_once([entering(open_city, form) for form in forms])
    assert sorted(body.get("code", "") for _, body in replies) == ["", "REG-0606", "REG-0606"]
    (entered,) = [body for status, body in replies if status == 200]
    assert open_city.approve(open_city.submit(entered).json()).status_code == 201
    assert open_city.enter(forms[0]).status_code in {200, 422}
    assert sorted(ResidentRow.objects.values_list("position", flat=True)) == [1, 2]


def test_two_approve_at_once_and_one_record_is_written(open_city):
    standing = open_city.submitted(open_city.person(), open_city.person("妻"))
    replies = at_once([approving(open_city, standing) for _ in range(2)])
    assert Counter(status for status, _ in replies) == {201: 1, 409: 1}
    assert {body["code"] for status, body in replies if status == 409} == {"REG-0603"}
    assert EventRow.objects.count() == 1
    assert ResidentRow.objects.count() == 2
    assert AddresseeNumberBlock.objects.filter(used_at__isnull=False).count() == 2
    assert not ApplicationHold.objects.exists()


def test_one_key_at_once_has_one_effect(open_city):
    standing, key = open_city.submitted(open_city.person()), uuid4()
    replies = at_once([approving(open_city, standing, key) for _ in range(2)])
    done = [body for status, body in replies if status == 201]
    assert {(status, body["code"]) for status, body in replies if status != 201} <= {(409, "KRN-0213")}
    assert open_city.approve(standing, key=key).json() == done[0] == done[-1]
    assert EventRow.objects.count() == 1


def test_receipts_of_a_day_have_no_gap(open_city):
    calls = [partial(type(open_city.door)().post, "/api/applications", {"came": CAME}) for _ in range(5)]
    numbers = [body["number"] for _, body in at_once(calls)]
    day = f"{open_city.today:%Y%m%d}"
    assert sorted(numbers) == [f"{day}-{place:04}" for place in range(1, 6)]
