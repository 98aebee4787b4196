"""``juki init``: make a city."""

import argparse
import time
from datetime import datetime

from juki.kernel.clock import JAPAN
from juki.launch.founding.steps import Founding, Progress, found
from juki.launch.home import Home
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
    """Found the city; the databases stay empty of residents until something loads them."""
    began = time.monotonic()
    moment = options.start_at
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=JAPAN)
    say(f"{home.root} を準備します / preparing")
    found(home, Founding(residents=options.residents, seed=options.seed, start_at=moment), Progress(say))
    say(f"完了 / done ({time.monotonic() - began:.1f}s)  →  script/juki up")
    return 0
