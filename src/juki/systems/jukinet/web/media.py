"""媒体からの取込: the register's file, while the line between the two is down. Source: STD 7.1.1.1."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.screens.page import by_method, page
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.jukinet.services.operations_media import LIMIT, Taken, take_medium
from juki.systems.jukinet.web.permissions import TAKE_MEDIUM

NO_FILE = "住民記録で作成したファイルを選んでください。"
TOO_LARGE = "ファイルが大きすぎます。住民記録で作成したファイルを選んでください。"


@page(permission=TAKE_MEDIUM)
def show(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The form."""
    return _page(request, Typed(), None)


@page(permission=TAKE_MEDIUM, method="POST")
def take(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Take a file; taking it twice has one effect."""
    typed, taken = Typed(request.POST), None
    reason, file = typed.reason(), request.FILES.get("file")
    if file is None or not file.size:
        typed.errors["file"] = NO_FILE
    elif file.size > LIMIT:
        typed.errors["file"] = TOO_LARGE
    elif not typed.errors:
        try:
            content = file.read().decode("ascii", "replace")
            taken = take_medium(content, reason=reason, actor=visitor.actor, times=visitor.times)
        except JukiError as refusal:
            typed.refuse("file", refusal)
    return _page(request, typed if typed.errors else Typed(), taken)


media = by_method(GET=show, POST=take)


def _page(request: HttpRequest, typed: Typed, taken: Taken | None) -> HttpResponseBase:
    return render(
        request, "jukinet/media.html", title="媒体からの取込", key="media", status=typed.status, form=typed, taken=taken
    )  # fmt: skip
