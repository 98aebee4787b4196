"""The first page of a system: what this person may do here, and what waits on its links."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.links.post import backlog, parking
from juki.links.post.mending import SEE, STATIONS
from juki.screens.nav import Entry
from juki.screens.page import SIGNED_IN, Page, page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor

LINK_ENTRIES = (
    Entry("保留電文", "/parked", "parked", (SEE,)),
    Entry("連携の状態", "/links", "links", (SEE,)),
    Entry("電文の行方", "/acts", "acts", (STATIONS,)),
)
"""What every system has in its navigation, after its own."""
LINK_ABOUT = {
    "parked": "受け取った電文のうち、反映できずに待っているものを確かめて処理します。",
    "links": "相手の機関・システムごとに、送信待ちと受信の状態を確かめます。",
    "acts": "一つの届出・処理から出た電文が、どのシステムまで届いて反映されたかを調べます。",
}


class Waiting(NamedTuple):
    """Counts for holders of ``link.see``: messages parked here, messages not delivered yet, since when."""

    parked: int
    outgoing: int
    oldest: datetime | None


def first_page(entries: Sequence[Entry], about: Mapping[str, str]) -> Page:
    """A page with a card for each of ``entries`` that is for the visitor; ``about`` says by key what it is for."""
    told = {**about, **LINK_ABOUT}

    @page(permission=SIGNED_IN)
    def first(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
        """What this person may do here; nothing of anybody."""
        cards = [(entry, told[entry.key]) for entry in entries if entry.is_for(visitor.permissions)]
        waiting = _waiting(visitor.system) if visitor.may(SEE) else None
        return render(
            request,
            "screens/first.html",
            title="使える業務",
            key="first",
            cards=cards,
            waiting=waiting,
        )

    return first


def _waiting(system: str) -> Waiting:
    directions = [one for one in backlog.outgoing() if one.owner == system]
    return Waiting(
        parked=parking.parked(system).count(),
        outgoing=sum(one.waiting for one in directions),
        oldest=min((one.oldest for one in directions if one.oldest), default=None),
    )
