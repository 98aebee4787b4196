"""夜間処理 by the city clock."""

from juki.kernel.clock import Times
from juki.systems.registry.services.nightly import scheduling


def run_due(times: Times) -> int:
    """Go on with what is due; how many runs were touched."""
    return scheduling.run_due(times)
