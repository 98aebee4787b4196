"""One record of the file; its individual number only by a right of its own."""

from typing import Literal

from django.http import HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import Visit, ask_endpoint, demand
from juki.kernel.door.replies import json_reply
from juki.systems.jukinet.api.record import RecordForm, RecordReply
from juki.systems.jukinet.services import queries_identification

SEE = "jukinet.identification.see"
SEE_NUMBER = "jukinet.individual_number.see"
WITH = {"with": (Literal["individual_number"], f"show 個人番号 too: needs `{SEE_NUMBER}` as well")}


@ask_endpoint(permission=SEE, body=RecordForm, system="jukinet", reply=RecordReply, query=WITH)
def show(visit: Visit, form: RecordForm) -> HttpResponse:
    """All items of a record; the individual number only when it is asked for too."""
    with_number = visit.query.get("with") == "individual_number"
    if with_number:
        demand(visit, SEE_NUMBER)
    record = queries_identification.one(
        resident_code=form.resident_code, reason=form.reason, with_number=with_number,
        actor=visit.actor, times=visit.times,
    )  # fmt: skip
    items = {
        name: getattr(record, name)
        for name in RecordReply.__struct_fields__
        if with_number or name != "individual_number"
    }
    return json_reply(RecordReply(**items))


urlpatterns = [path("api/identification", show)]
