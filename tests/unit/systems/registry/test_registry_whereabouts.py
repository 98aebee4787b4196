"""How far an act has come, from what was sent and what was told."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from juki.links.post.stations import Known, Sent
from juki.systems.registry.services.whereabouts import Progress, stops

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def sent(destination, message, *, delivered=True):
    return Sent(destination, message, uuid4(), NOW if delivered else None)


def told(message, state, *, station=None, name=None, code="", at=NOW, ident=None):
    return Known(
        station or message.destination, name or message.message, ident or message.message_id, state, code, at, "x"
    )  # fmt: skip


def states(found):
    return {(stop.station, stop.message): (stop.state, stop.done, stop.count) for stop in found}


def test_nothing_sent_is_nothing_to_wait_for():
    assert stops([], []) == []


def test_on_the_way():
    waiting, gone = (
        sent("kiosk", "household-snapshot", delivered=False),
        sent("addressee", "resident-addressee"),
    )
    assert states(stops([waiting, gone], [])) == {
        ("kiosk", "household-snapshot"): (Progress.WAITING, 0, 1),
        ("addressee", "resident-addressee"): (Progress.DELIVERED, 0, 1),
    }


def test_the_most_urgent_of_several_is_shown():
    four = [sent("addressee", "resident-addressee") for _ in range(4)]
    later = NOW + timedelta(seconds=5)
    known = [told(four[0], "applied"), told(four[1], "parked", code="ADR-0101", at=later)]
    (stop,) = stops(four, known)
    assert (stop.state, stop.done, stop.count, stop.code, stop.at) == (
        Progress.PARKED,
        1,
        4,
        "ADR-0101",
        later,
    )
    assert not stop.waits
    (stop,) = stops(four, [told(one, "applied") for one in four])
    assert (stop.state, stop.done) == (Progress.APPLIED, 4)


def test_where_a_message_goes_on_to_is_awaited_before_anything_is_heard():
    two = [sent("jukinet", "resident-update") for _ in range(2)]
    onward = told(two[0], "applied", station="prefecture", name="identification-update", ident=uuid4())
    assert states(stops(two, [told(two[0], "applied"), onward])) == {
        ("jukinet", "resident-update"): (Progress.DELIVERED, 1, 2),
        ("prefecture", "identification-update"): (Progress.WAITING, 1, 2),
        ("nation", "identification-update"): (Progress.WAITING, 0, 2),
    }


def test_what_nobody_awaited_is_shown_too():
    one = sent("unified", "numbering-request")
    far = told(one, "applied", station="inquirer", name="linkage-code-issued", ident=uuid4())
    assert ("inquirer", "linkage-code-issued") in states(stops([one], [told(one, "superseded"), far]))
