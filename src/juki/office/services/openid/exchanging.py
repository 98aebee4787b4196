"""The token endpoint: a code for an ID token, once, for the system that the code was made for."""

from collections.abc import Iterable

from juki.kernel.clock import Times
from juki.kernel.work import Actor, one_act
from juki.office.services.openid.provider import Provider, Reply
from juki.office.services.openid.requests import OpenIDRequest, UnreadableRequest
from juki.office.services.operations_sign_in import RIGHT

_BAD_REQUEST = 400


def exchange(parameters: Iterable[tuple[str, str]], *, caller: str, terminal: str, times: Times) -> Reply:
    """Answer a token request of the system ``caller``; a refusal is the protocol's own, and kept with what it used up."""
    actor = Actor(who=f"peer:{caller}", right=RIGHT, terminal=terminal)
    with one_act(actor, reason="token", times=times) as act:
        try:
            request = OpenIDRequest("POST", parameters)
        except UnreadableRequest:
            reply = Reply(_BAD_REQUEST, {"error": "invalid_request"})
        else:
            reply = Provider(act, caller=caller).create_token_response(request)
        if reply.error:
            act.log("token.refused", outcome="refused", detail={"error": reply.error})
    return reply
