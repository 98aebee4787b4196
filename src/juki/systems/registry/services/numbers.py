"""宛名番号 from the block, 世帯番号 from the register's own serial, 更新順番号 per 住民票コード. Source: STD 1.1.13."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from juki.kernel.clock import Times
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.work import Actor, one_act
from juki.systems.registry.errors import NumbersExhausted, NumbersRefused
from juki.systems.registry.peers import addressee
from juki.systems.registry.records.models import AddresseeNumberBlock, ResidentRow
from juki.systems.registry.services import options, removed_store


def take_block(*, size: int, actor: Actor, times: Times, trace: UUID) -> int:
    """Take ``size`` unused 宛名番号 from 宛名管理; how many were added. Asked outside any transaction.

    Raises:
        PeerUnreachable, PeerRefused: there is no answer; the register goes on with what it has.
        NumbersRefused: a number of the block is wrong, or in use here.
    """
    numbers = addressee.take_numbers(size, trace=trace, actor=actor, times=times)
    if not numbers or len(set(numbers)) < len(numbers):
        raise NumbersRefused
    for number in numbers:
        AddresseeNumber.parse(number)
    with one_act(actor, reason="number-block", times=times, trace=trace) as act:
        if (
            ResidentRow.objects.filter(addressee_number__in=numbers).exists()
            or AddresseeNumberBlock.objects.filter(addressee_number__in=numbers).exists()
            or removed_store.known(numbers)
        ):
            raise NumbersRefused
        AddresseeNumberBlock.objects.bulk_create(
            AddresseeNumberBlock(addressee_number=number, taken_at=times.machine) for number in numbers
        )
        act.log("numbers.taken", detail={"count": len(numbers)})
    return len(numbers)


def free() -> int:
    """How many 宛名番号 are left."""
    return AddresseeNumberBlock.objects.filter(used_at=None).count()


def claim(count: int, *, trace: UUID, times: Times) -> list[str]:
    """``count`` free 宛名番号, the lowest that nobody else is about to take; within the caller's transaction.

    Raises:
        NumbersExhausted: fewer are left.
    """
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [count, times.machine, trace])
        numbers = sorted(number for (number,) in cursor.fetchall())
    if len(numbers) < count:
        raise NumbersExhausted
    return numbers


def next_household_number() -> str:
    """The next 世帯番号; serials whose check digit would be 10 are passed over."""
    with connection.cursor() as cursor:
        while True:
            cursor.execute("select nextval('registry_household_serial')")
            number = HouseholdNumber.from_serial(cursor.fetchone()[0], width=options.serial_width())
            if number is not None:
                return number.digits


def update_numbers(resident_codes: Sequence[str]) -> list[int]:
    """The next 更新順番号 for each 住民票コード in turn, locked in the order of the codes; one may come more than once."""
    turns: list[set[str]] = []
    for code in resident_codes:
        turn = next((one for one in turns if code not in one), None)
        if turn is None:
            turns.append(turn := set())
        turn.add(code)
    following: dict[str, list[int]] = {code: [] for code in resident_codes}
    with connection.cursor() as cursor:
        for turn in turns:
            cursor.execute(_NEXT_UPDATE, [sorted(turn)])
            for code, last in cursor.fetchall():
                following[code].append(last)
    return [following[code].pop(0) for code in resident_codes]


_CLAIM = """with free as materialized (select addressee_number from registry_addressee_block where used_at is null
  order by addressee_number limit %s for update skip locked)
 update registry_addressee_block b set used_at = %s, trace = %s from free
  where b.addressee_number = free.addressee_number returning b.addressee_number"""
"""Materialized: as a subquery the database may look again for every row, and then takes more than were asked for."""

_NEXT_UPDATE = """insert into registry_update_number (resident_code, last) select code, 1 from unnest(%s::text[]) as code
 on conflict (resident_code) do update set last = registry_update_number.last + 1 returning resident_code, last"""
