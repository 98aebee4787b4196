"""シリアル番号 through the CS: for residents on file, in their form, or parked; nothing is kept."""

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.links.jukinet import CardSerial
from juki.links.post import parking
from juki.links.post.inbound import Inbound
from juki.links.post.models import Outbox
from juki.systems.jukinet.codes import RecordState
from juki.systems.jukinet.records.models import Identification
from support import identification
from support.identification import code, send, update

AT = "2026-11-23T01:00:00+00:00"


def serial(**changed) -> CardSerial:
    return CardSerial(
        **{"resident_code": code(1), "serial": "1f0a", "state": "in_force", "changed_at": AT, **changed}
    )


@pytest.fixture
def register(db, wire, monkeypatch) -> list[CardSerial]:
    """What the register got, after person 1 was entered."""
    got: list[CardSerial] = []
    taking = Inbound(handlers={CardSerial: lambda _act, message: got.append(message)})
    identification.install(monkeypatch, registry=taking)
    send(update(1))
    wire.settle()
    return got


def test_it_reaches_the_register_as_it_was_sent_and_leaves_nothing_behind(register, wire):
    send(serial(), own="cards")
    wire.settle()
    assert register == [serial()]
    assert Outbox.objects.get(owner="jukinet", destination="registry", name="card-serial").body is None
    row = AuditEntry.objects.get(action="card_serial.forwarded")
    assert row.subjects == [f"resident:{code(1)}"]
    assert row.detail == {"state": "in_force"}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"resident_code": code(2)}, "JKN-0103"),
        ({"resident_code": "1"}, "KRN-0111"),
        ({"serial": "01f"}, "JKN-0115"),
        ({"serial": "1F"}, "JKN-0115"),
        ({"serial": ""}, "JKN-0115"),
        ({"serial": "1" * 40 + "0"}, "LNK-0104"),
        ({"serial": "1 "}, "JKN-0115"),
        ({"changed_at": "2026-11-23T01:00:00"}, "JKN-0115"),
        ({"changed_at": "昨日"}, "JKN-0115"),
    ],
)
def test_a_bad_one_is_parked_and_goes_nowhere(register, wire, changed, expected):
    send(serial(**changed), own="cards")
    wire.settle()
    assert [row.code for row in parking.parked("jukinet")] == [expected]
    assert register == []


def test_a_removed_resident_has_no_card_here(register, wire):
    Identification.objects.filter(pk=code(1)).update(event_class="removal", record_state=RecordState.REMOVED)
    send(serial(), own="cards")
    wire.settle()
    assert [row.code for row in parking.parked("jukinet")] == ["JKN-0103"]
    assert register == []
