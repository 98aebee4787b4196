"""What may be issued follows the feed: late, parked, torn or set aside, it may not."""

from datetime import timedelta

import pytest

from juki.kernel.clock import Times
from juki.kernel.work import Actor
from juki.links.kiosk import LeavingBlock
from juki.links.post import parking
from juki.links.post.dispatcher import Lane
from juki.links.post.models import InboxHead
from juki.systems.kiosk.domain.issuable import NotIssuable
from juki.systems.kiosk.peers import feed
from juki.systems.kiosk.records.models import Person
from juki.systems.kiosk.services.queries_issuable import feed_state, issuable

MENDER = Actor(who="client:officer", right="link.mend", terminal="t1")


@pytest.fixture
def two(db, wire, register):
    register.send(1, register.person(1, "世帯主"), register.person(3))
    register.send(2, register.person(2, "世帯主"))
    wire.settle()
    return register


def test_an_ordinary_resident_is_issuable(two):
    assert issuable(two.number(1), two.now()) == ()
    assert issuable(two.number(9), two.now()) == (NotIssuable.UNKNOWN_PERSON,)


def test_never_heard_is_stale(db, register):
    state = feed_state(register.now().machine)
    assert (state.fresh, state.heard_at, state.stale_since) == (False, None, None)


def test_silence_makes_the_feed_stale(two):
    now = two.now()
    late = Times(city=now.city, machine=now.machine + feed.max_age() + timedelta(seconds=5))
    assert issuable(two.number(1), late) == (NotIssuable.STALE_FEED,)
    state = feed_state(late.machine)
    heard = InboxHead.objects.get(owner="kiosk", sender="registry").heard_at
    assert (state.fresh, state.stale_since) == (False, heard + feed.max_age())


def test_an_old_message_does_not_make_a_late_feed_fresh(two, wire):
    """The suppression waits behind it: until everything is here nothing may be issued."""
    long_ago = two.now().machine - feed.max_age() - timedelta(seconds=1)
    InboxHead.objects.update(heard_at=long_ago, beat_at=long_ago)
    two.send(1, two.person(1, "世帯主"), two.person(3))
    two.send(2, two.person(2, "世帯主", issuing_stopped=True))
    lane = Lane("registry", "kiosk")
    lane._most = 1
    assert lane.send_batch() == 1
    assert issuable(two.number(2), two.now()) == (NotIssuable.STALE_FEED,)
    wire.settle()
    assert issuable(two.number(2), two.now()) == (NotIssuable.SUPPRESSED,)
    assert issuable(two.number(1), two.now()) == ()


def test_a_parked_snapshot_stops_its_household_and_nobody_else(two, wire):
    two.send(1, two.person(1, "世帯主"), two.person(3, "世帯主"))
    wire.settle()
    assert issuable(two.number(1), two.now()) == (NotIssuable.HOUSEHOLD_NOT_WHOLE,)
    assert issuable(two.number(3), two.now()) == (NotIssuable.HOUSEHOLD_NOT_WHOLE,)
    assert issuable(two.number(2), two.now()) == ()
    assert feed_state(two.now().machine).fresh


def test_a_parked_snapshot_stops_a_person_who_arrives_by_it(two, wire):
    two.send(1, two.person(1, "世帯主"), two.person(3), two.person(2, "世帯主"))
    wire.settle()
    assert issuable(two.number(2), two.now()) == (NotIssuable.HOUSEHOLD_NOT_WHOLE,)


def test_a_snapshot_set_aside_stops_its_household_until_the_next_one(two, wire):
    two.send(1, two.person(1, "世帯主"), two.person(3, "世帯主"))
    wire.settle()
    row = parking.parked("kiosk").get()
    parking.supersede(owner="kiosk", message_id=row.message_id, actor=MENDER, reason="r", times=two.now())
    assert issuable(two.number(1), two.now()) == (NotIssuable.HOUSEHOLD_NOT_WHOLE,)
    two.send(1, two.person(1, "世帯主"), two.person(3))
    wire.settle()
    assert issuable(two.number(1), two.now()) == ()


def test_a_parked_message_about_nobody_in_particular_stops_everybody(two, wire):
    two.send(3, two.person(4, "孫"), streams=["trace:x"])
    wire.settle()
    assert issuable(two.number(2), two.now()) == (NotIssuable.STALE_FEED,)


def test_a_torn_household_waits_for_its_own_snapshot(two, wire):
    two.send(2, two.person(2, "世帯主"), two.person(3))
    wire.settle()
    assert issuable(two.number(1), two.now()) == (NotIssuable.HOUSEHOLD_NOT_WHOLE,)
    assert issuable(two.number(3), two.now()) == ()


def test_suppression_arrives_with_the_snapshot(two, wire):
    two.send(2, two.person(2, "世帯主", issuing_stopped=True))
    wire.settle()
    assert issuable(two.number(2), two.now()) == (NotIssuable.SUPPRESSED,)


def test_a_planned_move_out_stops_issuing(two):
    Person.objects.filter(addressee_number=two.number(2)).update(
        planned_day="2026-12-01", planned_form="D", planned_text="令和8年12月1日"
    )
    assert issuable(two.number(2), two.now()) == (NotIssuable.MOVING_OUT,)


def test_a_planned_move_out_of_the_feed_stops_issuing_to_that_person_alone(two, wire):
    leaving = LeavingBlock(day="2026-12-01", notified_on="2026-11-23")
    two.send(1, two.person(1, "世帯主"), two.person(3, leaving=leaving))
    wire.settle()
    assert issuable(two.number(3), two.now()) == (NotIssuable.MOVING_OUT,)
    assert issuable(two.number(1), two.now()) == ()


def test_nothing_is_issued_to_whoever_was_removed(two, wire):
    two.send(1, two.person(1, "世帯主"))
    two.send(2)
    wire.settle()
    gone = (NotIssuable.UNKNOWN_PERSON,)
    assert [issuable(two.number(serial), two.now()) for serial in (1, 2, 3)] == [(), gone, gone]
