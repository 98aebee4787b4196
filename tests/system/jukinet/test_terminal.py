"""The 統合端末's doors: searches, records, flags; who may, what is logged, what is never shown."""

import json
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.models import PostedForm
from juki.links.post import parking
from juki.systems.jukinet.api.record import RecordReply
from juki.systems.jukinet.records.items import ITEMS
from juki.systems.jukinet.records.models import Identification
from support.identification import REGISTER, address, code, day, name, number, send, times, update

PERMISSIONS = {
    "api/searches": "jukinet.identification.search",
    "api/identification": "jukinet.identification.see",
    "api/bars": "jukinet.updates.bar",
    "api/reservations": "jukinet.record.reserve",
}
WITH_NUMBER = "?with=individual_number"
HERE = "某都某市某町一丁目1番1号"


@pytest.fixture
def city(db, network):
    with override_settings(ROOT_URLCONF="support.urls"):
        send(update(1))
        send(update(2, address=address("2番2号")))
        network.settle()
        yield network


def post(
    route: str, body: Any, *, granted: bool = True, client: str = "clerk", key: str = "", query: str = ""
) -> tuple[int, Any]:
    if granted:
        AccessGrant.objects.get_or_create(
            system="jukinet", client=client, permission=PERMISSIONS[route], valid_from="2026-01-01"
        )
    with override_settings(ROOT_URLCONF="juki.systems.jukinet.api.urls"):
        reply = Client(raise_request_exception=False).post(
            f"/{route}{query}", json.dumps(body), content_type="application/json",
            HTTP_IDEMPOTENCY_KEY=key or str(uuid4()), **{"juki.certificate": f"urn:juki:client:{client}"},
        )  # fmt: skip
    return reply.status_code, reply.json()


@pytest.mark.parametrize(
    ("criteria", "hits"),
    [
        ({"name": name(1).full, "birth": "1980-04-01"}, [code(1)]),
        ({"name": "試験 1号", "birth": "1980-04-01"}, [code(1)]),
        ({"name": "しけんばんごう", "birth": "1980-04-01"}, [code(1), code(2)]),
        ({"name": name(1).full, "address": HERE}, [code(1)]),
        ({"name": name(2).full, "address": HERE}, []),
        ({"name": name(1).full, "birth": "1980-04-01", "sex": "1"}, []),
        ({"name": name(1).full, "birth": "1980-04-02"}, []),
        ({"name": "・", "birth": "1980-04-01"}, []),
    ],
)
@pytest.mark.proves("S2.04", "C:xfer.exact_result@2", "C:cs.search2@2", "C:cs.search2@3")
def test_searches(city, criteria, hits):
    status, found = post("api/searches", {"reason": "窓口", **criteria})
    assert (status, [hit["resident_code"] for hit in found]) == (200, hits)
    assert number(1) not in json.dumps(found)
    actions = list(
        AuditEntry.objects.filter(who="client:clerk", action__startswith="identification.")
        .order_by("number")
        .values_list("action", flat=True)
    )
    assert actions[-2:] == ["identification.search", "identification.listed"]
    listed = AuditEntry.objects.filter(action="identification.listed").get()
    assert listed.subjects == [f"resident:{one}" for one in hits]


def test_who_has_no_kana_is_not_everybodys_hit(city, network):
    send(update(3, person=msgspec.structs.replace(name(3), kana="", kana_certified=False)))
    network.settle()
    assert Identification.objects.get(pk=code(3)).name_key == ""
    assert post("api/searches", {"reason": "窓口", "name": "・", "birth": "1980-04-01"}) == (200, [])


@pytest.mark.parametrize(
    "criteria",
    [
        {},
        {"name": name(1).full},
        {"address": HERE},
        {"birth": "1980-04-01"},
        {"sex": "2"},
        {"name": name(1).full, "sex": "2"},
        {"address": HERE, "birth": "1980-04-01"},
        {"name": " ", "birth": "1980-04-01"},
        {"name": name(1).full, "address": "　"},
    ],
)
@pytest.mark.proves("S2.04", "C:cs.search2@2", "C:cs.search2@3")
def test_a_search_by_too_little_is_refused_and_logged(city, criteria):
    status, problem = post("api/searches", {"reason": "窓口", **criteria})
    assert (status, problem["code"]) == (422, "JKN-0201")
    entry = AuditEntry.objects.get(action="identification.search")
    assert (entry.outcome, entry.detail["code"]) == ("refused", "JKN-0201")


