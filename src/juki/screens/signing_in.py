"""Signing in and out at this system, as a relying party: authorization code with PKCE.

Source: document III 3 risk 2; RFC 6749, 7636, 9207; OpenID Connect Core 1.0.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token

from juki.kernel.door.endpoint import PUBLIC, declared
from juki.kernel.door.errors import WrongMethod
from juki.kernel.errors import JukiError
from juki.kernel.settings import Staff, current
from juki.kernel.work import Actor, one_act
from juki.screens import provider, sessions
from juki.screens.demands import LEEWAY, demanded, is_enough
from juki.screens.errors import SignInFailed
from juki.screens.records.models import SignIn
from juki.screens.refusals import refusal
from juki.screens.settings import own_system
from juki.screens.settings import staff as own_staff

MINUTES = timedelta(minutes=10)


def begin(*, back_to: str, now: datetime) -> HttpResponseBase:
    """Send the browser to the provider; it will come back to ``back_to``, an address of this system."""
    staff = own_staff()
    token, state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(4))
    SignIn.objects.create(
        digest=sessions.digest_of(token), system=own_system(), state=state, nonce=nonce, verifier=verifier,
        back_to=own_path(back_to), begun_at=now,
    )  # fmt: skip
    challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    wanted = demanded(own_system())
    query = urlencode({
        **({"prompt": "login"} if wanted.again else {}), "acr_values": wanted.acr,
        "response_type": "code", "client_id": staff.client, "redirect_uri": _redirect(staff), "scope": "openid profile",
        "state": state, "nonce": nonce, "code_challenge": challenge, "code_challenge_method": "S256",
    })  # fmt: skip
    response = HttpResponseRedirect(f"{staff.authorization}?{query}")
    sessions.set_cookie(response, _cookie(state), token, seconds=int(MINUTES.total_seconds()))
    return response


def purge(*, now: datetime) -> None:
    """Forget sign-ins that nobody came back from."""
    SignIn.objects.filter(begun_at__lt=now - MINUTES).delete()


def signed_in(request: HttpRequest) -> HttpResponseBase:
    """The browser is back with a code: a new session, and on to where it wanted to go."""
    times = current().clock.now()
    try:
        if request.method != "GET":
            raise WrongMethod(allowed="GET")
        begun = _take(request, now=times.machine)
        if begun is None:
            return HttpResponseRedirect("/")
        claims = provider.person_for(
            request.GET.get("code", ""),
            verifier=begun.verifier,
            nonce=begun.nonce,
            redirect_uri=_redirect(own_staff()),
        )
        _demand_enough(claims, begun)
    except JukiError as error:
        return refusal(request, error)
    person = sessions.Person(
        client=claims.sub, name=claims.name or claims.sub, section=claims.section, sid=claims.sid, acr=claims.acr,
        amr=tuple(claims.amr), signed_in_at=datetime.fromtimestamp(claims.auth_time, UTC),
    )  # fmt: skip
    actor = Actor(who=f"client:{person.client}", right="sign-in", terminal=_terminal(request))
    try:
        with one_act(actor, reason="sign-in", times=times) as act:
            token = sessions.begin(person, now=times.machine)
            act.log("session.begun", detail={"acr": person.acr})
    except JukiError as error:
        return refusal(request, error)
    rotate_token(request)
    response = HttpResponseRedirect(begun.back_to)
    sessions.set_cookie(response, sessions.cookie(), token)
    response.delete_cookie(_cookie(begun.state), path="/", samesite="Lax")
    return response


def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End the session, here at once and by the provider everywhere. The cookie stays, so that a late form finds its owner.

    When the provider does not hear of it, the portal asks the person to sign out there.
    """
    times = current().clock.now()
    if request.method != "POST":
        return refusal(request, WrongMethod(allowed="POST"))
    session = sessions.of(request)
    if session is not None and session.ended_at is None:
        actor = Actor(who=f"client:{session.client}", right="sign-in", terminal=_terminal(request))
        with one_act(actor, reason="sign-out", times=times) as act:
            sessions.end(session, now=times.machine)
            act.log("session.ended")
        if provider.end(session.sid):
            return HttpResponseRedirect(f"{own_staff().portal}/sign-in")
    return HttpResponseRedirect(f"{own_staff().portal}/sign-out")


def own_path(address: str) -> str:
    """``address`` if it is a path of this system, else the first page: nobody is led elsewhere by a link."""
    strange = (
        not address.startswith("/") or address.startswith(("//", "/\\")) or "\n" in address or "\r" in address
    )
    return "/" if strange or address.startswith(("/signed-in", "/sign-out")) else address


def _take(request: HttpRequest, *, now: datetime) -> SignIn | None:
    """The sign-in that this browser began; None if it was finished before (a reloaded page).

    Raises:
        SignInFailed: another browser's, too old, or the provider refused.
    """
    state = request.GET.get("state", "")
    token = request.COOKIES.get(_cookie(state), "")
    with transaction.atomic():
        begun = (
            SignIn.objects.select_for_update().filter(digest=sessions.digest_of(token)).first()
            if token
            else None
        )
        if begun is None:
            session = sessions.of(request)
            if session is not None and sessions.is_open(session, now=now):
                return None
            raise SignInFailed(why="browser")
        if not hmac.compare_digest(begun.state.encode(), state.encode()):
            raise SignInFailed(why="state")
        begun.delete()
    if now - begun.begun_at > MINUTES:
        raise SignInFailed(why="time")
    if request.GET.get("error") or not request.GET.get("code"):
        raise SignInFailed(why="provider")
    if request.GET.get("iss", own_staff().issuer) != own_staff().issuer:
        raise SignInFailed(why="issuer")
    return begun


def _demand_enough(claims: provider.Claims, begun: SignIn) -> None:
    """Refuse a sign-in by less than this system demands, whatever the provider let pass.

    Raises:
        SignInFailed: a lower level, or a sign-in of before where a fresh one was asked for.
    """
    system = own_system()
    if not is_enough(system, claims.acr):
        raise SignInFailed(why="acr")
    shown = datetime.fromtimestamp(claims.auth_time, UTC)
    if demanded(system).again and shown < begun.begun_at - LEEWAY:
        raise SignInFailed(why="auth_time")


def _redirect(staff: Staff) -> str:
    return f"{staff.origin}/signed-in"


def _cookie(state: str) -> str:
    """One for each sign-in under way, so that two tabs do not take one another's."""
    return f"{own_system()}_sign_in_{hashlib.sha256(state.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _terminal(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


signed_in_page = declared(signed_in, PUBLIC, page=True)
sign_out_page = declared(sign_out, PUBLIC, page=True)
