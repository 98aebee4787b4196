"""Which function carries out which job."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from juki.systems.registry.services.nightly import (
    headless_households,
    late_notifications,
    move_out_due,
    notice_missing,
    removed_store,
    retention,
    stay_expiring,
    store_end,
)
from juki.systems.registry.services.nightly.steps import Stepping, Total


class Worker(NamedTuple):
    """How much there is to do, and one step of it."""

    total: Total
    step: Stepping


WORKERS: Mapping[str, Worker] = MappingProxyType({
    "move_out_due": Worker(move_out_due.total, move_out_due.step),
    "stay_expiring": Worker(stay_expiring.total, stay_expiring.step),
    "late_notifications": Worker(late_notifications.total, late_notifications.step),
    "headless_households": Worker(headless_households.total, headless_households.step),
    "notice_missing": Worker(notice_missing.total, notice_missing.step),
    "removed_store": Worker(removed_store.total, removed_store.step),
    "store_end": Worker(store_end.total, store_end.step),
    "retention": Worker(retention.total, retention.step),
})  # fmt: skip
"""By the code of the job."""
