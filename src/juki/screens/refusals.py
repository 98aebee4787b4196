"""A refusal as a page, or as a fragment where a script asked."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import InProgress, KeyReused, NoKey, NotPermitted
from juki.kernel.errors import JukiError
from juki.screens.errors import BeingSent, ForgedForm, NoRight, SentBefore
from juki.screens.rendering import render

IN_SCREEN_WORDS: dict[type[JukiError], type[JukiError]] = {
    KeyReused: SentBefore,
    InProgress: BeingSent,
    NoKey: ForgedForm,
    NotPermitted: NoRight,
}
"""What the door for programs says of header fields and permissions, as a clerk can act on it."""


def refusal(request: HttpRequest, error: JukiError) -> HttpResponseBase:
    """The page that says what was refused, its code and what to do."""
    if type(error) in IN_SCREEN_WORDS:
        error = IN_SCREEN_WORDS[type(error)](**error.fields)
    part = bool(request.headers.get("HX-Request"))
    template = "screens/refusal_part.html" if part else "screens/refusal.html"
    response = render(
        request, template, title="操作できません", error=error, status=error.status,
        permission=error.fields.get("permission", "") if isinstance(error, NoRight) else "",
    )  # fmt: skip
    response.headers["Juki-Page"] = error.code
    return response


def forged(request: HttpRequest, reason: str = "") -> HttpResponseBase:  # noqa: ARG001 - Django's signature
    """The page for a form without our token."""
    return refusal(request, ForgedForm())
