"""Questions: asked and answered over the same links, signed both ways, never inside a transaction."""

from datetime import timedelta
from http import HTTPStatus
from typing import TypeVar
from uuid import UUID, uuid4

import msgspec
from django.db import IntegrityError, connection

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Actor, log_before_showing, one_act
from juki.links import topology
from juki.links.errors import BadEnvelope, PeerRefused, Replayed, StaleAnswer, WrongSender, code_of
from juki.links.message import Answer, Content, Question
from juki.links.post.inbound import Asked, inbound
from juki.links.post.models import Answered
from juki.links.post.models import Asked as AskedRow
from juki.links.post.reading import content_of
from juki.links.wire import client
from juki.links.wire.envelope import Envelope, digest_of, is_fresh, unwrap, written
from juki.links.wire.keys import private_key, public_key, seal, sign, verified

A = TypeVar("A", bound=Answer)


def ask(
    question: Question,
    answer: type[A],
    *,
    own: str,
    to: str,
    about: str,
    trace: UUID,
    actor: Actor,
    times: Times,
) -> A:
    """Ask ``to`` and wait for the answer, whose digest and time are kept under ``about`` (a record key).

    Raises:
        NoLink: links.toml gives ``own`` no such question to ``to``.
        PeerUnreachable, PeerRefused: there is no answer.
        BadSignature, WrongSender, BadEnvelope: the reply is not the peer's answer to this question.
    """
    if connection.in_atomic_block and not getattr(connection, "testing", False):
        raise RuntimeError("a question must not be asked inside a transaction")
    topology.load(current().links).permits(own, to, question.name)
    envelope = _envelope(question, kind="question", own=own, to=to, trace=trace, times=times, ident=uuid4())
    try:
        answered, content = _asked(envelope, answer, own=own, to=to)
    except JukiError as error:
        log_before_showing(
            actor, "link.unanswered", reason=question.name, times=times, subjects=[about], outcome="failed",
            trace=trace, detail={"peer": to, "code": error.code},
        )  # fmt: skip
        raise
    _keep(content, answered, own=own, to=to, about=about, question=question, actor=actor, times=times)
    return content


def demand(*, owner: str, name: str, about: str, outcome: str, times: Times, minutes: int) -> UUID:
    """The id of an answer to ``name`` about ``about`` with this outcome, not older than ``minutes``.

    Raises:
        StaleAnswer: there is none, or the latest says otherwise.
    """
    latest = (
        Answered.objects.filter(owner=owner, name=name, about=about).order_by("-machine_time", "-id").first()
    )
    oldest = times.machine - timedelta(minutes=minutes)
    if latest is None or latest.outcome != outcome or latest.machine_time < oldest:
        raise StaleAnswer(minutes=minutes)
    return latest.question_id


def reply_to(envelope: Envelope, *, own: str, terminal: str, times: Times) -> str:
    """Answer a question: logged first, then answered, then signed. Returns the token.

    Raises:
        Replayed: too old, or answered before.
        BadEnvelope: nobody here answers it.
    """
    if not is_fresh(envelope, times.machine):
        raise Replayed
    actor = Actor(who=f"peer:{envelope.sender}", right="link", terminal=terminal)
    question = content_of(envelope, own=own, other=envelope.sender)
    answerer = inbound(own).answers.get(type(question)) if isinstance(question, Question) else None
    if answerer is None:
        raise BadEnvelope(where=envelope.name)
    try:
        with one_act(actor, reason=envelope.name, times=times, trace=envelope.trace) as act:
            AskedRow.objects.create(
                owner=own, asker=envelope.sender, question_id=envelope.id, machine_time=times.machine
            )
            act.log("link.asked", outcome="taken", detail={"question": str(envelope.id)})
    except IntegrityError:
        raise Replayed from None
    asked = Asked(
        sender=envelope.sender, question_id=envelope.id, trace=envelope.trace, times=times, actor=actor
    )
    answer = answerer(asked, question)
    reply = _envelope(
        answer,
        kind="answer",
        own=own,
        to=envelope.sender,
        trace=envelope.trace,
        times=times,
        ident=envelope.id,
    )
    return _signed(reply, own)


def _asked(envelope: Envelope, answer: type[A], *, own: str, to: str) -> tuple[Envelope, A]:
    status, reply = client.post(own=own, peer=to, path="/links/ask", content=_signed(envelope, own).encode())
    if status != HTTPStatus.OK:
        raise PeerRefused(receiver=to, reason=code_of(reply))
    key = public_key(current().identities[own].receivers[to].sign)
    answered = unwrap(verified(reply.decode("ascii", "replace"), key=key, signer=to))
    expected = ("answer", envelope.id, to, own, envelope.trace)
    if (answered.kind, answered.id, answered.sender, answered.destination, answered.trace) != expected:
        raise WrongSender
    content = content_of(answered, own=own, other=to)
    if not isinstance(content, answer):
        raise BadEnvelope(where=answered.name)
    return answered, content


def _envelope(
    content: Content, *, kind: str, own: str, to: str, trace: UUID, times: Times, ident: UUID
) -> Envelope:
    settings = current()
    body = written(content)
    ends = (own, to) if kind == "question" else (to, own)
    if topology.load(settings.links).link(*ends).leaves_city_hall:
        files = settings.identities[own]
        peer = files.receivers[to] if kind == "question" else files.senders[to]
        body = seal(body, key=public_key(peer.seal))
    return Envelope(
        kind=kind, id=ident, name=content.name, version=content.version, sender=own, destination=to,  # type: ignore[arg-type]
        trace=trace, legal_day=times.legal_day, recorded_at=times.machine, digest=digest_of(body), body=body,
    )  # fmt: skip


def _signed(envelope: Envelope, own: str) -> str:
    key = private_key(current().identities[own].sign_key)
    return sign(msgspec.json.encode(envelope), key=key, signer=own)


def _keep(
    content: Answer,
    answered: Envelope,
    *,
    own: str,
    to: str,
    about: str,
    question: Question,
    actor: Actor,
    times: Times,
) -> None:
    outcome = str(getattr(content, "outcome", "answered"))
    with one_act(actor, reason=question.name, times=times, trace=answered.trace) as act:
        Answered.objects.create(
            owner=own, peer=to, name=question.name, question_id=answered.id, trace=answered.trace,
            machine_time=times.machine, outcome=outcome, digest=answered.digest, about=about,
        )  # fmt: skip
        act.log("link.answered", subjects=[about], outcome=outcome, detail={"peer": to})
