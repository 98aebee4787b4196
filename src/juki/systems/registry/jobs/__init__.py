"""Work on the clock. ``JOBS``: name, seconds between two runs, and what to run with the times of the run."""

from collections.abc import Callable

from juki.kernel.clock import Times
from juki.systems.registry.jobs import code_stock
from juki.systems.registry.jobs.bulk import carry_out_approved
from juki.systems.registry.jobs.move_out_certificates import erase_unused
from juki.systems.registry.jobs.nightly import run_due
from juki.systems.registry.jobs.number_blocks import refill

JOBS: tuple[tuple[str, int, Callable[[Times], int]], ...] = (
    ("number-blocks", 60, refill),
    ("code-stock", 60, code_stock.refill),
    ("move-out-certificates", 600, erase_unused),
    ("nightly", 15, run_due),
    ("bulk", 15, carry_out_approved),
)