def test_a_search_that_lists_a_crowd_shows_nobody(city, network):
    for serial in range(10, 61):
        send(update(serial, person=name(10)))
    network.settle()
    status, problem = post("api/searches", {"reason": "窓口", "name": name(10).full, "birth": "1980-04-01"})
    assert (status, problem["code"]) == (422, "JKN-0202")


@pytest.mark.parametrize(
    "body",
    [
        {"reason": "r", "birth": "1980-02-30"},
        {"name": "a"},
        {"reason": "r", "sex": "7"},
        {"reason": "r", "more": 1},
        [],
    ],
)
def test_a_malformed_search_is_refused(city, body):
    status, problem = post("api/searches", body)
    assert (status, problem["code"]) == (400, "KRN-0205")


def test_a_record_shows_all_items_but_the_number(city):
    status, shown = post("api/identification", {"resident_code": code(1), "reason": "窓口"})
    assert status == 200
    assert shown["name"] == name(1).full
    assert set(shown) == {column for item in ITEMS for column in item.columns} - {"individual_number"}
    assert number(1) not in json.dumps(shown)
    assert AuditEntry.objects.get(action="identification.read").subjects == [f"resident:{code(1)}"]


def test_the_number_needs_its_own_right(city):
    body = {"resident_code": code(1), "reason": "窓口"}
    post("api/identification", body)
    status, problem = post("api/identification", body, query=WITH_NUMBER)
    assert (status, problem["code"]) == (403, "KRN-0202")
    AccessGrant.objects.create(
        system="jukinet", client="clerk", permission="jukinet.individual_number.see", valid_from="2026-01-01"
    )
    status, shown = post("api/identification", body, query=WITH_NUMBER)
    assert (status, shown["individual_number"]) == (200, number(1))
    assert tuple(shown) == RecordReply.__struct_fields__ == tuple(c for item in ITEMS for c in item.columns)
    assert AuditEntry.objects.get(action="identification.number").subjects == [f"resident:{code(1)}"]
    assert not PostedForm.objects.exists()


@pytest.mark.parametrize(
    ("given", "status", "expected"), [(code(9), 404, "JKN-0203"), ("1", 422, "KRN-0111")]
)
def test_nobody(city, given, status, expected):
    found, problem = post("api/identification", {"resident_code": given, "reason": "窓口"})
    assert (found, problem["code"]) == (status, expected)


def test_an_old_code_leads_to_the_new_one(city, network):
    send(update(1, event_class="removal", event_reason="TENSHUTSU", update_number=2))
    send(update(5, individual_number=number(1)))
    network.settle()
    status, shown = post("api/identification", {"resident_code": code(1), "reason": "窓口"})
    assert (status, shown["resident_code"], shown["former_resident_code"]) == (200, code(5), code(1))


@pytest.mark.parametrize("route", PERMISSIONS)
def test_without_the_right_nothing_is_shown_or_done(city, route):
    body = {"resident_code": code(1), "reason": "窓口"}
    status, problem = post(route, body, granted=False, client="nobody")
    assert (status, problem["code"]) == (403, "KRN-0202")
    assert AuditEntry.objects.get(action="door.refused").who == "client:nobody"


@pytest.mark.parametrize(
    ("route", "flag", "expected"),
    [("api/bars", "updates_barred", "JKN-0110"), ("api/reservations", "reserved", "JKN-0111")],
)
def test_a_flag_parks_updates_until_it_is_lifted(city, network, route, flag, expected):
    body = {"resident_code": code(1), "on": True, "reason": "調査中"}
    key = str(uuid4())
    assert post(route, body, key=key) == (200, {flag: True})
    assert post(route, body, key=key) == (200, {flag: True})
    assert post(route, body)[1]["code"] == "JKN-0204"
    send(
        update(
            1, event_class="amendment", event_reason="TENKYO", event_date=day("2026-11-24"), update_number=2
        )
    )
    network.settle()
    (row,) = parking.parked("jukinet")
    assert row.code == expected
    assert post(route, {**body, "on": False}) == (200, {flag: False})
    assert (
        parking.retry(owner="jukinet", message_id=row.message_id, actor=REGISTER, reason="r", times=times())
        == 1
    )
    assert Identification.objects.get(pk=code(1)).update_number == 2
    assert AuditEntry.objects.filter(action=f"identification.{flag}").count() == 2


@pytest.mark.parametrize(
    ("given", "status", "expected"), [(code(9), 404, "JKN-0203"), ("1", 422, "KRN-0111")]
)
def test_a_flag_of_nobody(city, given, status, expected):
    found, problem = post("api/bars", {"resident_code": given, "on": True, "reason": "r"})
    assert (found, problem["code"]) == (status, expected)
