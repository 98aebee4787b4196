"""Filling a new city with invented residents, and saying how many there will be."""

from collections.abc import Callable

from juki.launch.home import Home
from juki.launch.loading import is_loaded, load
from juki.launch.loading.people import movers_of


def fill(home: Home, say: Callable[[str], None]) -> None:
    """Load the synthetic city, unless an interrupted ``init`` has done so, or this is no whole demonstration.

    Raises:
        JukiError: see ``juki.launch.loading.load``.
    """
    city = home.city()
    if city.production or city.processes or is_loaded(home):
        return
    say(
        f"  住民 {city.residents:,}人、転入してくる人 {movers_of(city):,}人を投入します / "
        f"{city.residents:,} residents, and {movers_of(city):,} elsewhere who may move in"
    )
    loaded = load(home)
    say(f"  {loaded.residents:,} 人 {loaded.households:,} 世帯  ({loaded.per_second:,.0f} 人/秒)")
