"""What the post knows of the register's feed: when it was heard, and whom a message that did not apply concerns.

A parked message names its household and its members in its streams, so it stops those and nobody else. A message that
somebody set aside (superseded) leaves the old rows standing; they count as not whole until a later snapshot replaces
them.
"""

from datetime import datetime, timedelta

from django.db.models import Min, Q

from juki.kernel.settings import current
from juki.links.post import backlog
from juki.links.post.models import Inbox

OWN = "kiosk"
SOURCE = "registry"
OPTION = "kiosk.feed_max_age_seconds"
HEARTBEATS = 6
"""How many heartbeats may be missed when the setting gives no age of its own."""


def max_age() -> timedelta:
    """How old the last word of the register may be: the option ``kiosk.feed_max_age_seconds``, else six heartbeats."""
    settings = current()
    default = HEARTBEATS * settings.heartbeat_seconds
    return timedelta(seconds=float(settings.options.get(OPTION, default)))


def heard_at() -> datetime | None:
    """When the register was last heard with nothing missing between."""
    if (clear := backlog.heard_at(OWN, SOURCE)) is not None:
        return clear
    heads = [one for one in backlog.incoming() if (one.owner, one.sender) == (OWN, SOURCE)]
    return heads[0].heard_at if heads else None


def word() -> tuple[datetime | None, datetime | None]:
    """:func:`heard_at` and :func:`unclear_since`; while nothing is parked, one statement tells both."""
    if (clear := backlog.heard_at(OWN, SOURCE)) is not None:
        return clear, None
    return heard_at(), unclear_since()


def unclear_since() -> datetime | None:
    """Since when a parked message of the register lies here that names neither household nor person."""
    waiting = Inbox.objects.filter(owner=OWN, sender=SOURCE, state=Inbox.State.PARKED)
    unclear = [
        row for row in waiting.only("streams", "received_at", "name") if not _names_somebody(row.streams)
    ]
    return min((row.received_at for row in unclear), default=None)


def unsettled_since(streams: list[str], *, taken_at: datetime | None) -> datetime | None:
    """Since when a message about one of ``streams`` lies parked, or was set aside after ``taken_at``; None if none does.

    ``taken_at``: machine time of the snapshot in force; None when there is none.
    """
    parked, aside = Q(state=Inbox.State.PARKED), Q(state=Inbox.State.SUPERSEDED)
    if taken_at is not None:
        aside &= Q(received_at__gte=taken_at)
    found = Inbox.objects.filter(
        parked | aside, owner=OWN, sender=SOURCE, streams__overlap=streams
    ).aggregate(parked=Min("received_at", filter=parked), aside=Min("received_at", filter=aside))
    since: datetime | None = found["parked"] or found["aside"]
    return since


def _names_somebody(streams: list[str]) -> bool:
    return any(stream.startswith(("household:", "addressee:")) for stream in streams)
