"""The authorization endpoint: a code for a system, or the way to get one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from authlib.common.urls import add_params_to_uri
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oidc.core.errors import LoginRequiredError
from django.db import IntegrityError

from juki.kernel.clock import Times
from juki.kernel.values.assurance import is_reachable, is_reached
from juki.kernel.work import Actor, one_act
from juki.office.domain.demand import BadDemand, Demand, demand
from juki.office.domain.passkey import is_in_time
from juki.office.errors import BadAuthorization, NoPasskey, NoRightThere, UnreachableAssurance
from juki.office.records.models import Session
from juki.office.services import queries_portal, queries_sessions
from juki.office.services.openid.code_grant import CodeGrant
from juki.office.services.openid.provider import Provider, Reply
from juki.office.services.openid.requests import OpenIDRequest, UnreadableRequest
from juki.office.services.operations_sign_in import RIGHT
from juki.office.services.options import one_factor_will_do, staff

_UNSUPPORTED = ("request", "request_uri", "registration")


@dataclass(frozen=True, slots=True)
class Onward:
    """Where the browser goes: to a system (``address``), or first to sign in, to change the password or to show a passkey."""

    to: Literal["system", "sign-in", "password", "passkey"]
    address: str = ""


def authorize(
    parameters: Iterable[tuple[str, str]],
    *,
    session: Session | None,
    fresh: bool,
    terminal: str,
    times: Times,
) -> Onward:
    """Answer an authorization request; ``fresh``: the person has just signed in for it.

    Raises:
        BadAuthorization: it names no system of ours, or not its address: the browser must not be led anywhere.
        UnreachableAssurance: it asks for a level that nobody can reach yet.
        NoPasskey: it asks for two factors, and the person has one.
        NoRightThere: the person has no right at the system.
    """
    try:
        request = OpenIDRequest("GET", parameters)
    except UnreadableRequest as error:
        raise BadAuthorization(what=str(error)) from None
    who = f"client:{session.person_id}" if session else "nobody"
    actor = Actor(who=who, right=RIGHT, terminal=terminal)
    try:
        with one_act(actor, reason="authorize", times=times) as act:
            reply = _answer(Provider(act), request, session, fresh=fresh, times=times)
            if isinstance(reply, Reply) and "error" in reply.body:
                act.log("authorize.refused", outcome="refused", detail={"error": reply.error})
    except IntegrityError:
        raise BadAuthorization(what="nonce") from None
    if isinstance(reply, Onward):
        return reply
    if not reply.location:
        raise BadAuthorization(what=reply.error)
    return Onward("system", add_params_to_uri(reply.location, [("iss", staff().issuer)]))


def _answer(
    provider: Provider, request: OpenIDRequest, session: Session | None, *, fresh: bool, times: Times
) -> Reply | Onward:
    try:
        grant: CodeGrant = provider.get_consent_grant(request, end_user=session)
        asked = _demand(request, grant.redirect_uri)
        way = _way(asked, session, fresh=fresh, times=times)
        if way is not None and asked.silent:
            raise LoginRequiredError(redirect_uri=grant.redirect_uri, state=request.payload.state)
    except OAuth2Error as error:
        refused: Reply = provider.handle_error_response(request, error)
        return refused
    if way is not None:
        return way
    assert session is not None
    if not queries_portal.may_enter(session.person_id, request.payload.client_id, on=times.legal_day):
        raise NoRightThere
    reply: Reply = provider.create_authorization_response(request, grant_user=session, grant=grant)
    return reply


def _demand(request: OpenIDRequest, redirect_uri: str) -> Demand:
    values = request.values
    wrong = next((name for name in _UNSUPPORTED if name in values), "")
    if not values.get("state"):
        wrong = "state"
    if values.get("response_mode", "query") != "query":
        wrong = "response_mode"
    try:
        asked = demand(values)
    except BadDemand as error:
        wrong = str(error)
    if wrong:
        raise InvalidRequestError(f"Invalid '{wrong}'.", redirect_uri=redirect_uri, state=values.get("state"))
    return asked


def _way(asked: Demand, session: Session | None, *, fresh: bool, times: Times) -> Onward | None:
    """What the person must do first; None: nothing."""
    if not is_reachable(asked.acr):
        raise UnreachableAssurance
    if session is None or not asked.is_recent(
        signed_in_at=session.signed_in_at, now=times.machine, fresh=fresh
    ):
        return Onward("sign-in")
    if queries_sessions.must_change_password(session, times=times):
        return Onward("password")
    if is_reached(session.acr, asked.acr):
        return None
    if queries_sessions.has_passkey(session):
        again = not is_in_time(session.signed_in_at, times.machine)
        return Onward("sign-in" if again else "passkey")
    if one_factor_will_do():
        return None
    raise NoPasskey
