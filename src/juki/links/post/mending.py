"""The mending door: parked messages with their reasons, retried or superseded by whoever holds the right."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import path

from juki.kernel.door.endpoint import Visit, read_endpoint, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.kernel.work import log_before_showing
from juki.links.post import parking, stations

SEE = "link.see"
STATIONS = "link.stations"
MEND = "link.mend"


class ParkedMessage(msgspec.Struct, frozen=True):
    """A parked message without its content."""

    message_id: UUID
    sender: str
    name: str
    code: str
    why: str
    received_at: datetime
    trace: UUID
    streams: list[str]


class Mending(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to do with a parked message, and why."""

    message_id: UUID
    action: Literal["retry", "supersede"]
    reason: str


class Mended(msgspec.Struct, frozen=True):
    """How many messages were applied: the one, and what waited behind it."""

    applied: int


class StationReply(msgspec.Struct, frozen=True):
    """One line of a trace: the message at the station, its state, since when (UTC), and which peer told us."""

    station: str
    message: str
    message_id: UUID
    state: str
    code: str
    at: datetime
    told_by: str


@read_endpoint(permission=SEE, reply=list[ParkedMessage])
def show_parked(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """All parked messages of this system, in order."""
    log_before_showing(visit.actor, "link.parked.list", reason="mending", times=visit.times)
    rows = parking.parked(visit.system)
    return json_reply(
        [
            ParkedMessage(
                row.message_id,
                row.sender,
                row.name,
                row.code,
                row.why,
                row.received_at,
                row.trace,
                row.streams,
            )
            for row in rows
        ]
    )


@write_endpoint(permission=MEND, body=Mending, reply=Mended)
def mend(visit: Visit, form: Mending) -> HttpResponse:
    """Retry or supersede one message and resume its streams."""
    act = parking.retry if form.action == "retry" else parking.supersede
    applied = act(
        owner=visit.system,
        message_id=form.message_id,
        actor=visit.actor,
        reason=form.reason,
        times=visit.times,
        permit=parking.permit_of_house(),
    )
    return json_reply(Mended(applied))


@read_endpoint(permission=STATIONS, reply=list[StationReply])
def show_stations(_request: HttpRequest, visit: Visit, trace: UUID) -> HttpResponse:
    """What is known of a trace at every station."""
    log_before_showing(visit.actor, "link.stations", reason=str(trace), times=visit.times)
    return json_reply([StationReply(*known) for known in stations.of_trace(visit.system, trace)])


urlpatterns = [
    path("api/parked", show_parked),
    path("api/parked/mend", mend),
    path("api/acts/<uuid:trace>/stations", show_stations),
]
