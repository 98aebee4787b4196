"""A clerk of another municipality files a 特例転出."""

from datetime import date
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.links.jukinet import MoveOutCertificate
from juki.links.post.inbound import Inbound
from juki.outside.cities import rules, urls
from juki.outside.cities.records.models import FiledMoveOut
from support import identification
from support.identification import ELSEWHERE, FARTHER, OWN, code
from support.leaving import certificate, person

CLERK = "othercity.demo"


@pytest.fixture
def cs(db, monkeypatch, wire) -> list[MoveOutCertificate]:
    """What the city's CS got from the other municipality."""
    got: list[MoveOutCertificate] = []
    taking = Inbound(handlers={MoveOutCertificate: lambda _act, message: got.append(message)})
    identification.install(monkeypatch, jukinet=taking)
    monkeypatch.setattr(rules, "clients", lambda: {CLERK: [ELSEWHERE], "second": [FARTHER]})
    for client in (CLERK, "second"):
        AccessGrant.objects.create(
            system="cities", client=client, permission=urls.FILE, valid_from=date(2020, 1, 1)
        )
    return got


def filing(**changed: Any) -> dict[str, Any]:
    form = msgspec.to_builtins(certificate(person(1), person(2)))
    for item in ("certificate", "issued_at", "former_municipality"):
        del form[item]
    return form | changed


def post(form: dict[str, Any], *, key: Any = None, who: str = CLERK) -> Any:
    with override_settings(ROOT_URLCONF=tuple(urls.urlpatterns)):
        return Client(raise_request_exception=False).post(
            "/api/move-outs", msgspec.json.encode(form), content_type="application/json",
            headers={"Idempotency-Key": str(key or uuid4())}, **{"juki.certificate": f"urn:juki:client:{who}"},
        )  # fmt: skip


def test_it_is_kept_without_a_person_and_sent_as_filed(cs, wire):
    reply = post(filing())
    assert reply.status_code == 201
    wire.settle()
    (sent,) = cs
    row = FiledMoveOut.objects.get()
    assert (str(row.certificate), sent.certificate) == (reply.json()["certificate"],) * 2
    assert (sent.persons, sent.former_municipality) == ((person(1), person(2)), ELSEWHERE)
    assert (row.persons, row.filed_by, row.planned_on) == (2, CLERK, date(2026, 11, 22))
    assert {"name", "birth", "individual_number"}.isdisjoint(vars(row))
    logged = AuditEntry.objects.get(action="move_out.filed")
    assert logged.subjects == [f"resident:{code(1)}", f"resident:{code(2)}"]


def test_the_same_key_sends_once_and_a_second_hand_never(cs, wire):
    key = uuid4()
    first, again = post(filing(), key=key), post(filing(), key=key)
    assert (first.status_code, first.content) == (again.status_code, again.content)
    wire.settle()
    by_hand = post(filing())
    assert (by_hand.status_code, by_hand.json()["code"]) == (409, "OUT-0303")
    wire.settle()
    assert len(cs) == 1


def test_another_planned_day_is_another_certificate(cs, wire):
    assert post(filing()).status_code == post(filing(planned_on="2026-11-23")).status_code == 201
    wire.settle()
    assert [one.planned_on for one in cs] == ["2026-11-22", "2026-11-23"]
    assert cs[0].issued_at < cs[1].issued_at


def test_what_was_filed_while_the_city_is_down_arrives_later_once(cs, wire):
    wire.down.add("jukinet")
    assert post(filing()).status_code == 201
    wire.settle()
    assert cs == []
    wire.down.clear()
    wire.settle()
    assert len(cs) == 1


@pytest.mark.parametrize(
    ("changed", "status", "expected"),
    [
        ({"new_municipality": FARTHER}, 422, "OUT-0305"),
        ({"new_municipality": "1"}, 422, "KRN-0121"),
        ({"planned_on": "2026-13-01"}, 422, "OUT-0305"),
        ({"filed_on": "2026-11-25"}, 422, "OUT-0305"),
        ({"former_head": " "}, 422, "OUT-0305"),
        ({"persons": []}, 422, "OUT-0304"),
        ({"persons": [msgspec.to_builtins(person(1))] * 2}, 422, "OUT-0304"),
        ({"persons": [msgspec.to_builtins(person(1, individual_number="1"))]}, 422, "KRN-0101"),
        ({"persons": [msgspec.to_builtins(person(1, relationship="孫"))]}, 422, "KRN-0195"),
        ({"more": ""}, 400, "KRN-0205"),
    ],
)
def test_a_bad_filing_changes_nothing(cs, wire, changed, status, expected):
    reply = post(filing(**changed))
    assert (reply.status_code, reply.json()["code"]) == (status, expected)
    wire.settle()
    assert (FiledMoveOut.objects.count(), cs) == (0, [])


def test_a_clerk_files_for_their_own_municipality_only(cs, wire):
    reply = post(filing(), who="second")
    assert (reply.status_code, reply.json()["code"]) == (403, "OUT-0302")
    reply = post(filing(), who="stranger")
    assert (reply.status_code, reply.json()["code"]) == (403, "KRN-0202")


def test_nobody_moves_out_to_where_they_are(cs, wire):
    form = filing()
    form["former_address"]["municipality"] = OWN
    assert post(form).json()["code"] == "OUT-0302"
