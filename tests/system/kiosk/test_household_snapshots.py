"""A household is replaced whole, or not at all."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import msgspec
import pytest
from django.db import IntegrityError, transaction

from juki.kernel.audit.models import AuditEntry
from juki.links.blocks import AddressBlock, DateBlock
from juki.links.kiosk import LeavingBlock
from juki.links.post import parking
from juki.links.post.models import Inbox
from juki.systems.kiosk.records.models import Card, Household, Person


def numbers(household: str) -> set[str]:
    return set(Person.objects.filter(household=household).values_list("addressee_number", flat=True))


def codes() -> list[str]:
    return [row.code for row in parking.parked("kiosk")]


def test_a_household_arrives_with_all_its_items(db, wire, register):
    former = AddressBlock(
        municipality="131016",
        postal_code="1000001",
        prefecture="東京都",
        city="千代田区",
        town="千代田",
        lot="1",
    )
    head = msgspec.structs.replace(register.foreigner(1), former_address=former)
    unknown = DateBlock(day="1970-01-01", form="U10", text="昭和45年月日不詳")
    child = register.person(2, birth=unknown, individual_number="", notified_on="")
    register.send(1, head, child)
    assert wire.settle() > 0
    household = Household.objects.get()
    assert (household.head_roman_name, household.head_kanji_name, household.head_alias) == (
        "TEST PERSON",
        None,
        "通称",
    )
    row = Person.objects.get(addressee_number=register.number(1))
    assert (row.name, row.address_lot, row.former_city, row.residence_card) == (
        "試験　第1", "1番1号", "千代田区", "AA12345678BB",
    )  # fmt: skip
    assert (row.residence_expires_day, row.notified_day) == (date(2030, 1, 1), date(2020, 4, 2))
    other = Person.objects.get(addressee_number=register.number(2))
    assert (other.birth_form, other.birth_text, other.individual_number) == ("U10", "昭和45年月日不詳", None)
    assert (other.notified_day, other.notified_text, other.planned_day) == (None, None, None)
    logged = AuditEntry.objects.get(action="household.replaced")
    assert logged.subjects[0] == f"household:{register.household_number(1)}"


def test_who_is_no_longer_listed_leaves(db, wire, register):
    register.send(1, register.person(1, "世帯主"), register.person(2))
    register.send(1, register.person(2, "世帯主"))
    wire.settle()
    assert numbers(register.household_number(1)) == {register.number(2)}
    assert Person.objects.count() == 1
    register.send(1)
    wire.settle()
    assert Household.objects.count() == 0


def test_a_person_moves_and_what_they_left_is_torn_until_its_own_snapshot(db, wire, register):
    register.send(1, register.person(1, "世帯主"), register.person(2))
    register.send(2, register.person(2, "世帯主"))
    wire.settle()
    old, new = register.household_number(1), register.household_number(2)
    assert (numbers(old), numbers(new)) == ({register.number(1)}, {register.number(2)})
    assert Household.objects.get(household_number=old).torn_since is not None
    register.send(1, register.person(1, "世帯主"))
    wire.settle()
    assert Household.objects.get(household_number=old).torn_since is None


def test_a_household_whose_last_member_moved_is_gone(db, wire, register):
    register.send(1, register.person(1, "世帯主"))
    register.send(2, register.person(1, "世帯主"))
    wire.settle()
    assert list(Household.objects.values_list("household_number", flat=True)) == [
        register.household_number(2)
    ]


def test_a_card_goes_with_a_person_who_moves_and_not_with_one_who_left_the_city(db, wire, register):
    register.send(1, register.person(1, "世帯主"), register.person(2), register.person(3))
    wire.settle()
    for serial in (2, 3):
        Card.objects.create(
            serial_digest=f"{serial:064d}", addressee_number=register.number(serial), state="in_force",
            changed_at=register.now().machine, taken_at=register.now().machine, trace=uuid4(),
        )  # fmt: skip
    register.send(2, register.person(2, "世帯主"))
    register.send(1, register.person(1, "世帯主"))
    wire.settle()
    assert codes() == []
    assert list(Card.objects.values_list("addressee_number", flat=True)) == [register.number(2)]
    assert not Person.objects.filter(addressee_number=register.number(3)).exists()


def test_a_planned_move_out_is_taken_over_and_taken_back(db, wire, register):
    leaving = LeavingBlock(
        day="2026-12-01", notified_on="2026-11-23", address="某県某市1番地", building="某荘1"
    )
    register.send(1, register.person(1, "世帯主", leaving=leaving), register.person(2))
    wire.settle()
    row = Person.objects.get(addressee_number=register.number(1))
    assert (row.planned_day, row.planned_notified_day) == (date(2026, 12, 1), date(2026, 11, 23))
    assert (row.planned_address, row.planned_building) == ("某県某市1番地", "某荘1")
    register.send(1, register.person(1, "世帯主"), register.person(2))
    wire.settle()
    row = Person.objects.get(addressee_number=register.number(1))
    assert (row.planned_day, row.planned_text, row.planned_address) == (None, None, None)


def test_a_planned_move_out_to_nowhere_known_is_taken_over(db, wire, register):
    register.send(1, register.person(1, "世帯主", leaving=LeavingBlock(day="2026-12-01")))
    wire.settle()
    row = Person.objects.get(addressee_number=register.number(1))
    assert (row.planned_day, row.planned_notified_day) == (date(2026, 12, 1), None)
    assert row.planned_address is None


def test_a_planned_day_that_is_none_is_parked(db, wire, register):
    register.send(1, register.person(1, "世帯主", leaving=LeavingBlock(day="2026-02-30")))
    wire.settle()
    assert codes() == ["KRN-0142"]


def test_a_household_without_a_head_is_lawful(db, wire, register):
    register.send(1, register.person(1), register.person(2))
    wire.settle()
    assert len(numbers(register.household_number(1))) == 2


@dataclass(frozen=True)
class Bad:
    serial: int
    change: dict[str, object]
    code: str


@pytest.mark.parametrize(
    "bad",
    [
        Bad(2, {"relationship": "世帯主"}, "KSK-0101"),
        Bad(1, {}, "KSK-0101"),
        Bad(2, {"addressee_number": "12a"}, "KRN-0131"),
        Bad(2, {"individual_number": "1" * 11}, "KRN-0101"),
        Bad(2, {"relationship": "孫"}, "KRN-0195"),
        Bad(2, {"notified_on": "2026-02-30"}, "KRN-0142"),
        Bad(2, {"birth": DateBlock(day="1980-01-02", form="D", text="昭和55年1月3日")}, "KRN-0148"),
    ],
    ids=lambda bad: f"{bad.code}-{next(iter(bad.change), 'twice')}",
)
def test_a_bad_snapshot_is_parked_and_changes_nothing(db, wire, register, bad):
    register.send(1, register.person(1, "世帯主"))
    wire.settle()
    before = Household.objects.values_list("trace").get()
    register.send(1, register.person(1, "世帯主"), register.person(bad.serial, **bad.change))
    wire.settle()
    assert codes() == [bad.code]
    assert numbers(register.household_number(1)) == {register.number(1)}
    assert Household.objects.values_list("trace").get() == before
    assert AuditEntry.objects.filter(action="link.parked").count() == 1


def test_a_number_of_another_person_is_parked(db, wire, register):
    register.send(1, register.person(1, "世帯主"))
    register.send(2, register.person(2, "世帯主", individual_number=register.individual_number(1)))
    register.send(3, register.person(3, "世帯主", resident_code=register.resident_code(1)))
    wire.settle()
    assert codes() == ["KSK-0102", "KSK-0102"]
    assert Person.objects.count() == 1


def test_a_lost_acknowledgement_has_no_second_effect(db, wire, register):
    register.send(1, register.person(1, "世帯主"))
    wire.lost.add("kiosk")
    assert wire.settle() == 0
    wire.lost.clear()
    register.send(1, register.person(1, "世帯主"), register.person(2))
    wire.settle()
    assert Person.objects.count() == 2
    assert AuditEntry.objects.filter(action="household.replaced").count() == 2
    assert Inbox.objects.filter(owner="kiosk").count() == 2


def test_the_database_itself_refuses_a_second_head(db, wire, register):
    register.send(1, register.person(1, "世帯主"), register.person(2))
    wire.settle()
    with pytest.raises(IntegrityError, match="kiosk_person_one_head"), transaction.atomic():
        Person.objects.filter(addressee_number=register.number(2)).update(relationship="世帯主")
