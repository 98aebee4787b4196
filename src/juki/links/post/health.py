"""Health of a process: up, version, and what waits or is parked per link, and why. No personal data."""

from datetime import UTC, datetime

import msgspec
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import path

import juki
from juki.kernel.door.endpoint import PUBLIC, declared
from juki.kernel.door.replies import json_reply
from juki.kernel.settings import current
from juki.links.post.backlog import Incoming, Outgoing, incoming, outgoing

STARTED = datetime.now(UTC)


class Health(msgspec.Struct, frozen=True):
    """What ``/health`` says; ``database`` is false when it cannot be reached, and then nothing is known of links."""

    system: str
    version: str
    started: datetime
    city_time: datetime
    database: bool
    outgoing: list[Outgoing]
    incoming: list[Incoming]


def health(_request: HttpRequest) -> HttpResponse:
    """The state of this process, for anyone on this machine."""
    settings = current()
    try:
        sent, taken, database = outgoing(), incoming(), True
    except DatabaseError:
        sent, taken, database = [], [], False
    return json_reply(
        Health(
            system=settings.system, version=juki.__version__, started=STARTED,
            city_time=settings.clock.now().city, database=database, outgoing=sent, incoming=taken,
        )
    )  # fmt: skip


urlpatterns = [path("health", declared(health, PUBLIC, method="GET", reply=Health))]
