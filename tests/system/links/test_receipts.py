"""Receipts: known, not guessed; a final state is final whatever the clocks say."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from juki.kernel.work import Act, one_act
from juki.links.intermediary import CodeAcquisition
from juki.links.kit import golden
from juki.links.post import outbox, parking, stations
from juki.links.post.inbound import Inbound
from juki.links.post.models import Inbox, Station
from juki.links.unified import NumberingRequest, ProcessingNumberAssigned


@pytest.fixture
def chain(monkeypatch):
    """registry → unified → intermediary, each passing on what it gets; the intermediary rejects while told to."""
    rejecting = {"yes": False}

    def unified(act: Act, content: NumberingRequest) -> None:
        outbox.send(
            act, own="unified", to="intermediary",
            content=CodeAcquisition(unified_number="1"), streams=["unified:1"],
        )  # fmt: skip

    def intermediary(act: Act, content: CodeAcquisition) -> None:
        if rejecting["yes"]:
            raise ValueError

    tables = {
        "unified": Inbound(handlers={NumberingRequest: unified}),
        "intermediary": Inbound(handlers={CodeAcquisition: intermediary}),
    }
    monkeypatch.setattr("juki.links.post.inbox.inbound", lambda own: tables[own])
    return rejecting


def begin(desk) -> UUID:
    with one_act(desk.actor, reason="test", times=desk.times()) as act:
        outbox.send(
            act,
            own="registry",
            to="unified",
            content=golden.examples()["numbering-request"],
            streams=["addressee:1"],
        )
    return act.trace


def known(trace, owner="registry"):
    return [(one.station, one.message, one.state) for one in stations.of_trace(owner, trace)]


def test_the_origin_of_a_trace_learns_of_every_station(db, wire, desk, chain):
    trace = begin(desk)
    wire.settle()
    assert known(trace) == [
        ("unified", "numbering-request", "applied"), ("intermediary", "code-acquisition", "applied"),
    ]  # fmt: skip
    assert stations.came_from("intermediary", trace) == "unified"
    assert stations.came_from("registry", trace) == ""


def test_parking_and_mending_two_hops_away_is_told_back(db, wire, desk, chain):
    chain["yes"] = True
    trace = begin(desk)
    wire.settle()
    assert known(trace)[1] == ("intermediary", "code-acquisition", "parked")
    assert stations.of_trace("registry", trace)[1].code == "LNK-0302"
    chain["yes"] = False
    row = parking.parked("intermediary").get()
    parking.retry(
        owner="intermediary", message_id=row.message_id, actor=desk.actor, reason="mended", times=desk.times()
    )
    wire.settle()
    assert known(trace)[1] == ("intermediary", "code-acquisition", "applied")


@pytest.mark.parametrize("final", ["applied", "superseded"])
def test_a_final_state_is_not_undone_by_a_late_word_or_a_clock_ahead(db, desk, final):
    message = uuid4()
    with one_act(desk.actor, reason="test", times=desk.times()) as act:
        for state, ahead in (("parked", 60), (final, 0), ("parked", 90), ("applied", 120)):
            at = desk.times().machine + timedelta(minutes=ahead)
            stations.note(
                act, owner="registry", known=stations.Known("unified", "m", message, state, "", at, "")
            )
    assert Station.objects.get().state == final


@pytest.mark.parametrize(
    "spoilt",
    [
        {"at": "yesterday"},
        {"at": "2026-11-23T10:00:00"},
        {"at": "0001-01-01T00:00:00+14:00"},
        {"message_id": "x"},
    ],
)
def test_a_receipt_that_makes_no_sense_is_parked(db, forger, spoilt):
    values = {"station": "s", "message": "m", "message_id": str(uuid4()), "state": "applied",
              "at": "2026-11-23T10:00:00+00:00", **spoilt}  # fmt: skip
    body = json.dumps(values)
    token = forger.signed(forger.envelope(name="receipt", body=body))
    assert forger.deliver(token) == (200, [{"sequence": 1, "state": "parked", "code": "LNK-0104"}])
    assert not Station.objects.exists()


def _receipt(**other) -> str:
    return json.dumps({
        "station": "intermediary", "message": "code-acquisition", "message_id": str(uuid4()), "state": "applied",
        "at": datetime.now(UTC).isoformat(), **other,
    })  # fmt: skip


def _told(forger, trace: UUID, sequence: int = 1, **other) -> str:
    """What becomes of a receipt of unified to registry: its state and code."""
    forger.own, forger.peer = "unified", "registry"
    envelope = forger.envelope(sequence, name="receipt", body=_receipt(**other), trace=trace)
    return " ".join(forger.deliver(forger.signed(envelope))[1][0][key] for key in ("state", "code")).strip()


@pytest.mark.parametrize(
    "spoilt",
    [
        {"station": "nobody"},
        {"station": "kiosk"},
        {"station": "jukinet"},
        {"station": "cities"},
        {"message": "no-such"},
        {"message": "number-check"},
        {"message": "household-snapshot"},
        {"at": (datetime.now(UTC) + timedelta(hours=1)).isoformat()},
        {"station": "x" * 41},
    ],
    ids=lambda spoilt: next(iter(spoilt)),
)
def test_a_receipt_of_what_the_peer_cannot_know_is_not_believed(db, desk, forger, spoilt):
    trace = begin(desk)
    code = "LNK-0104" if len(spoilt.get("station", "")) > 40 else "LNK-0305"
    assert _told(forger, trace, **spoilt) == f"parked {code}"
    assert not Station.objects.exists()


@pytest.mark.parametrize(
    ("station", "message"),
    [("unified", "numbering-request"), ("intermediary", "code-acquisition"), ("nws", "processing-number-request"),
     ("inquirer", "linkage-code-issued"), ("registry", "processing-number")],
)  # fmt: skip
def test_a_receipt_of_a_station_beyond_the_peer_is_believed(db, desk, forger, station, message):
    trace = begin(desk)
    assert _told(forger, trace, station=station, message=message) == "applied"
    assert [(one.station, one.told_by) for one in stations.of_trace("registry", trace)] == [
        (station, "unified")
    ]


def test_a_receipt_in_a_trace_that_was_never_sent_to_that_peer_is_not_believed(db, desk, forger):
    trace = begin(desk)
    assert _told(forger, uuid4()) == "parked LNK-0305"
    forger.own, forger.peer = "kiosk", "registry"
    body = _receipt(station="kiosk", message="household-snapshot")
    token = forger.signed(forger.envelope(1, name="receipt", body=body, trace=trace))
    assert forger.deliver(token)[1][0]["code"] == "LNK-0305", "ours, but nothing of it went to the kiosk"
    assert not Station.objects.exists()


def test_a_line_in_another_trace_does_not_block_the_true_one(db, desk, forger):
    one, other, message = begin(desk), begin(desk), str(uuid4())
    assert _told(forger, other, 1, message_id=message) == "applied"
    assert _told(forger, one, 2, message_id=message, state="parked", code="X") == "applied"
    assert _told(forger, one, 3, message_id=message) == "applied"
    assert [line.state for line in stations.of_trace("registry", one)] == ["applied"]


def test_who_told_it_is_shown(db, wire, desk, chain):
    trace = begin(desk)
    wire.settle()
    told = [(one.station, one.told_by) for one in stations.of_trace("registry", trace)]
    assert told == [("unified", "unified"), ("intermediary", "unified")]


def test_receipts_stop_where_no_link_leads_back(db, wire, desk, chain):
    assert ProcessingNumberAssigned.name == "processing-number-assigned"
    trace = begin(desk)
    wire.settle()
    assert Inbox.objects.filter(name="receipt", owner="registry").count() == 1
    assert known(trace, "nation") == []
