"""Trying an implementation of an identity's link door: what is permitted is taken, what is not is refused by its code."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from juki.links.catalogue import TYPES
from juki.links.errors import BadEnvelope, BadSignature, NobodySpeaks
from juki.links.kit import golden, shapes
from juki.links.kit.parties import Door, Line, Party, strangers
from juki.links.kit.speaking import DELIVER, Speaker
from juki.links.message import Question
from juki.links.topology import Link, Topology
from juki.links.wire.envelope import unwrap
from juki.links.wire.keys import verified

CODE = re.compile(r"[A-Z]{3}-[0-9]{4}")


class Check(msgspec.Struct, frozen=True):
    """One thing tried as ``peer``; ``got`` is status and code or states, never content."""

    peer: str
    name: str
    passed: bool
    got: str


class Report(msgspec.Struct, frozen=True):
    """All that was tried on the door of ``identity``."""

    identity: str
    checks: list[Check]

    @property
    def passed(self) -> bool:
        """Whether something was tried and everything held."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    @property
    def failed(self) -> list[Check]:
        """What did not hold."""
        return [check for check in self.checks if not check.passed]


def run(door: Door, *, topology: Topology, parties: Mapping[str, Party]) -> Report:
    """Speak as every permitted peer whose keys are in ``parties``, and as a stranger, to ``door``.

    Raises:
        NobodySpeaks: there is no such peer, hence nothing to try.
    """
    links = [link for link in topology.senders(door.identity) if str(link.sender) in parties]
    if not links:
        raise NobodySpeaks(identity=door.identity)
    peers = {str(link.sender) for link in topology.senders(door.identity)}
    stranger = strangers(parties, peers, door.identity)[0]
    checks = [_without_certificate(door)]
    for link in links:
        checks.extend(_as_peer(door, link, parties[str(link.sender)], stranger))
    return Report(door.identity, checks)


def _as_peer(door: Door, link: Link, party: Party, stranger: Party) -> Iterator[Check]:
    speaker = Speaker(door, party, link, Line(door, party))
    other = Line(door, stranger)
    try:
        speaker.epoch = _epoch(speaker) + 1
        tried = [*_permitted(speaker), *_refused(speaker, shapes.of_the_request(speaker, other))]
        if link.messages:
            content = golden.examples()[min(link.messages)]
            tried += _refused(speaker, shapes.of_the_envelope(speaker, content, stranger))
            tried += _refused(speaker, shapes.of_the_order(speaker, content))
            tried += _still_in_order(speaker)
        for name in sorted(link.questions):
            tried += _question(speaker, name)
        yield from tried
    finally:
        speaker.line.close()
        other.close()


def _epoch(speaker: Speaker) -> int:
    """The epoch the door knows of this peer, found by asking with an impossible number; that changes nothing."""
    if not speaker.link.messages:
        return 1
    content = golden.examples()[min(speaker.link.messages)]
    low, high = 0, 2**31 - 2
    while low < high:
        middle = (low + high) // 2
        epoch = max(middle, 1)
        token = speaker.token(speaker.values(content, epoch=epoch, sequence=2**62))
        code = _code(speaker.deliver(token)[1])
        if code == "LNK-0203":
            low = middle + 1
        else:
            high = middle
    return max(low, 1)


def _permitted(speaker: Speaker) -> Iterator[Check]:
    for name in sorted(speaker.link.messages):
        token = speaker.token(speaker.values(golden.examples()[name]))
        yield _taken(speaker, f"message {name}", speaker.deliver(token), {"applied", "parked"})
        speaker.sent.append(token)
        speaker.sequence += 1
    if speaker.sent:
        again = speaker.deliver(speaker.sent[0])
        yield _taken(speaker, "the same message again", again, {"duplicate", "parked", "superseded"})
    beat = speaker.values(golden.examples()["receipt"], body="")
    beat |= {"kind": "heartbeat", "name": "", "streams": [], "digest": "", "sequence": speaker.sequence - 1}
    token = speaker.token(beat)
    status, reply = speaker.deliver(token)
    yield Check(speaker.party.name, "heartbeat", (status, reply) == (200, []), _got(status, reply))
    repeated = shapes.Shape("the same heartbeat again", lambda: speaker.deliver(token), 409, "LNK-0204")
    yield from _refused(speaker, iter([repeated]))


def _still_in_order(speaker: Speaker) -> Iterator[Check]:
    """After all that was refused the number is still free: nothing was changed."""
    content = golden.examples()[min(speaker.link.messages)]
    reply = speaker.deliver(speaker.token(speaker.values(content)))
    yield _taken(speaker, "the next message after all refusals", reply, {"applied", "parked"})
    speaker.sequence += 1


def _question(speaker: Speaker, name: str) -> Iterator[Check]:
    content = golden.examples()[name]
    asked = speaker.values(content, kind="question")
    status, reply = speaker.ask(speaker.token(asked))
    yield Check(
        speaker.party.name, f"question {name}", _answered(speaker, asked, status, reply), _got(status, reply)
    )
    yield from _refused(speaker, shapes.of_a_question(speaker, content, asked if status == 200 else None))


def _answered(speaker: Speaker, asked: dict[str, Any], status: int, reply: Any) -> bool:  # noqa: ANN401 - JSON or text
    """Signed by the door for this question and this asker, or refused with a code of its own rules."""
    if status != 200:
        return 400 <= status < 500 and bool(_code(reply))
    try:
        answer = unwrap(verified(str(reply), key=speaker.door.sign, signer=speaker.door.identity))
    except (BadSignature, BadEnvelope):
        return False
    kind = TYPES[asked["name"]]
    expected = kind.answer.name if issubclass(kind, Question) else ""
    ends = (answer.kind, str(answer.id), answer.name, answer.sender, answer.destination)
    return ends == ("answer", asked["id"], expected, speaker.door.identity, speaker.party.name)


def _refused(speaker: Speaker, tried: Iterator[shapes.Shape]) -> Iterator[Check]:
    for shape in tried:
        status, reply = shape.send()
        held = (status, _code(reply)) == (shape.status, shape.code)
        yield Check(speaker.party.name, shape.name, held, _got(status, reply))


def _without_certificate(door: Door) -> Check:
    line = Line(door, None)
    status, reply = line.post(DELIVER, b"[]")
    line.close()
    return Check("", "no certificate", status in {0, 401, 403}, _got(status, reply))


def _taken(speaker: Speaker, name: str, reply: tuple[int, Any], states: set[str]) -> Check:
    status, results = reply
    held = status == 200 and isinstance(results, list) and len(results) == 1
    held = (
        held
        and results[0]["state"] in states
        and (results[0]["state"] != "parked" or bool(_code(results[0])))
    )
    return Check(speaker.party.name, name, held, _got(status, results))


def _code(reply: Any) -> str:  # noqa: ANN401 - JSON or text
    code = reply.get("code", "") if isinstance(reply, dict) else ""
    return code if CODE.fullmatch(str(code)) else ""


def _got(status: int, reply: Any) -> str:  # noqa: ANN401 - JSON or text
    if isinstance(reply, list):
        words = [
            f"{one.get('state')} {one.get('code', '')}".strip() for one in reply if isinstance(one, dict)
        ]
        return " ".join([str(status), *words])
    return f"{status} {_code(reply) or (reply if status == 0 else '')}".strip()
