"""本人確認情報検索. What is searched for is posted and stands in no address.

Source: document I-2 system 2(4); III(2)2 risk 1.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.jukinet.codes import SEXES
from juki.systems.jukinet.errors import TooFewCriteria, TooManyHits
from juki.systems.jukinet.services import queries_identification
from juki.systems.jukinet.services.queries_identification import Criteria
from juki.systems.jukinet.web.labels import LABELS
from juki.systems.jukinet.web.permissions import SEARCH, SEE

LONGEST = 600
NO_SUCH_SEX = "性別を選び直してください。"


@page(permission=SEARCH)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The empty form."""
    return _page(request, visitor, Typed())


@page(permission=SEARCH, method="POST")
def take(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Search, and list what was found under the form."""
    typed = Typed(request.POST)
    reason, criteria = typed.reason(), _criteria(typed)
    if typed.errors:
        return _page(request, visitor, typed)
    try:
        found = queries_identification.search(
            criteria=criteria, reason=reason, actor=visitor.actor, times=visitor.times
        )
    except (TooFewCriteria, TooManyHits) as refusal:
        typed.refuse("name", refusal)
        return _page(request, visitor, typed)
    return _page(request, visitor, typed, found=found, reason=reason)


def _criteria(typed: Typed) -> Criteria:
    return Criteria(
        name=typed.text("name", limit=LONGEST),
        address=typed.text("address", limit=LONGEST),
        birth=typed.day("birth"),
        sex=typed.one_of("sex", {"": "", **SEXES}, missing=NO_SUCH_SEX),
    )


def _page(
    request: HttpRequest, visitor: Visitor, typed: Typed, *, found: object = None, reason: str = ""
) -> HttpResponseBase:
    return render(
        request, "jukinet/search.html", title="本人確認情報の検索", key="search",
        status=typed.status, form=typed, found=found,
        reason=reason, may_see=visitor.may(SEE), labels=LABELS,
    )  # fmt: skip
