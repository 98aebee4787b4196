"""本処理 of what was approved: goes on with whatever broke off. Source: STD 9.7."""

from juki.kernel.clock import Times
from juki.systems.registry.services.bulk.carrying import carry_out
from juki.systems.registry.services.bulk.deciding import approved


def carry_out_approved(times: Times) -> int:
    """How many persons were changed."""
    return sum(carry_out(run, times=times).written for run in approved())
