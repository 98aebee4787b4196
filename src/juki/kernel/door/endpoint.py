"""Endpoints: a method, a declared permission, a typed body, one view function."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Literal, TypedDict, TypeVar, Unpack
from uuid import UUID

import msgspec
from django.db import DataError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase

from juki.kernel.access.grants import permitted
from juki.kernel.clock import Times
from juki.kernel.door.caller import Caller, caller_of
from juki.kernel.door.claims import claim
from juki.kernel.door.errors import (
    Malformed,
    NoCertificate,
    NoKey,
    NotPermitted,
    Oversized,
    WrongMethod,
)
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.shape import has_nul, place_of
from juki.kernel.work import Actor, log_before_showing

PUBLIC = "public"
PEER = "peer"
VERIFIED = "verified"
"""No grant: whoever shows a certificate of this city's authority. For what holds no data."""
LIMIT = 1_000_000

Body = TypeVar("Body")
View = Callable[..., HttpResponseBase]


class Published(TypedDict, total=False):
    """What the published interface says of a route: the type of its ``reply`` (or its ``media``, where that is not JSON),
    the ``status`` of success, and the ``headers`` that come with it and the ``query`` it reads: name → (type and) meaning.
    """

    reply: object
    media: str
    status: int
    headers: Mapping[str, str]
    query: Mapping[str, tuple[object, str]]


class Visit(msgspec.Struct, frozen=True):
    """A permitted call: who, at what time on both clocks, and the key that makes a post happen once (reads: none).

    ``query`` holds the parameters of the address.
    """

    system: str
    caller: Caller
    times: Times
    permission: str
    key: UUID | None
    query: Mapping[str, str] = {}

    @property
    def actor(self) -> Actor:
        """The caller as the unit of work knows it."""
        return Actor(who=self.caller.who, right=self.permission, terminal=self.caller.terminal)


def declared(view: View, permission: str, **more: object) -> View:
    """Mark ``view`` with its permission; the architecture test refuses a route without the mark.

    ``more`` is what docs/reference says of the route: ``method``, ``body``, ``system``, ``remembers``, what
    :class:`Published` has, and as ``__wrapped__`` the function that serves it.
    """
    vars(view).update(more, permission=permission)
    return view


def read_endpoint(
    *, permission: str, system: str = "", **says: Unpack[Published]
) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """A GET for clients that hold ``permission``; the view gets the visit and the route's arguments."""

    def build(function: Callable[..., HttpResponseBase]) -> View:
        def view(request: HttpRequest, **arguments: Any) -> HttpResponseBase:  # noqa: ANN401 - route arguments
            def serve(times: Times) -> HttpResponseBase:
                visit = _visit(request, times, permission=permission, system=system, method="GET")
                return function(request, visit, **arguments)

            return _served(request, serve, permission=permission)

        return declared(view, permission, method="GET", system=system, __wrapped__=function, **says)

    return build


def write_endpoint(
    *, permission: str, body: type[Body], system: str = "", remembers: bool = True, **says: Unpack[Published]
) -> Callable[[Callable[[Visit, Body], HttpResponse]], View]:
    """A POST of ``body`` for clients that hold ``permission``; the same key has one effect and one reply.

    The key is claimed before the view runs, see :mod:`juki.kernel.door.claims` for the rule. The view runs its operation
    under ``visit.key`` as the act's trace, so that the effect of a call that died half-way is found by it.

    A reply full of personal data (a certificate) is not kept a second time: without ``remembers`` the view itself
    answers the same form again, and another form under the same key is refused all the same.
    """

    def build(function: Callable[[Visit, Body], HttpResponse]) -> View:
        def view(request: HttpRequest) -> HttpResponseBase:
            def serve(times: Times) -> HttpResponseBase:
                visit = _visit(request, times, permission=permission, system=system, method="POST")
                key = _key(request)
                content = posted(request)
                form = decode(content, body)
                taken = claim(
                    system=visit.system, client=visit.caller.name, key=key, content=content, now=times.machine
                )
                if taken.reply is not None:
                    return taken.reply
                try:
                    reply = function(msgspec.structs.replace(visit, key=key), form)
                except BaseException:
                    taken.release()
                    raise
                taken.settle(reply, keep=remembers)
                return reply

            return _served(request, serve, permission=permission)

        return declared(
            view, permission, method="POST", body=body, system=system, remembers=remembers, __wrapped__=function, **says
        )  # fmt: skip

    return build


def ask_endpoint(
    *, permission: str, body: type[Body], system: str = "", **says: Unpack[Published]
) -> Callable[[Callable[[Visit, Body], HttpResponse]], View]:
    """A POST that only reads: a question that may not stand in an address.

    It changes nothing, so it needs no key (a key that is sent is not looked at), and its reply is kept nowhere.
    """

    def build(function: Callable[[Visit, Body], HttpResponse]) -> View:
        def view(request: HttpRequest) -> HttpResponseBase:
            def serve(times: Times) -> HttpResponseBase:
                visit = _visit(request, times, permission=permission, system=system, method="POST")
                reply = function(visit, decode(posted(request), body))
                reply.headers["Cache-Control"] = "no-store"
                return reply

            return _served(request, serve, permission=permission)

        return declared(
            view, permission, method="POST", body=body, system=system, __wrapped__=function, **says
        )

    return build


def demand(visit: Visit, permission: str) -> None:
    """Refuse who lacks ``permission``, which a part of a reply needs beside the door's own.

    Raises:
        NotPermitted: no grant on this legal day.
    """
    name, client = visit.system, visit.caller.name
    if not permitted(system=name, client=client, permission=permission, on=visit.times.legal_day):
        raise NotPermitted(permission=permission)


def by_method(*, GET: View, POST: View) -> View:  # noqa: N803 - named as the methods are
    """One address with an endpoint for each method; every side checks its own permission, the mark is that of ``GET``."""
    permission = str(vars(GET)["permission"])
    sides = {"GET": GET, "POST": POST}

    def view(request: HttpRequest, **arguments: Any) -> HttpResponseBase:  # noqa: ANN401 - route arguments
        def refuse(_times: Times) -> HttpResponseBase:
            caller_of(request)
            raise WrongMethod(allowed=", ".join(sides))

        side = sides.get(str(request.method))
        return side(request, **arguments) if side else _served(request, refuse, permission=permission)

    return declared(view, permission, sides=tuple(sides.values()))


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
    visit = Visit(name, caller, times, permission, None, request.GET.dict())
    if permission != VERIFIED:
        if caller.kind != "client":
            raise NotPermitted(permission=permission)
        demand(visit, permission)
    return visit


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        raise NoKey from None
