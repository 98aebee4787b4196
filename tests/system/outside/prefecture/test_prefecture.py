"""The prefectural server: kept and passed on, in order, once."""

from typing import Any

import msgspec
import pytest

from juki.kernel.audit.models import AuditEntry
from juki.links.post import parking
from juki.links.post.models import Outbox
from juki.links.prefecture import IdentificationUpdate
from juki.outside.prefecture.records.models import PrefectureIdentification
from support.identification import FARTHER, OWN, address, code, day, name, number, send


def up(**changed: Any) -> IdentificationUpdate:
    entry = IdentificationUpdate(
        municipality=OWN, resident_code=code(1), individual_number=number(1), person=name(1), birth=day("1980-04-01"),
        sex="2", address=address(building="某棟101"), event_class="entry", event_reason="TENNYU",
        event_date=day("2026-11-20"), update_number=1,
    )  # fmt: skip
    return msgspec.structs.replace(entry, **changed)


def tell(*updates: IdentificationUpdate) -> None:
    for one in updates:
        send(one, own="jukinet", to="prefecture")


def test_it_keeps_the_latest_and_passes_each_on(db, network):
    tell(
        up(),
        up(event_class="amendment", sex="1", update_number=2),
        up(event_class="removal", update_number=3),
    )
    network.settle()
    kept = PrefectureIdentification.objects.get()
    assert (kept.update_number, kept.living, kept.address) == (3, False, "某都某市某町一丁目1番1号　某棟101")
    assert Outbox.objects.filter(owner="prefecture", destination="nation").count() == 3


def test_a_repeated_update_is_dropped_and_not_passed_on(db, network):
    tell(up(), up())
    network.settle()
    assert AuditEntry.objects.get(action="prefecture.dropped").outcome == "duplicate"
    assert Outbox.objects.filter(owner="prefecture", destination="nation").count() == 1


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (up(update_number=2), "OUT-0102"),
        (up(event_class="removal"), "OUT-0103"),
        (up(municipality=FARTHER), "OUT-0101"),
        (up(individual_number="1"), "KRN-0101"),
        (up(event_date=msgspec.structs.replace(day("2026-11-20"), form="U01")), "KRN-0148"),
    ],
)
def test_a_bad_update_is_parked_and_not_passed_on(db, network, bad, expected):
    tell(bad)
    network.settle()
    assert [row.code for row in parking.parked("prefecture")] == [expected]
    assert not PrefectureIdentification.objects.exists()
    assert not Outbox.objects.filter(owner="prefecture", destination="nation").exists()
