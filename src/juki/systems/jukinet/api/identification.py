"""One record of the file; its individual number only by a right of its own."""

from typing import Any

import msgspec
from django.http import HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import Visit, ask_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.jukinet.records.items import ITEMS
from juki.systems.jukinet.services import queries_identification

SEE = "jukinet.identification.see"
SEE_NUMBER = "jukinet.individual_number.see"


class RecordForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose record, and why."""

    resident_code: str
    reason: str


@ask_endpoint(permission=SEE, body=RecordForm, system="jukinet")
def show(visit: Visit, form: RecordForm) -> HttpResponse:
    """All items but the individual number."""
    return _reply(visit, form, with_number=False)


@ask_endpoint(permission=SEE_NUMBER, body=RecordForm, system="jukinet")
def show_with_number(visit: Visit, form: RecordForm) -> HttpResponse:
    """All items."""
    return _reply(visit, form, with_number=True)


def _reply(visit: Visit, form: RecordForm, *, with_number: bool) -> HttpResponse:
    record = queries_identification.one(
        resident_code=form.resident_code, reason=form.reason, with_number=with_number,
        actor=visit.actor, times=visit.times,
    )  # fmt: skip
    shown: dict[str, Any] = {
        column: getattr(record, column)
        for item in ITEMS
        for column in item.columns
        if with_number or column != "individual_number"
    }
    return json_reply(shown)


urlpatterns = [
    path("api/identification", show),
    path("api/identification/number", show_with_number),
]
