"""``juki init``: make a city."""

import argparse
import time
from datetime import datetime

from juki.kernel.clock import JAPAN
from juki.launch.founding.steps import Founding, Progress, found
from juki.launch.home import Home
from juki.launch.loading import is_loaded, load
from juki.launch.screen import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Size, seed and first moment of the synthetic city."""
    parser.add_argument("--residents", type=int, metavar="N", help="住民の数(既定 3000) / how many residents")
    parser.add_argument("--seed", type=int, metavar="S", help="同じ値なら同じ街 / same seed, same city")
    parser.add_argument(
        "--start-at", type=datetime.fromisoformat, metavar="ISO",
        help="最初の時刻(既定は次の開庁日の10時) / first moment of the city clock",
    )  # fmt: skip


def execute(home: Home, options: argparse.Namespace) -> int:
    """Found the city and fill its databases with invented residents; a city in earnest stays empty."""
    began = time.monotonic()
    moment = options.start_at
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=JAPAN)
    say(f"{home.root} を準備します / preparing")
    asked = Founding(residents=options.residents, seed=options.seed, start_at=moment, load=fill)
    found(home, asked, Progress(say))
    say(f"完了 / done ({time.monotonic() - began:.1f}s)  →  script/juki up")
    return 0


def fill(home: Home) -> None:
    """Load the synthetic city, unless an interrupted ``init`` has done so, or this is no whole demonstration.

    Raises:
        JukiError: see ``juki.launch.loading.load``.
    """
    city = home.city()
    if city.production or city.processes or is_loaded(home):
        return
    loaded = load(home)
    say(f"  {loaded.residents:,} 人 {loaded.households:,} 世帯  ({loaded.per_second:,.0f} 人/秒)")
