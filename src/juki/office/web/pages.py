"""Pages of the office. They know their visitor by the office's own session, where systems ask the office.

Whoever must change the password may do nothing else first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from django.db import DataError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.access.grants import permissions_of
from juki.kernel.clock import Times
from juki.kernel.door.endpoint import PUBLIC, declared
from juki.kernel.door.errors import Malformed, NotPermitted, WrongMethod
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Actor, log_before_showing
from juki.office.domain.landing import Landing
from juki.office.records.models import Session
from juki.office.services import queries_sessions
from juki.office.services.operations_sign_in import RIGHT
from juki.office.services.options import staff
from juki.screens.page import SIGNED_IN, see_other
from juki.screens.refusals import refusal
from juki.screens.settings import own_system
from juki.screens.visitor import Visitor

COOKIE = "office_session"
PASSWORD = "/password"  # noqa: S105 - an address
PASSKEY = "/sign-in/passkey"
_METHODS = {"GET": ("GET", "HEAD"), "POST": ("POST",)}

Who = Literal["anyone", "signed-in", "must-change"]
Page = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Visit:
    """A call of a page: the session if there is one, the place, both clocks."""

    session: Session | None
    terminal: str
    times: Times

    @property
    def signed_in(self) -> Session:
        """The session of a page that demands one."""
        assert self.session is not None
        return self.session


def page(
    *, method: Literal["GET", "POST"], who: Who, permission: str = ""
) -> Callable[[Page], Callable[[HttpRequest], HttpResponseBase]]:
    """A page for ``anyone``, for the ``signed-in``, or for them even while they ``must-change`` the password.

    With ``permission`` only for those of them who hold it.
    """

    def build(function: Page) -> Callable[[HttpRequest], HttpResponseBase]:
        def view(request: HttpRequest, **arguments: str) -> HttpResponseBase:
            visit = _visit(request)
            try:
                if request.method not in _METHODS[method]:
                    raise WrongMethod(allowed=method)
                if (elsewhere := _elsewhere(request, visit, who)) is not None:
                    return elsewhere
                if permission and not vars(request)["visitor"].may(permission):
                    raise NotPermitted(permission=permission)
                return function(request, visit, **arguments)
            except (JukiError, DataError) as error:
                return refused(
                    request, visit, error if isinstance(error, JukiError) else Malformed(where="$")
                )

        mark = PUBLIC if who == "anyone" else permission or SIGNED_IN
        return declared(view, mark, method=method, page=True, __wrapped__=function)

    return build


def refused(request: HttpRequest, visit: Visit, error: JukiError) -> HttpResponseBase:
    """The page of a refusal, which is logged first."""
    who = f"client:{visit.session.person_id}" if visit.session else "nobody"
    route = request.resolver_match.route if request.resolver_match else ""
    log_before_showing(
        Actor(who=who, right=RIGHT, terminal=visit.terminal), "page.refused", reason=route, times=visit.times,
        outcome="refused", detail={"code": error.code},
    )  # fmt: skip
    return refusal(request, error)


def to(path: str, landing: Landing) -> HttpResponseBase:
    """Send the browser to ``path``, and from there on to ``landing``."""
    return see_other(f"{path}?{urlencode({'next': landing.address})}")


def set_cookie(response: HttpResponseBase, token: str) -> None:
    """Give the browser its session: for this host alone, out of reach of scripts, gone with the browser."""
    response.set_cookie(
        COOKIE, token, httponly=True, samesite="Lax", secure=staff().origin.startswith("https:"), path="/"
    )


def _visit(request: HttpRequest) -> Visit:
    times, terminal = current().clock.now(), str(request.META.get("REMOTE_ADDR", ""))
    session = queries_sessions.session_of(request.COOKIES.get(COOKIE, ""), times=times)
    if session is not None:
        show(request, session, terminal, times)
    return Visit(session, terminal, times)


def show(request: HttpRequest, session: Session, terminal: str, times: Times) -> None:
    """Let the page know the person, and its head name them."""
    system = own_system()
    vars(request)["visitor"] = Visitor(
        system=system, client=session.person_id, name=session.person.name, section=session.person.client.section,
        terminal=terminal, times=times, permission=SIGNED_IN, acr=session.acr, signed_in_at=session.signed_in_at,
        permissions=permissions_of(system=system, client=session.person_id, on=times.legal_day),
    )  # fmt: skip


def _elsewhere(request: HttpRequest, visit: Visit, who: Who) -> HttpResponseBase | None:
    if who == "anyone":
        return None
    landing = Landing(request.path if request.method == "GET" else "/")
    if visit.session is None:
        return to("/sign-in", landing)
    if who == "signed-in" and queries_sessions.must_change_password(visit.session, times=visit.times):
        return to(PASSWORD, landing)
    return None
