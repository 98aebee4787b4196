"""Doors to linkage with the CS by hand. Source: STD 7.1.1.1."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, read_endpoint, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.registry.api.recording import trace_of
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.errors import UnreadableMoment
from juki.systems.registry.services import linkage

OF_MESSAGES = {"after": (int, "only messages after this `sequence`: the next page")}


@read_endpoint(permission=Permission.SEE_LINKAGE, system=OWN, reply=linkage.ShownLinkage)
def show(_request: HttpRequest, _visit: Visit) -> HttpResponse:
    """Whether the CS is linked by the line or by hand, and how much waits."""
    return json_reply(linkage.standing())


@read_endpoint(
    permission=Permission.SEE_LINKAGE, system=OWN, reply=list[linkage.WaitingMessage], query=OF_MESSAGES
)
def list_messages(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What the CS has not got by the line."""
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) <= 15):
        raise UnreadableMoment(item="after")
    return json_reply(linkage.listed(actor=visit.actor, times=visit.times, after=int(after)))


@read_endpoint(permission=Permission.CARRY_LINKAGE, system=OWN, reply=linkage.WaitingContent)
def show_message(_request: HttpRequest, visit: Visit, message: UUID) -> HttpResponse:
    """A waiting message item by item; 個人番号 and 住民票コード masked."""
    return json_reply(linkage.content(message, actor=visit.actor, times=visit.times))


@write_endpoint(
    permission=Permission.SET_LINKAGE, body=linkage.LinkageForm, system=OWN, reply=linkage.ShownLinkage
)
def switch(visit: Visit, form: linkage.LinkageForm) -> HttpResponse:
    """Go over to linkage by hand, or back to the line."""
    return json_reply(linkage.switch(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)))


@write_endpoint(
    permission=Permission.CARRY_LINKAGE, body=linkage.CarryForm, system=OWN, reply=linkage.CarriedFile
)
def make_file(visit: Visit, form: linkage.CarryForm) -> HttpResponse:
    """A file of what waits, which the CS alone can read."""
    return json_reply(linkage.file(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)))


@write_endpoint(
    permission=Permission.CARRY_LINKAGE, body=linkage.DeliveryForm, system=OWN, reply=linkage.ShownLinkage
)
def deliver(visit: Visit, form: linkage.DeliveryForm) -> HttpResponse:
    """Mark messages as brought to the CS by hand."""
    return json_reply(linkage.deliver(form, actor=visit.actor, times=visit.times, trace=trace_of(visit)))
