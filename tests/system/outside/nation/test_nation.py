"""The national server: a person's way through municipalities."""

from typing import Any

import msgspec
import pytest

from juki.kernel.audit.models import AuditEntry
from juki.links.post import parking
from juki.links.prefecture import IdentificationUpdate
from juki.outside.nation.records.models import NationPerson, NationRegistration
from support.identification import ELSEWHERE, FARTHER, OWN, address, code, day, name, number, send


def up(serial: int = 1, **changed: Any) -> IdentificationUpdate:
    city = changed.get("municipality", ELSEWHERE)
    entry = IdentificationUpdate(
        municipality=ELSEWHERE, resident_code=code(serial), individual_number=number(serial), person=name(serial),
        birth=day("1980-04-01"), sex="2", address=address(municipality=city), event_class="entry", event_reason="TENNYU",
        event_date=day("2026-11-20"), update_number=1,
    )  # fmt: skip
    return msgspec.structs.replace(entry, **changed)


def tell(*updates: IdentificationUpdate) -> None:
    for one in updates:
        send(one, own="prefecture", to="nation")


def codes() -> list[str]:
    return [row.code for row in parking.parked("nation")]


def test_a_person_moves_and_the_former_citys_removal_is_only_noted(db, network):
    tell(up(), up(1, municipality=OWN), up(1, event_class="removal", update_number=2))
    network.settle()
    assert codes() == []
    person = NationPerson.objects.get()
    assert (person.municipality, person.living) == (OWN, True)
    assert dict(NationRegistration.objects.values_list("municipality", "update_number")) == {
        ELSEWHERE: 2,
        OWN: 1,
    }
    assert list(
        AuditEntry.objects.filter(action="nation.recorded")
        .order_by("number")
        .values_list("outcome", flat=True)
    ) == ["entered", "entered", "noted"]


def test_a_person_loaded_from_elsewhere_needs_no_registration(db, network):
    tell(up())
    network.settle()
    NationRegistration.objects.all().delete()
    tell(up(1, municipality=OWN))
    network.settle()
    assert codes() == []
    assert NationPerson.objects.get().municipality == OWN


def test_numbers_count_per_municipality(db, network):
    tell(up(), up(1, event_class="removal", update_number=2), up(1, municipality=OWN))
    tell(up(1, municipality=OWN, event_class="removal", update_number=2), up(1, update_number=3))
    network.settle()
    assert codes() == []
    assert (NationPerson.objects.get().municipality, NationPerson.objects.get().living) == (ELSEWHERE, True)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (up(1, update_number=3), "OUT-0201"),
        (up(1, update_number=2), "OUT-0202"),
        (up(1, municipality=FARTHER, event_class="amendment"), "OUT-0203"),
        (up(2, event_class="removal"), "OUT-0204"),
        (up(2, individual_number=number(1)), "OUT-0205"),
        (up(1, individual_number=number(3), municipality=OWN), "OUT-0205"),
        (up(1, event_class="?", update_number=2), "OUT-0207"),
        (up(1, municipality="1"), "KRN-0121"),
        (up(2, resident_code="1"), "KRN-0111"),
        (up(2, individual_number="1"), "KRN-0101"),
        (up(2, birth=msgspec.structs.replace(day("1980-04-01"), text="?")), "KRN-0148"),
    ],
)
def test_a_bad_update_is_parked_logged_and_changes_nothing(db, network, second, expected):
    tell(up())
    network.settle()
    before = list(NationPerson.objects.values()), list(NationRegistration.objects.values())
    tell(second)
    network.settle()
    assert codes() == [expected]
    assert (list(NationPerson.objects.values()), list(NationRegistration.objects.values())) == before
    assert AuditEntry.objects.get(action="link.parked").detail["code"] == expected


def test_a_repeated_update_is_dropped(db, network):
    tell(up(), up(1, sex="1"))
    network.settle()
    assert NationPerson.objects.get().sex == "2"
    assert AuditEntry.objects.get(action="nation.dropped").outcome == "duplicate"
