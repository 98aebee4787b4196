"""Doors of 転出証明書情報: find one, and take it into the entry of a 特例転入."""

from datetime import date
from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, ask_endpoint, read_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.registry.api.reading import demand_number_right
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.errors import UnreadableMoment
from juki.systems.registry.services import move_out_certificates
from juki.systems.registry.services.move_out_certificates import MoveOutSearchForm

SEE = Permission.SEE_MOVE_OUT_CERTIFICATE
OF_CERTIFICATE = {
    "moved_on": (date, "異動日, where it is known: the deadline of 特例転入 counts from it too"),
    "with": (
        Literal["individual_number"],
        "fill 個人番号 too: needs `registry.individual_number.see` as well",
    ),
}


@ask_endpoint(permission=SEE, body=MoveOutSearchForm, system=OWN, reply=move_out_certificates.Found)
def search(visit: Visit, form: MoveOutSearchForm) -> HttpResponse:
    """Waiting certificates about somebody; by individual number only with that right."""
    if form.individual_number:
        demand_number_right(visit, subjects=[])
    return json_reply(move_out_certificates.find(form, actor=visit.actor, times=visit.times))


@read_endpoint(permission=SEE, system=OWN, reply=move_out_certificates.Prefill, query=OF_CERTIFICATE)
def prefill(request: HttpRequest, visit: Visit, certificate: UUID) -> HttpResponse:
    """The entry of a 特例転入 as far as the certificate fills it."""
    with_number = request.GET.get("with") == "individual_number"
    if with_number:
        demand_number_right(visit, subjects=[])
    moved_on = request.GET.get("moved_on", "")
    filled = move_out_certificates.prefill(
        certificate, actor=visit.actor, times=visit.times, moved_on=_day(moved_on) if moved_on else None,
        with_number=with_number,
    )  # fmt: skip
    return json_reply(filled)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnreadableMoment(item="moved_on") from None
