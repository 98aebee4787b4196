"""``juki demo``: a new synthetic city, everything started, one person through every station, then serve."""

import argparse
import shutil
import time

from juki.launch.demo.story import Story
from juki.launch.founding.steps import Founding, Progress, found
from juki.launch.holding.lock import held
from juki.launch.home import Home
from juki.launch.loading import load
from juki.launch.ports import settle
from juki.launch.screen import say
from juki.launch.supervisor.background import supervised

RESIDENTS = 3000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Size and seed of the city, and whether to end after the story."""
    parser.add_argument(
        "--residents", type=int, default=RESIDENTS, metavar="N", help="住民の数 / how many residents"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="同じ値なら同じ街 / same seed, same city"
    )
    parser.add_argument(
        "--once", action="store_true", help="全駅に届いたら終了 / end when every station was reached"
    )


def execute(home: Home, options: argparse.Namespace) -> int:
    """The demonstration's city lives in ``<JUKI_HOME>/demo`` and is made anew each time.

    Raises:
        AlreadyUp: a demonstration is running there.
        JukiError: a step or a door refused, or a station was not reached.
    """
    began = time.monotonic()
    stage = Home(home.root / "demo")
    clear(stage)
    say(f"デモの街をつくります(住民 {options.residents}人、すべて架空) → {stage.root}")
    found(
        stage,
        Founding(residents=options.residents, seed=options.seed, load=load),
        Progress(say),
    )
    with supervised(stage):
        say(f"8プロセスとPostgreSQLが起動しました({time.monotonic() - began:.1f}s)。一人の転入を追います。")
        story = Story(stage, say)
        told = story.play()
        say(story.ending(told))
        say(f"開始から {time.monotonic() - began:.1f}s")
        if not options.once:
            serve(stage)
    return 0


def clear(stage: Home) -> None:
    """Remove the city of the last demonstration.

    Raises:
        AlreadyUp: it is running.
    """
    if not stage.root.exists():
        return
    with held(stage):
        pass
    shutil.rmtree(stage.root)


def serve(stage: Home) -> None:
    """Tell where the doors are and wait for Ctrl-C."""
    ports = settle(stage.root / "ports.json")
    say("稼働中です。Ctrl-C で終了します。")
    for name, port in ports.plain.items():
        say(f"  http://127.0.0.1:{port}/health  {name}")
    say(f"  JUKI_HOME={stage.root} script/juki status")
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        say("終了します。")
