"""A kiosk never learns what is about the person."""

import pytest

from juki.systems.kiosk.domain.issuable import NotIssuable
from juki.systems.kiosk.domain.refusals import Refusal, Told, text_of, told


@pytest.mark.parametrize("reason", [one for one in NotIssuable if one is not NotIssuable.STALE_FEED])
def test_whatever_is_about_the_person_is_the_counter(reason):
    assert told(reason) is Told.COUNTER


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (NotIssuable.STALE_FEED, Told.STOPPED), (Refusal.OUT_OF_HOURS, Told.CLOSED), (Refusal.CLOSED_DAY, Told.CLOSED),
        (Refusal.TOO_MANY, Told.BUSY), (Refusal.MISMATCH, Told.STOPPED), (Refusal.NOT_IN_FORCE, Told.CARD),
        (Refusal.GLYPH_MISSING, Told.COUNTER), (Refusal.TOO_LONG, Told.COUNTER), (Refusal.NOT_OFFERED, Told.CHOICE),
        (Refusal.DEADLINE_PASSED, Told.OVER),
    ],
)  # fmt: skip
def test_general_words(reason, words):
    assert told(reason) is words
    assert words.text


def test_every_reason_has_words():
    codes = [one.value for one in (*NotIssuable, *Refusal, *Told)]
    assert len(set(codes)) == len(codes)
    assert all(text_of(one.value) for one in (*NotIssuable, *Refusal))
    assert text_of("issued") == ""
