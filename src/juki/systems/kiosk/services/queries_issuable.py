"""Whether something may be issued now, for the console and for the issuing dialog alike."""

from datetime import datetime

from juki.kernel.clock import Times
from juki.systems.kiosk.domain import feed as feed_rules
from juki.systems.kiosk.domain.feed import FeedState
from juki.systems.kiosk.domain.issuable import NotIssuable, reasons_against
from juki.systems.kiosk.peers import feed
from juki.systems.kiosk.records.models import Person
from juki.systems.kiosk.services.candidates import LOOKED_AT, candidate_of

_LOOKED_AT = ("household_id", "household__torn_since", "household__taken_at", *LOOKED_AT)


def feed_state(now: datetime) -> FeedState:
    """Whether the register's feed is fresh at ``now`` (machine clock)."""
    heard_at, unclear_since = feed.word()
    return feed_rules.feed_state(
        now=now, heard_at=heard_at, unclear_since=unclear_since, max_age=feed.max_age()
    )


def issuable(addressee_number: str, now: Times) -> tuple[NotIssuable, ...]:
    """Every reason why no certificate may be issued to this person at ``now``; empty when it may.

    Person and household are read in one statement, hence from one state of the file.
    """
    row = Person.objects.filter(addressee_number=addressee_number).values(*_LOOKED_AT).first()
    fresh = feed_state(now.machine).fresh
    if row is None:
        return reasons_against(None, feed_is_fresh=fresh, today=now.legal_day)
    streams = [f"addressee:{addressee_number}", f"household:{row['household_id']}"]
    unsettled = feed.unsettled_since(streams, taken_at=row["household__taken_at"])
    whole = row["household__torn_since"] is None and unsettled is None
    candidate = candidate_of(row, household_is_whole=whole)
    return reasons_against(candidate, feed_is_fresh=fresh, today=now.legal_day)
