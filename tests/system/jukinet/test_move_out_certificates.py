"""転出証明書情報 through the CS: forwarded, or parked; nothing is kept."""

from typing import Any

import msgspec
import pytest

from juki.kernel.audit.models import AuditEntry
from juki.links.post import parking
from juki.links.post.inbound import Inbound
from juki.links.post.models import Outbox
from juki.links.registry import MoveOutCertificate
from juki.systems.jukinet.records.models import Identification
from support import identification
from support.identification import ELSEWHERE, FARTHER, OWN, address, code, day, name, send
from support.leaving import certificate, foreigner, person


@pytest.fixture
def register(monkeypatch, wire) -> list[MoveOutCertificate]:
    """What the register got."""
    got: list[MoveOutCertificate] = []
    taking = Inbound(handlers={MoveOutCertificate: lambda _act, message: got.append(message)})
    identification.install(monkeypatch, registry=taking)
    return got


def test_it_reaches_the_register_as_it_was_sent_and_leaves_nothing_behind(db, wire, register):
    sent = certificate(person(1), foreigner(2))
    send(sent, own="cities")
    wire.settle()
    assert register == [sent]
    assert not Identification.objects.exists()
    assert Outbox.objects.get(owner="jukinet", destination="registry").body is None
    row = AuditEntry.objects.get(action="move_out_certificate.forwarded")
    assert row.subjects == [f"resident:{code(1)}", f"resident:{code(2)}"]
    assert row.detail == {"municipality": ELSEWHERE, "certificate": sent.certificate}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"new_municipality": FARTHER}, "JKN-0118"),
        ({"former_municipality": OWN}, "JKN-0118"),
        ({"former_municipality": FARTHER}, "JKN-0118"),
        ({"former_municipality": "1"}, "KRN-0121"),
        ({"former_address": address(municipality=OWN)}, "JKN-0118"),
        ({"planned_on": "2026-02-30"}, "JKN-0115"),
        ({"filed_on": ""}, "JKN-0115"),
        ({"issued_at": "2026-11-20T01:00:00"}, "JKN-0115"),
        ({"certificate": "1"}, "JKN-0115"),
        ({"former_head": ""}, "JKN-0115"),
        ({"persons": ()}, "JKN-0115"),
        ({"persons": (person(1), person(1))}, "JKN-0115"),
        ({"persons": (person(1, resident_code="1"),)}, "KRN-0111"),
        ({"persons": (person(1, individual_number="1"),)}, "KRN-0101"),
        ({"persons": (person(1, kind="2"),)}, "JKN-0115"),
        ({"persons": (person(1, sex="x"),)}, "JKN-0115"),
        ({"persons": (person(1, person=msgspec.structs.replace(name(1), full="")),)}, "KRN-0166"),
        ({"persons": (person(1, birth=msgspec.structs.replace(day("1980-04-01"), text="?")),)}, "KRN-0148"),
    ],
)
def test_a_bad_one_is_parked_and_goes_nowhere(db, wire, register, changed: dict[str, Any], expected: str):
    send(certificate(**changed), own="cities")
    wire.settle()
    assert [row.code for row in parking.parked("jukinet")] == [expected]
    assert register == []
