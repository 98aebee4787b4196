"""仮登録一覧 and the queue of the reviewers. Source: STD 4.0.8."""

from uuid import UUID, uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.services import options, places
from juki.systems.registry.services.applications import queries
from juki.systems.registry.web import application_sections as sections
from juki.systems.registry.web import application_words as words

TABS = ("received", "provisional", "returned", "in_review", "recorded", "withdrawn")
_OPEN = TABS[:4]
_FULL = 200


@page(permission=Permission.SEE_APPLICATION)
def applications(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """By state, of everybody or one's own; what is open comes first."""
    state, mine = request.GET.get("state", ""), request.GET.get("mine") == "yes"
    names, place = _places(request)
    found = queries.listed(
        actor=visitor.actor, times=visitor.times, states=(state,) if state in TABS else _OPEN, mine=mine,
        place=place, with_names=visitor.may(Permission.SEE_RESIDENT),
    )  # fmt: skip
    return render(
        request, "registry/application_list.html", title="仮登録一覧", key="applications", found=found, state=state,
        mine=mine, words=words, tabs=TABS, full=len(found) >= _FULL, marked=sections.marked,
        may_receive=visitor.may(Permission.RECEIVE), places=names, place=place,
    )  # fmt: skip


@page(permission=Permission.REVIEW)
def reviews(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """What waits for a reviewer: what this one may review, then the rest with the reason why not."""
    names = visitor.may(Permission.SEE_RESIDENT)
    known, place = _places(request)
    own = queries.listed(
        actor=visitor.actor, times=visitor.times, for_review=True, place=place, with_names=names
    )
    waiting = queries.listed(
        actor=visitor.actor, times=visitor.times, states=("in_review",), place=place, with_names=names
    )
    reviewable = {one.application for one in own}
    return render(
        request, "registry/application_reviews.html", title="審査", key="reviews", words=words, marked=sections.marked,
        returned=_returned(request, visitor),
        found=sorted(own, key=lambda one: one.changed_at),
        others=[one for one in waiting if one.application not in reviewable],
        idempotency=str(uuid4()), limit=options.bulk_approvals(), places=known, place=place,
    )  # fmt: skip


def _places(request: HttpRequest) -> tuple[dict[str, str], str]:
    """What the places are called, and the one that was asked for: none where it is not registered."""
    names, asked = places.names(), request.GET.get("place", "")
    return names, asked if asked in names else ""


def _returned(request: HttpRequest, visitor: Visitor) -> str:
    """The 受付番号 of what this visitor has just sent back; a made-up address tells nothing."""
    try:
        application = UUID(request.GET.get("returned", ""))
    except ValueError:
        return ""
    return queries.returned_by(application, actor=visitor.actor)
