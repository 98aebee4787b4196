"""Changing one's own password."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.office.domain.landing import landing
from juki.office.errors import PasswordsDiffer, SignInLocked, SignInRefused, UnfitPassword, UsedPassword
from juki.office.services import operations_credentials, queries_sessions
from juki.office.services.options import password_rules
from juki.office.web.authorize import go_on
from juki.office.web.pages import Visit, page, set_cookie
from juki.screens.page import by_method
from juki.screens.rendering import render

_FIELDS: dict[type[JukiError], str] = {
    SignInRefused: "current", SignInLocked: "current", UnfitPassword: "new", UsedPassword: "new", PasswordsDiffer: "again",
}  # fmt: skip
_MISSING = {"current": "現在のパスワードを入力してください。"}
_NOTHING: Mapping[str, str] = MappingProxyType({})


@page(method="GET", who="must-change")
def ask(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """The form, with the city's rules."""
    return _form(request, visit, request.GET.get("next", ""))


@page(method="POST", who="must-change")
def take(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Change it and go on to where the person was going; nothing that was typed is shown again.

    Without the present password it is no attempt, and none is counted.
    """
    typed, session = request.POST, visit.signed_in
    if not typed.get("current", ""):
        return _form(request, visit, typed.get("next", ""), missing=_MISSING)
    try:
        token = operations_credentials.change_password(
            session, current=typed.get("current", ""), new=typed.get("new", ""), again=typed.get("again", ""),
            terminal=visit.terminal, times=visit.times,
        )  # fmt: skip
    except tuple(_FIELDS) as error:
        return _form(request, visit, typed.get("next", ""), error)
    session.refresh_from_db()
    response = go_on(request, landing(typed.get("next", "")), visit, session)
    set_cookie(response, token)
    return response


def _form(
    request: HttpRequest,
    visit: Visit,
    wanted: str,
    error: JukiError | None = None,
    *,
    missing: Mapping[str, str] = _NOTHING,
) -> HttpResponseBase:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if missing else HTTPStatus.OK
    must = queries_sessions.must_change_password(visit.signed_in, times=visit.times)
    return render(
        request, "office/password.html", title="パスワードの変更", next=landing(wanted).address, must=must,
        client=visit.signed_in.person_id,
        rules=password_rules(), errors={_FIELDS[type(error)]: error.message} if error else missing,
        code=error.code if error else "", status=error.status if error else status,
    )  # fmt: skip


password = by_method(GET=ask, POST=take)
