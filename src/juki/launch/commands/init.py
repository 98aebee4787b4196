"""``juki init``: make a city."""

import argparse
import time
from datetime import datetime
from functools import partial

from juki.kernel.clock import JAPAN
from juki.launch.founding.steps import Founding, Progress, found, require_unfounded
from juki.launch.home import Home, require_size
from juki.launch.loading.residents import fill
from juki.launch.postgres.dsn import external_for
from juki.launch.process.activation import PROGRAMS, running_here
from juki.launch.screen import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Size, seed and first moment of the synthetic city."""
    parser.add_argument("--residents", type=int, metavar="N", help="住民の数(既定 3000) / how many residents")
    parser.add_argument(
        "--empty", action="store_true", help="住民を投入しない / without residents, for import-register"
    )
    parser.add_argument("--seed", type=int, metavar="S", help="同じ値なら同じ市 / same seed, same city")
    parser.add_argument(
        "--start-at", type=datetime.fromisoformat, metavar="ISO",
        help="最初の時刻(既定は次の開庁日の10時) / first moment of the city clock",
    )  # fmt: skip


def execute(home: Home, options: argparse.Namespace) -> int:
    """Found the city and fill its databases with invented residents; a city in earnest stays empty.

    Raises:
        ResidentsOutOfRange: no city has so many.
        AlreadyFounded: there is a finished one.
        CityUnreadable, UnknownProcess: city.toml is wrong.
        DsnIncomplete, DsnMalformed, DsnUnprotected: the setting of an external database is unusable.
    """
    require_size(options.residents)
    require_unfounded(home)
    require_usable_databases(home)
    began = time.monotonic()
    moment = options.start_at
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=JAPAN)
    say(f"{home.root} を準備します / preparing")
    load = None if options.empty else partial(fill, say=say)
    found(
        home,
        Founding(residents=options.residents, seed=options.seed, start_at=moment, load=load),
        Progress(say),
    )
    say(f"完了 / done ({time.monotonic() - began:.1f}s)  →  script/juki up")
    return 0


def require_usable_databases(home: Home) -> None:
    """Check the connection strings of external databases while nothing has been made yet.

    Raises:
        CityUnreadable, UnknownProcess: city.toml is wrong.
        DsnIncomplete, DsnMalformed, DsnUnprotected: a setting is unusable.
    """
    for system in running_here(home) if home.city_file.exists() else PROGRAMS:
        external_for(system, home=home.root)
