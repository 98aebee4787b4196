"""Pages: a method, a declared permission, a signed-in person, one view function."""

from collections.abc import Callable
from typing import Any, Literal

from django.db import DataError
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from juki.kernel.access.grants import permissions_of
from juki.kernel.clock import Times
from juki.kernel.door.endpoint import declared
from juki.kernel.door.errors import NotPermitted, WrongMethod
from juki.kernel.door.middleware import coded
from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import Actor, log_before_showing
from juki.screens import kept_forms, sessions
from juki.screens.errors import NoSession, Unconfirmed
from juki.screens.records.models import Session
from juki.screens.refusals import refusal
from juki.screens.settings import own_system
from juki.screens.signing_in import begin
from juki.screens.visitor import Visitor

SIGNED_IN = "signed-in"
"""The permission of pages that show nothing of anybody: whoever is signed in may open them."""
Page = Callable[..., HttpResponseBase]


def page(*, permission: str, method: Literal["GET", "POST"] = "GET") -> Callable[[Page], Page]:
    """A page for persons who hold ``permission``; the function gets the request, the visitor and the route's arguments.

    Without a session the browser is sent to sign in and comes back; a form that was sent is kept for its owner meanwhile.
    What the function refuses becomes a page with the code and what to do, and one audit row.
    """

    def build(function: Page) -> Page:
        def view(request: HttpRequest, **arguments: Any) -> HttpResponseBase:  # noqa: ANN401 - route arguments
            times = current().clock.now()
            try:
                visitor = _visitor(request, times, permission=permission, method=method)
            except NoSession:
                return _to_sign_in(request, times, posts=method == "POST")
            except JukiError as error:
                return _refused(request, error, times, permission)
            try:
                response = function(request, visitor, **arguments)
                if kept_forms.FIELD in request.POST:
                    kept_forms.forget(request, client=visitor.client)
                return response
            except (JukiError, DataError) as error:
                return _refused(request, coded(error), times, permission, visitor)

        return declared(view, permission, method=method, page=True, __wrapped__=function)

    return build


def by_method(*, GET: Page, POST: Page) -> Page:  # noqa: N803 - named as the methods are
    """One address that shows a form and takes it."""

    def view(request: HttpRequest, **arguments: Any) -> HttpResponseBase:  # noqa: ANN401 - route arguments
        return (POST if request.method == "POST" else GET)(request, **arguments)

    return declared(view, str(vars(GET)["permission"]), sides=(GET, POST), page=True)


def visitor_of(request: HttpRequest, times: Times, *, permission: str) -> Visitor:
    """The signed-in person.

    Raises:
        NoSession: nobody is, or not any more.
        Unconfirmed: the provider could not be asked about revocations for too long.
    """
    session = sessions.of(request)
    if session is None or not sessions.is_open(session, now=times.machine):
        raise NoSession
    if not sessions.is_confirmed(now=times.machine):
        raise Unconfirmed
    return _seen(request, session, times, permission)


def _seen(request: HttpRequest, session: Session, times: Times, permission: str) -> Visitor:
    system = own_system()
    held = permissions_of(system=system, client=session.client, on=times.legal_day)
    visitor = Visitor(
        system=system, client=session.client, name=session.name, section=session.section,
        terminal=str(request.META.get("REMOTE_ADDR", "")), times=times, permission=permission, permissions=held,
        acr=session.acr, signed_in_at=session.signed_in_at,
    )  # fmt: skip
    vars(request)["visitor"] = visitor
    return visitor


def _visitor(request: HttpRequest, times: Times, *, permission: str, method: str) -> Visitor:
    visitor = visitor_of(request, times, permission=permission)
    allowed = ("GET", "HEAD") if method == "GET" else ("POST",)
    if request.method not in allowed:
        raise WrongMethod(allowed=method)
    if permission != SIGNED_IN and not visitor.may(permission):
        raise NotPermitted(permission=permission)
    return visitor


def _to_sign_in(request: HttpRequest, times: Times, *, posts: bool) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        return refusal(request, NoSession())
    if not posts or request.method != "POST":
        return begin(back_to=request.get_full_path(), now=times.machine)
    session = sessions.of(request)
    if session is None:
        return refusal(request, NoSession())
    ident, key = kept_forms.keep(request, client=session.client, now=times.machine)
    response = begin(back_to=f"/kept-forms/{ident}", now=times.machine)
    sessions.set_cookie(response, kept_forms.cookie(ident), key, seconds=int(kept_forms.KEPT.total_seconds()))
    return response


def _refused(
    request: HttpRequest, error: JukiError, times: Times, permission: str, visitor: Visitor | None = None
) -> HttpResponseBase:
    seen = visitor or vars(request).get("visitor")
    terminal = str(request.META.get("REMOTE_ADDR", ""))
    actor = seen.actor if seen else Actor(who="nobody", right=permission, terminal=terminal)
    route = request.resolver_match.route if request.resolver_match else ""
    log_before_showing(
        actor, "page.refused", reason=route, times=times, outcome="refused" if error.status < 500 else "failed",
        detail={"code": error.code},
    )  # fmt: skip
    return refusal(request, error)


def see_other(address: str) -> HttpResponseRedirect:
    """After a form has taken effect: go and look (303), so that reloading sends nothing twice."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
