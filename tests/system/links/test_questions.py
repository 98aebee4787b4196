"""Questions: asked and answered once, by the right one, signed both ways, logged on both sides."""

from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import msgspec
import pytest
from django.db import transaction

from juki.kernel.audit.models import AuditEntry
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.links.addressee import NumberBlock, NumberBlockRequest
from juki.links.errors import (
    BadEnvelope,
    BadSignature,
    NoLink,
    PeerRefused,
    PeerUnreachable,
    StaleAnswer,
    WrongSender,
)
from juki.links.jukinet import NumberCheck, NumberCheckAnswer
from juki.links.post import questions
from juki.links.post.inbound import Inbound
from juki.links.post.models import Answered, Asked
from juki.links.wire import client
from juki.links.wire.envelope import Envelope, digest_of
from juki.links.wire.keys import private_key, public_key, seal, sign
from support.loopback import Wire


@pytest.fixture
def answering(monkeypatch):
    """The addressee system hands out numbers; the national server knows nobody."""
    asked = []

    def block(call, question: NumberBlockRequest) -> NumberBlock:
        asked.append(call)
        if question.size < 0:
            raise BadEnvelope(where="$.size")
        return NumberBlock(numbers=tuple(str(n) for n in range(question.size)))

    def check(call, question: NumberCheck) -> NumberCheckAnswer:
        asked.append(call)
        return NumberCheckAnswer(outcome="none")

    tables = {
        "addressee": Inbound(answers={NumberBlockRequest: block}),
        "nation": Inbound(answers={NumberCheck: check}),
    }
    monkeypatch.setattr("juki.links.post.questions.inbound", lambda own: tables.get(own, Inbound()))
    return asked


def ask(desk, question=None, answer=NumberBlock, *, own="registry", to="addressee"):
    return questions.ask(
        question or NumberBlockRequest(size=2), answer, own=own, to=to, about="addressee:pool", trace=uuid4(),
        actor=desk.actor, times=desk.times(),
    )  # fmt: skip


def question(forger, **other) -> Envelope:
    forger.own, forger.peer = "registry", "addressee"
    body = other.pop("body", '{"size":2}')
    values = {"kind": "question", "name": "number-block-request", "sequence": 0, "epoch": 0, "streams": ()}
    return forger.envelope(**{**values, "body": body, **other})


def test_an_answer_comes_back_and_both_sides_remember(db, wire, desk, answering, actions):
    assert ask(desk).numbers == ("0", "1")
    assert [call.sender for call in answering] == ["registry"]
    assert actions() == ["link.asked", "link.answered"]
    kept = Answered.objects.get()
    assert (kept.peer, kept.name, kept.about, kept.outcome) == (
        "addressee", "number-block-request", "addressee:pool", "answered",
    )  # fmt: skip
    assert len(kept.digest) == 64


def test_a_question_that_leaves_the_city_hall_is_sealed_both_ways(db, desk, answering, monkeypatch):
    wire, seen = Wire(), []

    def post(**call):
        status, reply = wire.post(**call)
        seen.extend([call["content"], reply])
        return status, reply

    monkeypatch.setattr(client, "post", post)
    asked = NumberCheck(full_name="見本 花子", birth="2001-01-01")
    assert ask(desk, asked, NumberCheckAnswer, own="jukinet", to="nation").outcome == "none"
    for token in seen:
        envelope = msgspec.json.decode(_payload(token), type=Envelope)
        assert envelope.body.count(".") == 4


def _payload(token: bytes) -> bytes:
    return urlsafe_b64decode(token.split(b".")[1] + b"===")


def test_the_same_question_twice_is_a_replay(db, forger, answering):
    token = forger.signed(question(forger))
    assert forger.ask(token)[0] == 200
    status, reply = forger.ask(token)
    assert (status, reply["code"]) == (409, "LNK-0204")
    assert len(answering) == 1
    assert Asked.objects.count() == 1
    assert AuditEntry.objects.filter(action="link.refused").count() == 1


@pytest.mark.parametrize("seconds", [-121, 121, -(10**9)])
def test_a_question_of_another_time_is_refused(forger, answering, refused, seconds):
    when = datetime.now(UTC) + timedelta(seconds=seconds)
    refused(forger.ask(forger.signed(question(forger, recorded_at=when))), "LNK-0204", 409)
    assert answering == []


@pytest.mark.parametrize(
    ("other", "code", "status"),
    [
        ({"body": "{}"}, "LNK-0104", 400),
        ({"body": '{"size":"two"}'}, "LNK-0104", 400),
        ({"body": '{"size":2,"more":1}'}, "LNK-0104", 400),
        ({"body": '{"size":2'}, "LNK-0104", 400),
        ({"version": 2}, "LNK-0104", 400),
        ({"name": "number-check"}, "LNK-0101", 403),
        ({"name": "resident-addressee"}, "LNK-0104", 400),
        ({"kind": "message", "sequence": 1, "epoch": 1}, "LNK-0104", 400),
        ({"sequence": 1}, "LNK-0104", 400),
        ({"streams": ("x",)}, "LNK-0104", 400),
        ({"destination": "registry"}, "LNK-0102", 403),
        ({"sender": "unified"}, "LNK-0102", 403),
        ({"digest": "0" * 64}, "LNK-0104", 400),
    ],
)
def test_a_question_of_the_wrong_shape_is_refused(forger, answering, refused, other, code, status):
    refused(forger.ask(forger.signed(question(forger, **other))), code, status)
    assert answering == []
    assert not Asked.objects.exists()


