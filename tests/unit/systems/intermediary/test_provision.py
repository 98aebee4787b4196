"""The provider's checks: each alone, and always in their order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from juki.systems.intermediary.domain.provision import (
    Finding,
    Holdings,
    PermitCheck,
    Permitted,
    Review,
    check_permit,
    decide,
)
from juki.systems.intermediary.domain.review import RULING_LASTS, still_stands

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PERMIT = Permitted("p", "a", "d", "r", "i", "code", "key", NOW, NOW + timedelta(minutes=5))
GOOD = PermitCheck(PERMIT, "code", "key", True, NOW)
HELD = Holdings(
    is_listed=True, code_is_known=True, copy_exists=True, no_automatic_answer=False, review=Review.NONE
)


def permit(**changes: object) -> PermitCheck:
    """A check of a permit that the network signed like this."""
    return replace(GOOD, permitted=replace(PERMIT, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (GOOD, None),
        (replace(GOOD, permitted=None), Finding.NOT_SIGNED),
        (replace(GOOD, linkage_code="other"), Finding.DOES_NOT_FIT),
        (replace(GOOD, answer_key="other"), Finding.DOES_NOT_FIT),
        (permit(permit=""), Finding.IRREGULAR),
        (permit(permit="p" * 100), None),
        (permit(permit="p" * 101), Finding.IRREGULAR),
        (permit(agency="a\n"), Finding.IRREGULAR),
        (permit(expires_at=NOW + timedelta(minutes=10)), None),
        (permit(expires_at=NOW + timedelta(minutes=10, seconds=1)), Finding.IRREGULAR),
        (permit(expires_at=NOW), Finding.IRREGULAR),
        (replace(GOOD, now=NOW - timedelta(minutes=1)), None),
        (replace(GOOD, now=NOW - timedelta(minutes=1, seconds=1)), Finding.IRREGULAR),
        (replace(GOOD, now=NOW + timedelta(minutes=5)), Finding.EXPIRED),
        (replace(GOOD, now=NOW + timedelta(minutes=4, seconds=59)), None),
        (replace(GOOD, key_is_usable=False), Finding.KEY_UNUSABLE),
        (replace(GOOD, permitted=None, linkage_code="x", key_is_usable=False), Finding.NOT_SIGNED),
        (replace(GOOD, linkage_code="x", now=NOW + timedelta(days=1)), Finding.DOES_NOT_FIT),
        (replace(GOOD, now=NOW + timedelta(days=1), key_is_usable=False), Finding.EXPIRED),
    ],
)
def test_permit(check, expected):
    assert check_permit(check) is expected


@pytest.mark.parametrize(
    ("permit", "holdings", "expected"),
    [
        (None, HELD, Finding.ANSWERED),
        (Finding.USED, HELD, Finding.USED),
        (None, replace(HELD, is_listed=False), Finding.NOT_ON_LIST),
        (None, replace(HELD, code_is_known=False), Finding.CODE_UNKNOWN),
        (None, replace(HELD, copy_exists=False), Finding.NO_COPY),
        (None, replace(HELD, no_automatic_answer=True), Finding.HELD),
        (None, replace(HELD, no_automatic_answer=True, review=Review.RELEASED), Finding.ANSWERED),
        (None, replace(HELD, no_automatic_answer=True, review=Review.REFUSED), Finding.REFUSED_AFTER_REVIEW),
        (Finding.EXPIRED, replace(HELD, is_listed=False), Finding.EXPIRED),
        (None, replace(HELD, is_listed=False, code_is_known=False), Finding.NOT_ON_LIST),
        (None, replace(HELD, code_is_known=False, copy_exists=False), Finding.CODE_UNKNOWN),
        (
            None,
            replace(HELD, copy_exists=False, no_automatic_answer=True, review=Review.RELEASED),
            Finding.NO_COPY,
        ),
        (None, replace(HELD, is_listed=False, no_automatic_answer=True), Finding.NOT_ON_LIST),
    ],
)
def test_decision(permit, holdings, expected):
    assert decide(permit, holdings) is expected


def test_a_ruling_lasts_three_days():
    assert still_stands(ruled_at=NOW, now=NOW + RULING_LASTS)
    assert not still_stands(ruled_at=NOW, now=NOW + RULING_LASTS + timedelta(seconds=1))
