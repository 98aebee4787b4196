"""The passkey after the password."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.office.domain.landing import landing
from juki.office.errors import PasskeyRefused, PasswordTooLongAgo, SignInLocked
from juki.office.services import ceremonies, operations_passkeys
from juki.office.web.authorize import go_on
from juki.office.web.pages import Visit, page, set_cookie, to
from juki.screens.page import by_method, see_other
from juki.screens.rendering import render


@page(method="GET", who="signed-in")
def ask(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """A challenge for the authenticator; who has none is where they were going."""
    return _form(request, visit, request.GET.get("next", ""))


@page(method="POST", who="signed-in")
def take(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Let in who proved it, or ask again with a new challenge."""
    typed, session = request.POST, visit.signed_in
    wanted = landing(typed.get("next", ""))
    try:
        token = operations_passkeys.prove(
            session, ceremony=typed.get("ceremony", ""), answer=typed.get("answer", ""), terminal=visit.terminal,
            times=visit.times,
        )  # fmt: skip
    except PasswordTooLongAgo:
        return to("/sign-in", wanted)
    except (PasskeyRefused, SignInLocked) as error:
        return _form(request, visit, wanted.address, error)
    session.refresh_from_db()
    response = go_on(request, wanted, visit, session)
    set_cookie(response, token)
    return response


def _form(
    request: HttpRequest, visit: Visit, wanted: str, error: JukiError | None = None
) -> HttpResponseBase:
    asked = ceremonies.ask_for_proof(visit.signed_in, now=visit.times.machine)
    if asked is None and error is not None:
        raise error
    if asked is None:
        return see_other(landing(wanted).address)
    return render(
        request, "office/second_factor.html", title="認証器による確認", next=landing(wanted).address, asked=asked,
        error=error, status=error.status if error else 200,
    )  # fmt: skip


second_factor = by_method(GET=ask, POST=take)
