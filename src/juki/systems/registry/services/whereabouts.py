"""How far an act has come: every station downstream, and what it says. No personal data."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.work import Actor, log_before_showing
from juki.links.post import stations
from juki.links.post.stations import Known, Sent
from juki.systems.registry.codes import OWN

ONWARD = {
    ("resident-update", "jukinet"): (
        ("prefecture", "identification-update"),
        ("nation", "identification-update"),
    ),
    ("move-in-notice", "jukinet"): (("cities", "move-in-notice"),),
    ("numbering-request", "unified"): (("intermediary", "household-copy"),),
}
"""Stations that each of our own messages goes on to, and as what: awaited before anything is heard of them."""


class Progress(StrEnum):
    """What became of a message, the most urgent first."""

    PARKED = "parked"
    WAITING = "waiting"
    DELIVERED = "delivered"
    APPLIED = "applied"
    SUPERSEDED = "superseded"


FINISHED = frozenset({Progress.APPLIED, Progress.SUPERSEDED})


class Stop(msgspec.Struct, frozen=True):
    """All messages of one kind at a station: how many are ``done`` of ``count``; the state is the most urgent one.

    ``code`` says why a message is parked; ``at`` (UTC) is the latest news, None before any.
    """

    station: str
    message: str
    state: Progress
    count: int
    done: int
    code: str
    at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether news may come without anybody's doing."""
        return self.state in (Progress.WAITING, Progress.DELIVERED)


class _One(msgspec.Struct, frozen=True):
    state: Progress
    code: str = ""
    at: datetime | None = None


def of_act(trace: UUID, *, actor: Actor, times: Times) -> list[Stop]:
    """The stations of the act ``trace``; nothing for an act that went nowhere, such as the first load."""
    log_before_showing(actor, "link.stations", reason=str(trace), times=times)
    return stops(stations.sent_in(OWN, trace), stations.of_trace(OWN, trace))


def stops(sent: Sequence[Sent], known: Iterable[Known]) -> list[Stop]:
    """Our own messages in the order they were written, each followed by where it goes on to, then everything else."""
    told = {(one.station, one.message_id): _One(Progress(one.state), one.code, one.at) for one in known}
    places: defaultdict[tuple[str, str], list[_One]] = defaultdict(list)
    own = set()
    awaited: defaultdict[tuple[str, str], int] = defaultdict(int)
    for message in sent:
        key = (message.destination, message.message_id)
        own.add(key)
        places[message.destination, message.message].append(told.get(key) or _on_the_way(message))
        for place in ONWARD.get((message.message, message.destination), ()):
            awaited[place] += 1
            places[place]
    for one in known:
        if (one.station, one.message_id) not in own:
            places[one.station, one.message].append(told[one.station, one.message_id])
    for place, count in awaited.items():
        places[place] += [_One(Progress.WAITING)] * (count - len(places[place]))
    return [_stop(*place, ones) for place, ones in places.items()]


def _on_the_way(message: Sent) -> _One:
    state = Progress.DELIVERED if message.delivered_at else Progress.WAITING
    return _One(state, at=message.delivered_at)


def _stop(station: str, message: str, ones: Sequence[_One]) -> Stop:
    order = list(Progress)
    worst = min(ones, key=lambda one: order.index(one.state))
    moments = [one.at for one in ones if one.at]
    return Stop(
        station, message, worst.state, len(ones), sum(one.state in FINISHED for one in ones), worst.code,
        max(moments, default=None),
    )  # fmt: skip
