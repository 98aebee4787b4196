"""What waits for me, the very content, the decision with its reason; taking one's own request back."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from juki.kernel.errors import JukiError
from juki.oversight.approvals.codes import DECIDE
from juki.oversight.approvals.domain.rules import WORDS, State
from juki.oversight.approvals.errors import NoSuchRequest
from juki.oversight.approvals.services import showing
from juki.oversight.approvals.services.asking import revoke
from juki.oversight.approvals.services.deciding import decide
from juki.screens.page import SIGNED_IN, page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor

DECISIONS = {"approve": "承認する", "refuse": "承認しない"}
NO_DECISION = "承認するかしないかを選んでください。"
TONES = {
    State.ASKED: "warning", State.APPROVED: "info", State.REFUSED: "error", State.REVOKED: "neutral",
    State.USED: "success",
}  # fmt: skip


@page(permission=SIGNED_IN)
def show_all(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """What waits for the visitor's decision, and the visitor's own requests."""
    waiting, own = showing.listed(
        system=visitor.system, held=visitor.permissions, actor=visitor.actor, times=visitor.times
    )
    return render(
        request, "approvals/index.html", title="承認", key="approvals", waiting=waiting, own=own, words=WORDS,
        tones=TONES, most=showing.MOST,
    )  # fmt: skip


@page(permission=SIGNED_IN)
def show_one(request: HttpRequest, visitor: Visitor, ident: UUID) -> HttpResponseBase:
    """One request, all facts of its content first."""
    return _one(request, visitor, ident, Typed())


@page(permission=DECIDE, method="POST")
def take_decision(request: HttpRequest, visitor: Visitor, ident: UUID) -> HttpResponseBase:
    """Yes or no, with a reason, to what the page showed."""
    typed = Typed(request.POST)
    word, reason = typed.one_of("decision", DECISIONS, missing=NO_DECISION), typed.reason()
    if not typed.errors:
        try:
            decide(
                system=visitor.system, ident=ident, approved=word == "approve", digest=request.POST.get("digest", ""),
                reason=reason, actor=visitor.actor, times=visitor.times,
            )  # fmt: skip
        except NoSuchRequest:
            raise
        except JukiError as refusal:
            if refusal.code.startswith("KRN-"):
                raise
            typed.refuse("decision", refusal)
    return _one(request, visitor, ident, typed) if typed.errors else see_other("/approvals")


@page(permission=SIGNED_IN, method="POST")
def take_back(request: HttpRequest, visitor: Visitor, ident: UUID) -> HttpResponseBase:
    """The author's own, before it is used."""
    del request
    revoke(system=visitor.system, ident=ident, actor=visitor.actor, times=visitor.times)
    return see_other("/approvals")


def _one(request: HttpRequest, visitor: Visitor, ident: UUID, typed: Typed) -> HttpResponseBase:
    shown = showing.show(
        system=visitor.system, ident=ident, held=visitor.permissions, actor=visitor.actor, times=visitor.times
    )
    return render(
        request, "approvals/one.html", title="承認の内容", key="approvals", status=typed.status, form=typed,
        shown=shown, words=WORDS, tones=TONES, decisions=list(DECISIONS.items()),
        may_decide=shown.may_decide and visitor.may(DECIDE),
    )  # fmt: skip


urlpatterns = [
    path("approvals", show_all),
    path("approvals/<uuid:ident>", show_one),
    path("approvals/<uuid:ident>/decision", take_decision),
    path("approvals/<uuid:ident>/revocation", take_back),
]
