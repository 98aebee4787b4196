"""Erasing 転出証明書情報 that nobody used. Source: 住基法24条の2; document I-2 system 2(3)."""

from juki.kernel.clock import Times
from juki.kernel.work import Actor
from juki.systems.registry.services import move_out_keeping

ACTOR = Actor(who="job:move-out-certificates", right="job", terminal="")


def erase_unused(times: Times) -> int:
    """Erase what is older than the city keeps it; how many."""
    return move_out_keeping.erase_unused(actor=ACTOR, times=times)
