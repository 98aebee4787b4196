"""転入通知 and 符号取得要求 through the CS."""

from typing import Any

import msgspec
import pytest

from juki.kernel.audit.models import AuditEntry
from juki.links.jukinet import LinkageCodeRequest
from juki.links.nws import LinkageCodeSeed
from juki.links.post import parking
from juki.links.post.inbound import Inbound
from juki.links.post.models import Outbox
from juki.outside.cities.records.models import ReceivedMoveInNotice
from support import identification
from support.identification import ELSEWHERE, FARTHER, OWN, address, code, day, name, notice, send, update


def codes(owner: str = "jukinet") -> list[str]:
    return [row.code for row in parking.parked(owner)]


def test_a_move_in_notice_reaches_the_former_municipality_once(db, network):
    send(update(), notice())
    network.lost.add("cities")
    network.settle()
    network.lost.clear()
    network.settle()
    kept = ReceivedMoveInNotice.objects.get()
    assert (kept.municipality, kept.new_municipality, kept.resident_code) == (ELSEWHERE, OWN, code(1))
    assert kept.name == name(1).full


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"former_municipality": OWN}, "JKN-0116"),
        ({"former_municipality": "1"}, "KRN-0121"),
        ({"new_municipality": FARTHER}, "JKN-0116"),
        ({"new_address": address(municipality=FARTHER)}, "JKN-0116"),
        ({"moved_in_on": day("2026-11-25")}, "JKN-0108"),
        ({"resident_code": "0"}, "KRN-0111"),
        ({"sex": "x"}, "JKN-0115"),
        ({"person": msgspec.structs.replace(name(1), full="")}, "KRN-0166"),
        ({"birth": msgspec.structs.replace(day("1980-04-01"), text="?")}, "KRN-0148"),
    ],
)
def test_a_bad_notice_goes_nowhere(db, network, changed: dict[str, Any], expected: str):
    send(notice(1, **changed))
    network.settle()
    assert codes() == [expected]
    assert not ReceivedMoveInNotice.objects.exists()
    assert AuditEntry.objects.get(action="link.parked").detail["code"] == expected


def test_the_same_person_gets_the_same_token_and_no_code_goes_to_the_network(db, wire, monkeypatch):
    seeds: list[LinkageCodeSeed] = []
    nws = Inbound(handlers={LinkageCodeSeed: lambda _act, seed: seeds.append(seed)})
    identification.install(monkeypatch, nws=nws)
    send(update(1), update(2))
    wire.settle()
    for serial, processing in ((1, "p1"), (2, "p2"), (1, "p3")):
        send(LinkageCodeRequest(processing_number=processing, resident_code=code(serial)))
    wire.settle()
    tokens = {seed.processing_number: seed.person_token for seed in seeds}
    assert tokens["p1"] == tokens["p3"] != tokens["p2"]
    assert len(seeds) == 3
    streams = Outbox.objects.filter(owner="nation", destination="nws").values_list("streams", flat=True)
    assert not any(code(1) in stream or code(2) in stream for row in streams for stream in row)


def test_a_request_that_overtakes_its_person_waits_for_them(db, wire, monkeypatch):
    seeds: list[LinkageCodeSeed] = []
    taking = Inbound(handlers={LinkageCodeSeed: lambda _act, message: seeds.append(message)})
    identification.install(monkeypatch, nws=taking)
    wire.down.add("prefecture")
    send(update(1))
    send(LinkageCodeRequest(processing_number="p1", resident_code=code(1)))
    wire.settle()
    assert (seeds, codes()) == ([], [])
    wire.down.clear()
    wire.settle()
    assert [seed.processing_number for seed in seeds] == ["p1"]
    assert codes() == []


@pytest.mark.parametrize(
    ("request_of", "expected"),
    [
        (LinkageCodeRequest(processing_number="p", resident_code=code(9)), "JKN-0103"),
        (LinkageCodeRequest(processing_number=" ", resident_code=code(1)), "JKN-0115"),
        (LinkageCodeRequest(processing_number="p", resident_code="1"), "KRN-0111"),
    ],
)
def test_a_bad_linkage_request_is_parked(db, network, request_of, expected):
    send(update())
    send(request_of)
    network.settle()
    assert codes() == [expected]
    assert not Outbox.objects.filter(owner="nation", destination="nws").exists()
