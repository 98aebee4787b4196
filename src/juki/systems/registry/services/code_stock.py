"""空きコード: 住民票コード that the nation gave in advance, so that persons can be entered while it is down.

Source: 住基法30条の2; STD 4.3.1.
"""

from uuid import UUID

import msgspec
from django.db import connection

from juki.kernel.clock import Times
from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Actor, one_act
from juki.systems.registry.errors import CodesExhausted, CodesRefused
from juki.systems.registry.peers import jukinet
from juki.systems.registry.records.models import CodeStock, ResidentRow
from juki.systems.registry.services import options, removed_store


class ShownStock(msgspec.Struct, frozen=True):
    """How many codes are free, and whether that is too few."""

    free: int
    threshold: int
    is_low: bool


def take(*, size: int, actor: Actor, times: Times, trace: UUID) -> int:
    """Take ``size`` codes from the national server, through the CS; how many were added. Asked outside any transaction.

    Raises:
        PeerUnreachable, PeerRefused: there is no answer; the register goes on with what it has.
        CodesRefused: none came, one twice, or one that is in use here.
        InvalidResidentCode: wrong digits.
    """
    codes = jukinet.take_codes(size, trace=trace, actor=actor, times=times)
    if not codes or len(set(codes)) < len(codes):
        raise CodesRefused
    for code in codes:
        ResidentCode(code)
    with one_act(actor, reason="code-stock", times=times, trace=trace) as act:
        if (
            ResidentRow.objects.filter(resident_code__in=codes).exists()
            or CodeStock.objects.filter(resident_code__in=codes).exists()
            or removed_store.are_used(codes)
        ):
            raise CodesRefused
        CodeStock.objects.bulk_create(CodeStock(resident_code=code, taken_at=times.machine) for code in codes)
        act.log("codes.taken", detail={"count": len(codes)})
    return len(codes)


def free() -> int:
    """How many codes are left."""
    return CodeStock.objects.filter(used_at=None).count()


def is_low() -> bool:
    """Whether fewer are left than the city wants: an alert is then shown to whoever gives one. Source: STD 4.3.1."""
    return free() < options.code_stock_threshold()


def standing() -> ShownStock:
    """The stock in numbers; names nobody."""
    left, threshold = free(), options.code_stock_threshold()
    return ShownStock(free=left, threshold=threshold, is_low=left < threshold)


def claim(count: int, *, trace: UUID, times: Times) -> list[str]:
    """``count`` free codes at random, of those that nobody else is about to take; within the caller's transaction.

    Source: STD 4.3.1 (無作為).

    Raises:
        CodesExhausted: fewer are left.
    """
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [count, times.machine, trace])
        codes = [code for (code,) in cursor.fetchall()]
    if len(codes) < count:
        raise CodesExhausted
    return codes


_CLAIM = """with free as materialized (select resident_code from registry_code_stock where used_at is null
  order by random() limit %s for update skip locked)
 update registry_code_stock s set used_at = %s, trace = %s from free
  where s.resident_code = free.resident_code returning s.resident_code"""
"""Materialized: as a subquery the database may look again for every row, and then takes more than were asked for."""
