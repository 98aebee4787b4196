"""The link door: deliver and ask, for peers that links.toml names; every refusal is logged and changes nothing."""

import logging
from collections.abc import Callable
from http import HTTPStatus

import msgspec
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from psycopg_pool import PoolTimeout

from juki.kernel.clock import Times
from juki.kernel.door.caller import Caller, caller_of
from juki.kernel.door.endpoint import PEER, declared, posted
from juki.kernel.door.errors import NoCertificate, NotPermitted, Unforeseen, WrongMethod
from juki.kernel.door.replies import json_reply, problem
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.shape import origin_of
from juki.kernel.work import Actor, log_before_showing
from juki.links import topology
from juki.links.errors import BadEnvelope
from juki.links.post import inbox, questions
from juki.links.post.reading import opened

logger = logging.getLogger(__name__)
IDENTITY = "juki.identity"
LIMIT = 8_000_000
MOST = 100

Serve = Callable[[bytes, str, str, str, Times], HttpResponse]


def deliver(content: bytes, own: str, peer: str, terminal: str, times: Times) -> HttpResponse:
    """Take a list of signed messages, or one heartbeat."""
    try:
        tokens = msgspec.json.decode(content, type=list[str])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadEnvelope(where="$") from None
    if not 1 <= len(tokens) <= MOST:
        raise BadEnvelope(where="$")
    envelopes = [opened(token, own=own, peer=peer) for token in tokens]
    if [envelope.kind for envelope in envelopes] == ["heartbeat"]:
        inbox.hear(envelopes[0], own=own, times=times)
        return json_reply([])
    if {envelope.kind for envelope in envelopes} != {"message"}:
        raise BadEnvelope(where="$.kind")
    return json_reply(inbox.take(envelopes, own=own, peer=peer, terminal=terminal, times=times))


def ask(content: bytes, own: str, peer: str, terminal: str, times: Times) -> HttpResponse:
    """Answer one signed question."""
    envelope = opened(content.decode("ascii", "replace"), own=own, peer=peer)
    if envelope.kind != "question":
        raise BadEnvelope(where="$.kind")
    token = questions.reply_to(envelope, own=own, terminal=terminal, times=times)
    return HttpResponse(token, content_type="application/jose")


def _peer_view(serve: Serve) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        settings = current()
        own = str(request.META.get(IDENTITY, settings.system))
        times = settings.clock.now()
        try:
            caller = _peer(request, own)
            return serve(posted(request, limit=LIMIT), own, caller.name, caller.terminal, times)
        except (JukiError, DataError) as error:
            refused = error if isinstance(error, JukiError) else BadEnvelope(where="$")
            _log(request, refused, own, times)
            return problem(refused)
        except (OperationalError, InterfaceError, PoolTimeout):
            raise  # nothing can be logged; the middleware says that the database is away
        except Exception as error:  # noqa: BLE001 - what nobody foresaw is logged like any refusal
            logger.error("unforeseen %s at %s", type(error).__name__, origin_of(error))
            _log(request, Unforeseen(), own, times)
            return problem(Unforeseen())

    return view


def _peer(request: HttpRequest, own: str) -> Caller:
    if request.method != "POST":
        raise WrongMethod(allowed="POST")
    caller = caller_of(request)
    if caller.kind != "system":
        raise NotPermitted(permission=PEER)
    topology.load(current().links).link(caller.name, own)
    return caller


def _log(request: HttpRequest, error: JukiError, own: str, times: Times) -> None:
    try:
        caller = caller_of(request)
        actor = Actor(who=caller.who, right="link", terminal=caller.terminal)
    except NoCertificate:
        actor = Actor(who="nobody", right="link", terminal=str(request.META.get("REMOTE_ADDR", "")))
    outcome = "refused" if error.status < HTTPStatus.INTERNAL_SERVER_ERROR else "failed"
    log_before_showing(
        actor, "link.refused", reason=request.path, times=times, outcome=outcome,
        detail={"code": error.code, "door": own},
    )  # fmt: skip


DELIVER: dict[str, object] = {
    "method": "POST", "takes": ("application/json", list[str]), "reply": list[inbox.Result], "__wrapped__": deliver,
}  # fmt: skip
ASK: dict[str, object] = {
    "method": "POST", "takes": ("application/jose", str), "media": "application/jose", "__wrapped__": ask,
}  # fmt: skip
urlpatterns = [
    path("links/deliver", declared(_peer_view(deliver), PEER, **DELIVER)),
    path("links/ask", declared(_peer_view(ask), PEER, **ASK)),
]
