"""The back channel of the provider: token, keys, revocations, for the systems that links.toml names."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal
from urllib.parse import parse_qsl
from uuid import UUID

import msgspec
from django.db import DataError
from django.http import HttpRequest, HttpResponse

from juki.kernel.clock import Times
from juki.kernel.door.caller import Caller, caller_of
from juki.kernel.door.endpoint import PEER, View, declared, decode, posted
from juki.kernel.door.errors import Malformed, NoCertificate, NotPermitted, WrongMethod
from juki.kernel.door.replies import json_reply, problem
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Actor, log_before_showing, one_act
from juki.office.peers.relying_parties import require_permitted
from juki.office.services import ending
from juki.office.services import revocations as service
from juki.office.services.openid import discovery
from juki.office.services.openid.exchanging import exchange
from juki.office.services.openid.keys import key_set
from juki.office.services.operations_sign_in import RIGHT

LIMIT = 20_000
_MOST_FIELDS = 50
_NO_STORE = {"Cache-Control": "no-store"}
Serve = Callable[[HttpRequest, Caller, Times], HttpResponse]


class RevocationQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The number up to which the system knows all."""

    after: int


class EndedSession(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The session that somebody signed out of at a system."""

    sid: UUID


class EndedReply(msgspec.Struct, frozen=True):
    """Whether it was open until now."""

    ended: bool


class RevokedReply(msgspec.Struct, frozen=True, omit_defaults=True):
    """A session (``sid``) or all sessions of a person (``sub``) that ended; ``at`` is machine time."""

    number: int
    at: datetime
    sid: str = ""
    sub: str = ""


class RevocationsReply(msgspec.Struct, frozen=True):
    """What was revoked after the number asked for; ask again with ``last``."""

    last: int
    revoked: list[RevokedReply]


def token(request: HttpRequest, caller: Caller, times: Times) -> HttpResponse:
    """An ID token for a code; the body is a form as OAuth has it."""
    try:
        content = posted(request, limit=LIMIT).decode("ascii")
        parameters = parse_qsl(content, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Malformed(where="$") from None
    reply = exchange(parameters, caller=caller.name, terminal=caller.terminal, times=times)
    return json_reply(reply.body, status=reply.status, headers=_NO_STORE)


def keys(_request: HttpRequest, _caller: Caller, _times: Times) -> HttpResponse:
    """The public keys under ID tokens."""
    return json_reply(key_set())


def revocations(request: HttpRequest, _caller: Caller, _times: Times) -> HttpResponse:
    """What ended since the number in the body."""
    query = decode(posted(request, limit=LIMIT), RevocationQuery)
    if not 0 <= query.after < 2**63:
        raise Malformed(where="$.after")
    found = service.after(query.after)
    rows = [
        RevokedReply(row.number, row.recorded_at, str(row.sid) if row.sid else "", row.client or "")
        for row in found.rows
    ]
    return json_reply(RevocationsReply(found.last, rows), headers=_NO_STORE)


def sign_out(request: HttpRequest, caller: Caller, times: Times) -> HttpResponse:
    """Somebody signed out at a system: the session ends here and everywhere."""
    asked = decode(posted(request, limit=LIMIT), EndedSession)
    actor = Actor(who=caller.who, right=RIGHT, terminal=caller.terminal)
    with one_act(actor, reason="sign-out", times=times) as act:
        ended = ending.end_session(act, asked.sid, why="sign-out")
    return json_reply(EndedReply(ended), headers=_NO_STORE)


def configuration(_request: HttpRequest, _caller: Caller, _times: Times) -> HttpResponse:
    """What the provider says of itself."""
    return json_reply(discovery.document())


def peer_view(serve: Serve, *, method: Literal["GET", "POST"], **says: object) -> View:
    """``serve`` for systems with the call ``sign-in``; every refusal leaves one audit row. ``says``: what is published."""

    def view(request: HttpRequest) -> HttpResponse:
        times = current().clock.now()
        try:
            if request.method != method:
                raise WrongMethod(allowed=method)
            caller = caller_of(request)
            if caller.kind != "system":
                raise NotPermitted(permission=PEER)
            require_permitted(caller.name)
            return serve(request, caller, times)
        except (JukiError, DataError) as error:
            refused = error if isinstance(error, JukiError) else Malformed(where="$")
            _log(request, refused, times)
            return problem(refused)

    return declared(view, PEER, method=method, __wrapped__=serve, **says)


def _log(request: HttpRequest, error: JukiError, times: Times) -> None:
    try:
        caller = caller_of(request)
        actor = Actor(who=caller.who, right=RIGHT, terminal=caller.terminal)
    except NoCertificate:
        actor = Actor(who="nobody", right=RIGHT, terminal=str(request.META.get("REMOTE_ADDR", "")))
    log_before_showing(
        actor,
        "door.refused",
        reason=request.path,
        times=times,
        outcome="refused",
        detail={"code": error.code},
    )
