"""The latest runs of 住所一括変更, in numbers: they name nobody."""

from juki.systems.registry.records.models import BulkRun
from juki.systems.registry.services.bulk.showing import ShownBulk, shown

MOST = 50


def lately() -> list[ShownBulk]:
    """The latest runs first."""
    return [shown(run) for run in BulkRun.objects.order_by("-prepared_at")[:MOST]]
