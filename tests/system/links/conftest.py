"""What the tests of the post share: a peer that can lie, handlers that can refuse, and a look at the audit log."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.clock import JAPAN, Times
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Act, Actor, one_act
from juki.links.intermediary import CodeAcquisition
from juki.links.post import outbox
from juki.links.post.inbound import Inbound
from juki.links.post.models import Inbox, InboxHead
from juki.links.wire.envelope import Envelope, digest_of
from juki.links.wire.keys import private_key, sign
from support import loopback


class Rejected(JukiError):
    """What the test's handler says no with."""

    code = "TST-0001"
    text = "拒否"


ACTOR = Actor(who="client:clerk", right="test", terminal="t1")


@dataclass
class Desk:
    """The unified system sends, the intermediary applies; numbers in ``reject`` are refused."""

    applied: list[str] = field(default_factory=list)
    reject: set[str] = field(default_factory=set)
    actor: Actor = ACTOR
    own: str = "unified"
    peer: str = "intermediary"

    def times(self) -> Times:
        """A Monday morning in the city, now on the machine."""
        now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
        return Times(city=now.astimezone(JAPAN), machine=datetime.now(UTC))

    def send(self, *numbers: str, stream: str = "", trace: UUID | None = None) -> UUID:
        """Send one message per number in one unit of work; returns the trace."""
        with one_act(self.actor, reason="test", times=self.times(), trace=trace) as act:
            for number in numbers:
                outbox.send(
                    act, own=self.own, to=self.peer, content=CodeAcquisition(unified_number=number),
                    streams=[stream or f"unified:{number}"],
                )  # fmt: skip
        return act.trace

    def take(self, act: Act, content: CodeAcquisition) -> None:
        """The intermediary's handler."""
        if content.unified_number in self.reject:
            raise Rejected
        self.applied.append(content.unified_number)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Unified and intermediary with a handler of our own."""
    desk = Desk()
    table = {"intermediary": Inbound(handlers={CodeAcquisition: desk.take})}
    monkeypatch.setattr("juki.links.post.inbox.inbound", lambda own: table.get(own, Inbound()))
    return desk


@dataclass
class Forger:
    """A peer that sends what it likes to the link door, by default a proper message of unified to intermediary."""

    own: str = "unified"
    peer: str = "intermediary"

    def envelope(self, sequence: int = 1, number: str = "1", **other: Any) -> Envelope:
        """A proper envelope, but for what ``other`` says."""
        body = other.pop("body", f'{{"unified_number":"{number}"}}')
        return Envelope(**{
            "kind": "message", "id": uuid4(), "name": "code-acquisition", "sender": self.own, "destination": self.peer,
            "sequence": sequence, "epoch": 1, "streams": (f"unified:{number}",), "trace": uuid4(),
            "legal_day": datetime.now(UTC).date(), "recorded_at": datetime.now(UTC), "digest": digest_of(body),
            "body": body, **other,
        })  # fmt: skip

    def signed(self, content: Envelope | dict[str, Any] | bytes, *, key: str = "", kid: str = "") -> str:
        """``content`` signed with the key of ``key`` in the name of ``kid``."""
        raw = content if isinstance(content, bytes) else msgspec.json.encode(content)
        return sign(
            raw, key=private_key(current().identities[key or self.own].sign_key), signer=kid or self.own
        )

    def raw(self, sequence: int = 1, **other: Any) -> dict[str, Any]:
        """A proper envelope as plain JSON values, to be spoilt at will; ``other`` replaces values after the digest."""
        return {**msgspec.to_builtins(self.envelope(sequence)), **other}

    def deliver(self, *tokens: str, content: bytes | None = None, **extra: Any) -> tuple[int, Any]:
        """(status, decoded reply) of the link door."""
        posted = msgspec.json.encode(list(tokens)) if content is None else content
        return self.post("/links/deliver", posted, **extra)

    def ask(self, token: str | bytes, **extra: Any) -> tuple[int, Any]:
        """(status, decoded reply) of the door for questions."""
        return self.post("/links/ask", token.encode() if isinstance(token, str) else token, **extra)

    def post(self, path: str, content: bytes, **extra: Any) -> tuple[int, Any]:
        """(status, decoded reply, or the token of an answer)."""
        status, reply = loopback.door(self.own, self.peer, path, content, **extra)
        if path == "/links/ask" and status == 200:
            return status, reply.decode()
        return status, msgspec.json.decode(reply)


@pytest.fixture
def forger() -> Forger:
    """A peer that can lie."""
    return Forger()


@pytest.fixture
def refused(db: None) -> Callable[..., None]:
    """Checks a refusal: status 4xx, stable code, exactly one audit row with it, nothing taken."""

    def check(reply: tuple[int, Any], code: str, status: int, *, action: str = "link.refused") -> None:
        assert reply[0] == status
        assert 400 <= reply[0] < 500
        assert reply[1]["code"] == code
        assert reply[1]["title"]
        entries = list(AuditEntry.objects.order_by("number"))
        assert [(row.action, row.outcome, row.detail["code"]) for row in entries] == [
            (action, "refused", code)
        ]
        assert not Inbox.objects.exists()
        assert not InboxHead.objects.filter(last__gt=0).exists()
        assert not InboxHead.objects.exclude(heard_at=None).exists()

    return check


def _actions() -> list[str]:
    return list(AuditEntry.objects.order_by("number").values_list("action", flat=True))


@pytest.fixture
def actions() -> Callable[[], list[str]]:
    """What the audit log says so far."""
    return _actions
