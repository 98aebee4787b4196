"""Other municipalities: one 転入通知 per person holds, the newest."""

import msgspec
import pytest

from juki.kernel.audit.models import AuditEntry
from juki.links.jukinet import MoveInNotice
from juki.links.post import parking
from juki.outside.cities.records.models import ReceivedMoveInNotice
from support.identification import ELSEWHERE, FARTHER, address, day, notice, send


def tell(*notices: MoveInNotice) -> None:
    for one in notices:
        send(one, own="jukinet", to="cities")


def outcomes() -> list[tuple[str, str]]:
    rows = AuditEntry.objects.filter(action__startswith="move_in_notice.").order_by("number")
    return [(row.action, row.outcome) for row in rows]


def test_a_repetition_is_dropped_a_newer_one_holds_an_older_one_not(db, network):
    newer = notice(1, moved_in_on=day("2026-11-22"), new_address=address("3番3号"))
    tell(notice(1), notice(1), newer, notice(1))
    network.settle()
    assert outcomes() == [
        ("move_in_notice.kept", "done"),
        ("move_in_notice.dropped", "duplicate"),
        ("move_in_notice.kept", "amended"),
        ("move_in_notice.dropped", "older"),
    ]
    assert ReceivedMoveInNotice.objects.get().new_address.endswith("3番3号")


def test_each_municipality_has_its_own(db, network):
    tell(notice(1), notice(2), notice(1, former_municipality=FARTHER))
    network.settle()
    assert ReceivedMoveInNotice.objects.filter(municipality=ELSEWHERE).count() == 2
    assert ReceivedMoveInNotice.objects.filter(municipality=FARTHER).count() == 1


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (notice(1, new_municipality=ELSEWHERE), "OUT-0301"),
        (notice(1, resident_code="1"), "KRN-0111"),
        (notice(1, moved_in_on=msgspec.structs.replace(day("2026-11-20"), form="X")), "KRN-0148"),
    ],
)
def test_a_bad_notice_is_parked(db, network, bad, expected):
    tell(bad)
    network.settle()
    assert [row.code for row in parking.parked("cities")] == [expected]
    assert not ReceivedMoveInNotice.objects.exists()
