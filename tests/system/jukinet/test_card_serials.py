"""シリアル番号 through the CS: for residents on file, in their form, or parked; what came early waits for its holder."""

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.links.jukinet import CardSerial
from juki.links.post import parking, stations
from juki.links.post.inbound import Inbound
from juki.links.post.models import Outbox
from juki.systems.jukinet.codes import RecordState
from juki.systems.jukinet.records.models import AwaitedSerial, Identification
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


def test_one_that_came_early_waits_for_its_holder_and_goes_on_in_its_own_trace(register, wire):
    send(serial(resident_code=code(2)), own="cards")
    send(serial(resident_code=code(2), state="ended", changed_at="2026-11-23T02:00:00+00:00"), own="cards")
    send(serial(resident_code=code(3)), own="cards")
    wire.settle()
    assert register == []
    assert not parking.parked("jukinet")
    assert AwaitedSerial.objects.count() == 3
    assert AuditEntry.objects.filter(action="card_serial.forwarded", outcome="awaited").count() == 3
    trace = Outbox.objects.filter(owner="cards").order_by("id").first().trace
    send(update(2))
    wire.settle()
    assert [(one.resident_code, one.state) for one in register] == [(code(2), "in_force"), (code(2), "ended")]
    assert AwaitedSerial.objects.get().resident_code == code(3)
    known = stations.of_trace("cards", trace)
    assert ("registry", "card-serial", "applied") in [(one.station, one.message, one.state) for one in known]


def test_a_later_update_forwards_nothing_a_second_time(register, wire):
    send(serial(resident_code=code(2)), own="cards")
    wire.settle()
    for number, event in ((1, {}), (2, {"event_class": "amendment", "event_reason": "TENKYO"})):
        send(update(2, update_number=number, **event))
        wire.settle()
    assert len(register) == 1
