"""承認を求める, from the page of a parked message."""

from uuid import UUID, uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from juki.links.errors import NotParked
from juki.links.post import parking
from juki.links.post.mending import MEND
from juki.oversight.approvals.services.asking import ask
from juki.oversight.approvals.services.mending import KIND, content_of
from juki.screens.page import page, see_other
from juki.screens.parked import errors_of, message_page
from juki.screens.visitor import Visitor


@page(permission=MEND, method="POST")
def take_request(request: HttpRequest, visitor: Visitor, message_id: UUID) -> HttpResponseBase:
    """Ask for what was chosen on the page of the message, with the reason typed there."""
    action, reason = request.POST.get("action", ""), request.POST.get("reason", "").strip()
    errors = errors_of(action, reason)
    if errors:
        return message_page(request, visitor, message_id, typed=request.POST, errors=errors)
    row = parking.parked(visitor.system).filter(message_id=message_id).defer("body").first()
    if row is None:
        raise NotParked
    made = ask(
        system=visitor.system, kind=KIND, content=content_of(row, action), place=f"/parked/{message_id}", reason=reason,
        actor=visitor.actor, times=visitor.times, trace=uuid4(),
    )  # fmt: skip
    return see_other(f"/approvals/{made.id}")


urlpatterns = [path("approvals/mending/<uuid:message_id>", take_request)]
