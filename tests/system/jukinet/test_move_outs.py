"""特例転出 of this city: 転出証明書情報 goes to the other municipality, whose 転入通知 comes back."""

from datetime import date
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.links.jukinet import MoveOutCertificate
from juki.links.post import parking
from juki.links.post.inbound import Inbound
from juki.links.registry import MoveInNoticeReceived
from juki.outside.cities import rules, urls
from juki.outside.cities.records.models import ExpectedMoveIn
from support import identification
from support.identification import ELSEWHERE, FARTHER, OWN, address, code, day, name, send
from support.leaving import certificate, person

CLERK = "othercity.demo"


@pytest.fixture
def register(db, monkeypatch, wire) -> list[MoveInNoticeReceived]:
    """What the register got."""
    got: list[MoveInNoticeReceived] = []
    taking = Inbound(handlers={MoveInNoticeReceived: lambda _act, message: got.append(message)})
    identification.install(monkeypatch, registry=taking)
    monkeypatch.setattr(rules, "clients", lambda: {CLERK: [ELSEWHERE], "second": [FARTHER]})
    for client in (CLERK, "second"):
        AccessGrant.objects.create(
            system="cities", client=client, permission=urls.ARRIVE, valid_from=date(2020, 1, 1)
        )
    return got


def ours(*persons: Any, **changed: Any) -> MoveOutCertificate:
    """A household that leaves this city for another."""
    away = {
        "former_municipality": OWN, "former_address": address(), "new_municipality": ELSEWHERE,
        "new_address": address("9番9号", municipality=ELSEWHERE),
    }  # fmt: skip
    return certificate(*persons, **away | changed)


def arrive(
    certificate: str, *, moved_in_on: str = "2026-11-22", who: str = CLERK, key: Any = None, **more: Any
) -> Any:
    with override_settings(ROOT_URLCONF=tuple(urls.urlpatterns)):
        return Client(raise_request_exception=False).post(
            "/api/move-ins", msgspec.json.encode({"certificate": certificate, "moved_in_on": moved_in_on, **more}),
            content_type="application/json", headers={"Idempotency-Key": str(key or uuid4())},
            **{"juki.certificate": f"urn:juki:client:{who}"},
        )  # fmt: skip


def parked() -> list[tuple[str, str]]:
    return [(owner, row.code) for owner in ("jukinet", "cities") for row in parking.parked(owner)]


def test_a_household_leaves_arrives_and_is_told_of(register, wire):
    sent = ours(person(1), person(2, individual_number=""))
    send(sent)
    wire.settle()
    row = ExpectedMoveIn.objects.get()
    assert (str(row.certificate), row.municipality, row.persons, row.sent_at) == (
        sent.certificate,
        ELSEWHERE,
        2,
        None,
    )

    assert arrive(sent.certificate).status_code == 201
    wire.settle()
    assert parked() == []
    assert [notice.resident_code for notice in register] == [code(1), code(2)]
    told = register[0]
    assert (told.former_municipality, told.new_municipality, told.moved_in_on) == (
        OWN,
        ELSEWHERE,
        "2026-11-22",
    )
    assert told.new_address == sent.new_address
    assert len({notice.notice for notice in register}) == 2


def test_it_is_told_once_and_never_by_hand_again(register, wire):
    sent = ours(person(1))
    send(sent)
    send(sent)
    wire.settle()
    assert (parked(), ExpectedMoveIn.objects.count()) == ([], 1)
    key = uuid4()
    assert [arrive(sent.certificate, key=key).status_code for _ in range(2)] == [201, 201]
    assert arrive(sent.certificate).json()["code"] == "OUT-0307"
    wire.settle()
    assert len(register) == 1


def test_they_live_elsewhere_than_they_had_planned(register, wire):
    sent = ours(person(1))
    send(sent)
    wire.settle()
    elsewhere = address("8番8号", municipality=ELSEWHERE)
    assert arrive(sent.certificate, new_address=msgspec.to_builtins(elsewhere)).status_code == 201
    wire.settle()
    assert register[0].new_address == elsewhere


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"who": "second"}, (403, "OUT-0302")),
        ({"moved_in_on": "2026-11-25"}, (422, "OUT-0305")),
        ({"moved_in_on": "22"}, (422, "OUT-0305")),
        ({"certificate": str(uuid4())}, (404, "OUT-0306")),
    ],
)
def test_an_arrival_that_cannot_be_is_refused(register, wire, changed, expected):
    sent = ours(person(1))
    send(sent)
    wire.settle()
    reply = arrive(**{"certificate": sent.certificate} | changed)
    assert (reply.status_code, reply.json()["code"]) == expected
    assert ExpectedMoveIn.objects.get().sent_at is None


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"new_municipality": OWN}, [("jukinet", "JKN-0116")]),
        ({"former_municipality": FARTHER}, [("jukinet", "JKN-0116")]),
        ({"persons": ()}, [("jukinet", "JKN-0115")]),
        ({"new_address": address(municipality=FARTHER)}, [("cities", "OUT-0301")]),
        ({"former_head": ""}, [("jukinet", "JKN-0115")]),
    ],
)
def test_a_certificate_that_leads_nowhere_is_parked(register, wire, changed, expected):
    send(msgspec.structs.replace(ours(person(1)), **changed))
    wire.settle()
    assert parked() == expected
    assert not ExpectedMoveIn.objects.exists()


def test_the_same_id_with_another_content_is_parked(register, wire):
    sent = ours(person(1))
    send(sent)
    send(msgspec.structs.replace(sent, planned_on="2026-12-01"))
    wire.settle()
    assert parked() == [("cities", "OUT-0308")]


def notice(**changed: Any) -> MoveInNoticeReceived:
    built = MoveInNoticeReceived(
        notice=str(uuid4()), sent_at="2026-11-24T01:00:00+00:00", former_municipality=OWN, resident_code=code(1),
        person=name(1), birth=day("1980-04-01"), sex="2", new_municipality=ELSEWHERE,
        new_address=address(municipality=ELSEWHERE), moved_in_on="2026-11-22",
    )  # fmt: skip
    return msgspec.structs.replace(built, **changed)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"moved_in_on": "2026-11-24"}, []),
        ({"moved_in_on": "2026-11-25"}, ["JKN-0108"]),
        ({"moved_in_on": ""}, ["JKN-0115"]),
        ({"notice": "1"}, ["JKN-0115"]),
        ({"sent_at": "2026-11-24T01:00:00"}, ["JKN-0115"]),
        ({"former_municipality": FARTHER}, ["JKN-0118"]),
        ({"new_municipality": OWN}, ["JKN-0118"]),
        ({"new_municipality": FARTHER}, ["JKN-0118"]),
        ({"resident_code": "1"}, ["KRN-0111"]),
        ({"sex": "x"}, ["JKN-0115"]),
    ],
)
def test_a_notice_is_checked_before_it_is_handed_on(register, wire, changed, expected):
    sent = notice(**changed)
    send(sent, own="cities")
    wire.settle()
    assert [row.code for row in parking.parked("jukinet")] == expected
    assert register == ([] if expected else [sent])
