"""The authorization endpoint in the browser, and the way on after signing in."""

from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from juki.kernel.door.endpoint import PUBLIC, declared
from juki.kernel.door.errors import WrongMethod
from juki.kernel.door.replies import json_reply
from juki.kernel.errors import JukiError
from juki.office.domain.landing import AUTHORIZE, LONGEST, Landing
from juki.office.errors import BadAuthorization
from juki.office.records.models import Session
from juki.office.services.openid import discovery
from juki.office.services.openid.authorizing import authorize as answer
from juki.office.web.pages import PASSKEY, PASSWORD, Visit, page, refused, to
from juki.screens.page import see_other


@page(method="GET", who="anyone")
def authorize(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Take a system's request: back to it with a code, or first to sign in."""
    query = str(request.META.get("QUERY_STRING", ""))
    if len(query) + len(AUTHORIZE) >= LONGEST:
        raise BadAuthorization(what="length")
    return _lead(Landing(AUTHORIZE, query), visit, visit.session, fresh=False)


def go_on(request: HttpRequest, landing: Landing, visit: Visit, session: Session) -> HttpResponseBase:
    """After the person has just shown the password: on to ``landing``; a refusal there is a page, not a failed sign-in."""
    if landing.path != AUTHORIZE:
        return see_other(landing.address)
    try:
        return _lead(landing, visit, session, fresh=True)
    except JukiError as error:
        return refused(request, visit, error)


def _lead(landing: Landing, visit: Visit, session: Session | None, *, fresh: bool) -> HttpResponseBase:
    try:
        parameters = parse_qsl(landing.query, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        raise BadAuthorization(what="length") from None
    onward = answer(parameters, session=session, fresh=fresh, terminal=visit.terminal, times=visit.times)
    match onward.to:
        case "sign-in":
            return to("/sign-in", landing)
        case "password":
            return to(PASSWORD, landing)
        case "passkey":
            return to(PASSKEY, landing)
        case _:
            return see_other(onward.address) if fresh else HttpResponseRedirect(onward.address)


def configuration(request: HttpRequest) -> HttpResponseBase:
    """What the provider says of itself."""
    if request.method != "GET":
        raise WrongMethod(allowed="GET")
    return json_reply(discovery.document())


configuration_page = declared(configuration, PUBLIC, page=True)
