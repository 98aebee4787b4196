"""One's own passkeys: which there are, another one, giving one up."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.kernel.values.assurance import TWO_FACTOR
from juki.office.errors import (
    BadLabel,
    LastPasskey,
    NoSuchPasskey,
    PasskeyExists,
    PasskeyRefused,
    TooManyPasskeys,
)
from juki.office.records.models import Passkey
from juki.office.services import ceremonies, operations_passkeys
from juki.office.web.pages import Visit, page
from juki.screens.page import by_method, see_other
from juki.screens.rendering import render

PAGE = "/passkeys"
_REFUSED = (BadLabel, LastPasskey, NoSuchPasskey, PasskeyExists, PasskeyRefused, TooManyPasskeys)


@page(method="GET", who="signed-in")
def ask(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """The list, and with two factors shown the form for another one."""
    return _page(request, visit)


@page(method="POST", who="signed-in")
def take(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Add one, or give the chosen one up."""
    typed, session = request.POST, visit.signed_in
    try:
        if typed.get("action") == "end":
            operations_passkeys.end_own(
                session, _ident(typed.get("passkey", "")), terminal=visit.terminal, times=visit.times
            )
        else:
            operations_passkeys.add_own(
                session, ceremony=typed.get("ceremony", ""), answer=typed.get("answer", ""),
                label=typed.get("label", ""), terminal=visit.terminal, times=visit.times,
            )  # fmt: skip
    except _REFUSED as error:
        return _page(request, visit, error)
    return see_other(PAGE)


def _ident(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NoSuchPasskey from None


def _page(request: HttpRequest, visit: Visit, error: JukiError | None = None) -> HttpResponseBase:
    session = visit.signed_in
    may_add = session.acr == TWO_FACTOR
    asked = (
        ceremonies.ask_for_new(session.person, session=session, now=visit.times.machine) if may_add else None
    )
    held = Passkey.objects.filter(person=session.person, ended_at=None).order_by("enrolled_at")
    return render(
        request, "office/passkeys.html", title="認証器（パスキー）", key="passkeys", held=held, asked=asked, error=error,
        status=error.status if error else 200,
    )  # fmt: skip


passkeys = by_method(GET=ask, POST=take)
