"""Signing in and out."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.office.domain.landing import PORTAL, landing
from juki.office.errors import SignInLocked, SignInRefused
from juki.office.services import operations_sign_in
from juki.office.web.authorize import go_on
from juki.office.web.pages import COOKIE, PASSWORD, Visit, page, set_cookie, show, to
from juki.screens.page import by_method, see_other
from juki.screens.rendering import render

_MISSING = {"account": "職員IDを入力してください。", "password": "パスワードを入力してください。"}
_NOTHING: Mapping[str, str] = MappingProxyType({})


@page(method="GET", who="anyone")
def ask(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """The form; who has a session and wants nothing in particular is at the portal already."""
    wanted = request.GET.get("next", "")
    if visit.session is not None and not wanted:
        return see_other(PORTAL)
    return _form(request, wanted, account=visit.session.person_id if visit.session else "")


@page(method="POST", who="anyone")
def take(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Let in, or show the form again without saying what was wrong. A field left empty is no attempt and is not counted."""
    wanted, account = landing(request.POST.get("next", "")), request.POST.get("account", "").strip()
    password = request.POST.get("password", "")
    typed = {"account": account, "password": password}
    if missing := {name: text for name, text in _MISSING.items() if not typed[name]}:
        return _form(request, wanted.address, account=account, missing=missing)
    try:
        signed = operations_sign_in.sign_in(
            account=account,
            password=password,
            former=visit.session,
            terminal=visit.terminal,
            times=visit.times,
        )
    except (SignInRefused, SignInLocked) as error:
        return _form(request, wanted.address, account=account, error=error)
    show(request, signed.session, visit.terminal, visit.times)
    inside = Visit(signed.session, visit.terminal, visit.times)
    response = to(PASSWORD, wanted) if signed.must_change else go_on(request, wanted, inside, signed.session)
    set_cookie(response, signed.token)
    return response


@page(method="GET", who="anyone")
def ask_out(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Whether to sign out everywhere; who is out already reads that."""
    return render(request, "office/sign_out.html", title="サインアウト", signed_in=visit.session is not None)


@page(method="POST", who="anyone")
def take_out(_request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """End the session here and in every system."""
    if visit.session is not None:
        operations_sign_in.sign_out(visit.session, terminal=visit.terminal, times=visit.times)
    response = see_other("/sign-out")
    response.delete_cookie(COOKIE, path="/", samesite="Lax")
    return response


def _form(
    request: HttpRequest,
    wanted: str,
    *,
    account: str,
    error: JukiError | None = None,
    missing: Mapping[str, str] = _NOTHING,
) -> HttpResponseBase:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if missing else HTTPStatus.OK
    return render(
        request, "office/sign_in.html", title="サインイン", next=landing(wanted).address, account=account, error=error,
        missing=missing, status=error.status if error else status,
    )  # fmt: skip


sign_in = by_method(GET=ask, POST=take)
sign_out = by_method(GET=ask_out, POST=take_out)
