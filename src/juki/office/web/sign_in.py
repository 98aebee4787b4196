"""Signing in and out."""

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


@page(method="GET", who="anyone")
def ask(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """The form; who has a session and wants nothing in particular is at the portal already."""
    wanted = request.GET.get("next", "")
    if visit.session is not None and not wanted:
        return see_other(PORTAL)
    return _form(request, wanted, account=visit.session.person_id if visit.session else "")


@page(method="POST", who="anyone")
def take(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Let in, or show the form again without saying what was wrong."""
    wanted, account = landing(request.POST.get("next", "")), request.POST.get("account", "").strip()
    try:
        signed = operations_sign_in.sign_in(
            account=account, password=request.POST.get("password", ""), former=visit.session,
            terminal=visit.terminal, times=visit.times,
        )  # fmt: skip
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
    request: HttpRequest, wanted: str, *, account: str, error: JukiError | None = None
) -> HttpResponseBase:
    return render(
        request, "office/sign_in.html", title="サインイン", next=landing(wanted).address, account=account, error=error,
        status=error.status if error else 200,
    )  # fmt: skip


sign_in = by_method(GET=ask, POST=take)
sign_out = by_method(GET=ask_out, POST=take_out)