def test_a_question_that_the_answerer_refuses_gets_its_code(db, forger, answering, actions):
    status, reply = forger.ask(forger.signed(question(forger, body='{"size":-1}')))
    assert (status, reply["code"]) == (400, "LNK-0104")
    assert actions() == ["link.asked", "link.refused"]


def test_a_question_that_nobody_answers_is_refused(forger, refused, monkeypatch):
    monkeypatch.setattr(questions, "inbound", lambda own: Inbound())
    refused(forger.ask(forger.signed(question(forger))), "LNK-0104", 400)


def _answer(to_question: Envelope, *, key: str = "addressee", kid: str = "addressee", **other) -> bytes:
    body = other.pop("body", '{"numbers":["7"]}')
    values = {
        "kind": "answer", "id": to_question.id, "name": "number-block", "sender": "addressee", "destination": "registry",
        "trace": to_question.trace, "legal_day": to_question.legal_day, "recorded_at": to_question.recorded_at,
        "digest": digest_of(body), "body": body, **other,
    }  # fmt: skip
    signing = private_key(current().identities[key].sign_key)
    return sign(msgspec.json.encode(Envelope(**values)), key=signing, signer=kid).encode()


@pytest.mark.parametrize(
    ("spoilt", "error"),
    [
        ({"key": "unified"}, BadSignature),
        ({"key": "unified", "kid": "unified"}, BadSignature),
        ({"kid": "unified"}, BadSignature),
        ({"id": uuid4()}, WrongSender),
        ({"trace": uuid4()}, WrongSender),
        ({"sender": "unified"}, WrongSender),
        ({"destination": "unified"}, WrongSender),
        ({"kind": "question"}, WrongSender),
        ({"name": "resident-answer", "body": '{"outcome":"none"}'}, BadEnvelope),
        ({"name": "no-such"}, BadEnvelope),
        ({"body": '{"numbers":[1]}'}, BadEnvelope),
        ({"version": 9}, BadEnvelope),
    ],
)
def test_an_answer_that_is_not_the_peers_to_this_question_is_no_answer(
    db, desk, monkeypatch, actions, spoilt, error
):
    def post(**call):
        asked = msgspec.json.decode(_payload(call["content"]), type=Envelope)
        return 200, _answer(asked, **spoilt)

    monkeypatch.setattr(client, "post", post)
    with pytest.raises(error):
        ask(desk)
    assert not Answered.objects.exists()
    assert actions() == ["link.unanswered"]


@pytest.mark.parametrize("reply", [b"", b"x.y.z", b"\xff\xfe", b"[" * 9000, b"{}"])
def test_a_senseless_answer_is_no_answer(db, desk, monkeypatch, reply):
    monkeypatch.setattr(client, "post", lambda **_: (200, reply))
    with pytest.raises(BadSignature):
        ask(desk)


@pytest.mark.parametrize(
    ("reply", "shown"),
    [(b'{"code":"ADR-0101"}', "ADR-0101"), (b'{"code":"<script>"}', "?"), (b"[" * 9000, "?"), (b"\xff", "?")],
)
def test_of_a_refusal_only_a_code_is_believed(db, desk, monkeypatch, reply, shown):
    monkeypatch.setattr(client, "post", lambda **_: (422, reply))
    with pytest.raises(PeerRefused) as caught:
        ask(desk)
    assert caught.value.fields["reason"] == shown


def test_no_answer_is_no_answer(db, wire, desk, actions):
    wire.down.add("addressee")
    with pytest.raises(PeerUnreachable):
        ask(desk)
    assert actions() == ["link.unanswered"]


def test_what_links_toml_does_not_give_is_not_asked(db, wire, desk):
    with pytest.raises(NoLink):
        ask(desk, own="kiosk")
    assert wire.posted == []


def test_a_question_inside_a_transaction_is_a_mistake_of_ours(committing_db, desk):
    with transaction.atomic(), pytest.raises(RuntimeError):
        ask(desk)


def test_an_answer_sealed_for_another_is_no_answer(db, desk, monkeypatch):
    def post(**call):
        asked = msgspec.json.decode(_payload(call["content"]), type=Envelope)
        body = seal(
            '{"outcome":"none"}', key=public_key(current().identities["kiosk"].receivers["registry"].seal)
        )
        return 200, _answer(
            asked, key="nation", kid="nation", sender="nation", destination="jukinet", name="number-check-answer",
            body=body,
        )  # fmt: skip

    monkeypatch.setattr(client, "post", post)
    with pytest.raises(JukiError, match="LNK-0105"):
        ask(desk, NumberCheck(resident_code="1"), NumberCheckAnswer, own="jukinet", to="nation")


def test_an_act_demands_a_fresh_answer_of_the_right_kind(db, wire, desk, answering):
    def demand(later: int = 0, about: str = "addressee:pool", outcome: str = "answered"):
        times = desk.times()
        times = type(times)(city=times.city, machine=times.machine + timedelta(minutes=later))
        return questions.demand(
            owner="registry",
            name="number-block-request",
            about=about,
            outcome=outcome,
            times=times,
            minutes=10,
        )

    with pytest.raises(StaleAnswer):
        demand()
    ask(desk)
    assert demand() == Answered.objects.get().question_id
    for spoilt in ({"later": 11}, {"about": "addressee:other"}, {"outcome": "match"}):
        with pytest.raises(StaleAnswer):
            demand(**spoilt)
