"""Endpoints: a method, a declared permission, a typed body, one view function."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Literal, TypeVar
from uuid import UUID

import msgspec
from django.db import DataError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase

from juki.kernel.access.grants import permitted
from juki.kernel.clock import Times
from juki.kernel.door.caller import Caller, caller_of
from juki.kernel.door.errors import (
    KeyReused,
    Malformed,
    NoCertificate,
    NoKey,
    NotPermitted,
    Oversized,
    WrongMethod,
)
from juki.kernel.door.models import PostedForm
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.shape import has_nul, place_of
from juki.kernel.work import Actor, log_before_showing

PUBLIC = "public"
PEER = "peer"
LIMIT = 1_000_000

Body = TypeVar("Body")
View = Callable[..., HttpResponseBase]


class Visit(msgspec.Struct, frozen=True):
    """A permitted call: who, at what time on both clocks, and the key that makes a post happen once."""

    system: str
    caller: Caller
    times: Times
    permission: str
    key: UUID | None

    @property
    def actor(self) -> Actor:
        """The caller as the unit of work knows it."""
        return Actor(who=self.caller.who, right=self.permission, terminal=self.caller.terminal)


def declared(view: View, permission: str) -> View:
    """Mark ``view`` with its permission; the architecture test refuses a route without the mark."""
    view.permission = permission  # type: ignore[attr-defined]
    return view


def read_endpoint(*, permission: str, system: str = "") -> Callable[[Callable[..., HttpResponseBase]], View]:
    """A GET for clients that hold ``permission``; the view gets the visit and the route's arguments."""

    def build(function: Callable[..., HttpResponseBase]) -> View:
        def view(request: HttpRequest, **arguments: Any) -> HttpResponseBase:  # noqa: ANN401 - route arguments
            def serve(times: Times) -> HttpResponseBase:
                visit = _visit(request, times, permission=permission, system=system, method="GET")
                return function(request, visit, **arguments)

            return _served(request, serve, permission=permission)

        return declared(view, permission)

    return build


def write_endpoint(
    *, permission: str, body: type[Body], system: str = "", remembers: bool = True
) -> Callable[[Callable[[Visit, Body], HttpResponse]], View]:
    """A POST of ``body`` for clients that hold ``permission``; the same key has one effect and one reply.

    A reply full of personal data (a search, a certificate) is not kept a second time: without ``remembers`` the view
    itself answers a repeated key, and each showing is logged.

    The view runs its operation under ``visit.key`` as the act's trace and returns the reply, which is remembered by
    :func:`remember` inside the operation's own transaction or, failing that, found again by the unique trace.
    """

    def build(function: Callable[[Visit, Body], HttpResponse]) -> View:
        def view(request: HttpRequest) -> HttpResponseBase:
            def serve(times: Times) -> HttpResponseBase:
                visit = _visit(request, times, permission=permission, system=system, method="POST")
                content = posted(request)
                form = decode(content, body)
                known = _known(visit, content) if remembers else None
                if known is not None:
                    return known
                reply = function(visit, form)
                if remembers:
                    _remember(visit, content, reply)
                return reply

            return _served(request, serve, permission=permission)

        return declared(view, permission)

    return build


def posted(request: HttpRequest, *, limit: int = LIMIT) -> bytes:
    """The request's body, refused when longer than ``limit`` bytes.

    Raises:
        Oversized: the declared or real length is above the limit.
        Malformed: no length was declared, or fewer bytes came, or they came too slowly.
    """
    length = str(request.META.get("CONTENT_LENGTH") or "")
    if not (length.isascii() and length.isdigit()):
        raise Malformed(where="Content-Length")
    if len(length) > len(str(limit)) or int(length) > limit:
        raise Oversized(limit=limit)
    try:
        content = request.read(limit)
    except UnreadablePostError:
        raise Malformed(where="Content-Length") from None
    if len(content) != int(length):
        raise Malformed(where="Content-Length")
    return content


def decode(content: bytes, body: type[Body]) -> Body:
    """The typed body.

    Raises:
        Malformed: not JSON, not valid UTF-8, nested too deeply, with a NUL, or not of this shape; the text names the
            place, never the value.
    """
    if has_nul(content):
        raise Malformed(where="NUL")
    try:
        return msgspec.json.decode(content, type=body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(where=place_of(error)) from None


def _served(
    request: HttpRequest, serve: Callable[[Times], HttpResponseBase], *, permission: str
) -> HttpResponseBase:
    """Serve a call; a refusal leaves one audit row of its own after everything else was rolled back."""
    times = current().clock.now()
    try:
        return serve(times)
    except (JukiError, DataError) as error:
        refused = error if isinstance(error, JukiError) else Malformed(where="$")
        outcome = "refused" if refused.status < HTTPStatus.INTERNAL_SERVER_ERROR else "failed"
        log_before_showing(
            _actor(request, permission), "door.refused", reason=_route(request), times=times, outcome=outcome,
            detail={"code": refused.code},
        )  # fmt: skip
        raise refused from None


def _route(request: HttpRequest) -> str:
    """The route's pattern: what stood in its place may be somebody's number."""
    return request.resolver_match.route if request.resolver_match else ""


def _actor(request: HttpRequest, permission: str) -> Actor:
    try:
        caller = caller_of(request)
    except NoCertificate:
        return Actor(who="nobody", right=permission, terminal=str(request.META.get("REMOTE_ADDR", "")))
    return Actor(who=caller.who, right=permission, terminal=caller.terminal)


def _visit(
    request: HttpRequest, times: Times, *, permission: str, system: str, method: Literal["GET", "POST"]
) -> Visit:
    name = system or current().system
    caller = caller_of(request)
    if request.method != method:
        raise WrongMethod(allowed=method)
    if caller.kind != "client" or not permitted(
        system=name, client=caller.name, permission=permission, on=times.legal_day
    ):
        raise NotPermitted(permission=permission)
    key = _key(request) if method == "POST" else None
    return Visit(system=name, caller=caller, times=times, permission=permission, key=key)


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        raise NoKey from None


def _known(visit: Visit, content: bytes) -> HttpResponse | None:
    row = PostedForm.objects.filter(system=visit.system, client=visit.caller.name, key=visit.key).first()
    if row is None:
        return None
    if bytes(row.digest) != hashlib.sha256(content).digest():
        raise KeyReused
    return HttpResponse(bytes(row.reply), status=row.status, content_type=row.content_type)


def _remember(visit: Visit, content: bytes, reply: HttpResponse) -> None:
    PostedForm.objects.get_or_create(
        system=visit.system,
        client=visit.caller.name,
        key=visit.key,
        defaults={
            "digest": hashlib.sha256(content).digest(),
            "status": reply.status_code,
            "reply": reply.content,
            "content_type": reply.headers.get("Content-Type", "application/json"),
            "machine_time": visit.times.machine,
        },
    )
