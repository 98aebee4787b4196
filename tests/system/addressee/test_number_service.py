"""A number is given once and to nobody else, whatever breaks and however many ask."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from juki.kernel.audit.models import AuditEntry
from juki.kernel.errors import JukiError
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.links.errors import PeerUnreachable
from juki.systems.addressee.records.models import Addressee, NumberBlock, NumberRange


def test_blocks_follow_one_another_and_are_recorded(db, wire, register):
    first, second = register.ask(3), register.ask(1000)
    assert [*first, *second] == [str(number) for number in AddresseeNumber.of_serials(range(1, 1200))][:1003]
    blocks = list(NumberBlock.objects.order_by("id"))
    assert [(row.asker, row.size) for row in blocks] == [("registry", 3), ("registry", 1000)]
    assert blocks[1].first_serial == blocks[0].last_serial + 1
    assert NumberRange.objects.get().next_serial == blocks[1].last_serial + 1
    assert AuditEntry.objects.filter(action="numbers.handed_out", who="peer:registry").count() == 2


@pytest.mark.parametrize("size", [0, -1, 1001, 10**9])
def test_a_size_out_of_bounds_is_refused(db, wire, register, size):
    with pytest.raises(JukiError, match="ADR-0101"):
        register.ask(size)
    assert not NumberBlock.objects.exists()
    assert AuditEntry.objects.get(action="link.refused").detail["code"] == "ADR-0101"


def test_it_begins_after_what_was_loaded_and_passes_over_what_somebody_has(db, wire, register):
    NumberRange.objects.create(kind="resident", first_serial=1, last_serial=10**8, next_serial=500)
    Addressee.objects.create(
        addressee_number=register.number(1), kind="resident", version=1, is_resident=True
    )
    assert register.ask(2) == (register.number(0), register.number(2))


def test_a_used_up_range_gives_nothing_rather_than_less(db, wire, register):
    NumberRange.objects.create(kind="resident", first_serial=1, last_serial=5, next_serial=1)
    with pytest.raises(JukiError, match="ADR-0102"):
        register.ask(6)
    assert NumberRange.objects.get().next_serial == 1


def test_a_lost_answer_loses_the_block_for_good(db, wire, register):
    wire.lost.add("addressee")
    with pytest.raises(PeerUnreachable):
        register.ask(5)
    wire.lost.clear()
    lost = NumberBlock.objects.get()
    assert int(register.ask(1)[0][:-1]) > lost.last_serial


def test_the_database_itself_refuses_a_serial_in_two_blocks(db, wire, register):
    register.ask(5)
    given = NumberBlock.objects.get()
    again = NumberBlock.objects.values().get(id=given.id) | {"id": None, "question_id": given.trace}
    with pytest.raises(IntegrityError, match="addressee_block_apart"), transaction.atomic():
        NumberBlock.objects.create(
            **again | {"first_serial": given.last_serial, "last_serial": given.last_serial}
        )


def test_the_database_itself_keeps_the_ranges_apart(db):
    NumberRange.objects.create(kind="resident", first_serial=1, last_serial=10, next_serial=1)
    with pytest.raises(IntegrityError, match="addressee_range_apart"), transaction.atomic():
        NumberRange.objects.create(kind="non_resident", first_serial=10, last_serial=20, next_serial=10)


def test_askers_at_once_never_share_a_number(committing_db, wire, register):
    def ask(size: int) -> tuple[str, ...]:
        try:
            return register.ask(size)
        finally:
            connection.close()

    sizes = [1, 7, 40, 3, 100, 1, 25, 9] * 3
    with ThreadPoolExecutor(max_workers=4) as pool:
        blocks = list(pool.map(ask, sizes))
    assert [len(block) for block in blocks] == sizes
    numbers = [number for block in blocks for number in block]
    assert len(numbers) == len(set(numbers)) == sum(sizes)
    assert sorted(numbers) == [str(n) for n in AddresseeNumber.of_serials(range(1, 1000))][: sum(sizes)]


def test_a_crash_before_the_commit_gives_nothing_away(committing_db, wire, register, monkeypatch):
    def crash(*_: object) -> None:
        raise DatabaseError("killed")

    with monkeypatch.context() as broken:
        broken.setattr("juki.systems.addressee.services.operations_numbers.NumberBlock.objects.create", crash)
        with pytest.raises(JukiError):
            register.ask(5)
    assert not NumberBlock.objects.exists()
    assert register.ask(1) == (str(AddresseeNumber.from_serial(1)),)
