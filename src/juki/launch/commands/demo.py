"""``juki demo``: a new synthetic city, everything started, one person through every station, then serve."""

import argparse
import shutil
import time
from functools import partial

from juki.launch import accounts
from juki.launch.demo.story import Story
from juki.launch.founding.steps import Founding, Progress, found
from juki.launch.holding.lock import held
from juki.launch.home import Home, require_size
from juki.launch.loading.residents import fill
from juki.launch.ports import settle
from juki.launch.process.activation import PROGRAMS
from juki.launch.screen import say
from juki.launch.supervisor.background import supervised

RESIDENTS = 3000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Size and seed of the city, and whether to end after the story."""
    parser.epilog = (
        "デモの市は <JUKI_HOME>/demo に作り、前回のデモの市は削除します / "
        "the city is made in <JUKI_HOME>/demo; the one of the last demonstration is removed"
    )
    parser.add_argument(
        "--residents", type=int, default=RESIDENTS, metavar="N", help="住民の数 / how many residents"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="同じ値なら同じ市 / same seed, same city"
    )
    parser.add_argument(
        "--once",
        action="store_true",
        help="すべての相手先に届いたら終了 / end when every station was reached",
    )


def execute(home: Home, options: argparse.Namespace) -> int:
    """The demonstration's city lives in ``<JUKI_HOME>/demo`` and is made anew each time.

    Raises:
        AlreadyUp: a demonstration is running there.
        ResidentsOutOfRange: no city has so many.
        JukiError: a step or a door refused, or a station was not reached.
    """
    require_size(options.residents)
    began = time.monotonic()
    stage = Home(home.root / "demo")
    if clear(stage):
        say(f"前回のデモの市を削除しました / removed the city of the last demonstration: {stage.root}")
    say(f"デモの市をつくります(住民 {options.residents:,}人、すべて架空) → {stage.root}")
    found(
        stage,
        Founding(residents=options.residents, seed=options.seed, load=partial(fill, say=say)),
        Progress(say),
    )
    say(f"{len(PROGRAMS)}プロセスを起動しています… / starting {len(PROGRAMS)} processes")
    with supervised(stage):
        say(
            f"{len(PROGRAMS)}プロセスとPostgreSQLが起動しました({time.monotonic() - began:.1f}s)。一人の転入を追います。"
        )
        story = Story(stage, say)
        told = story.play()
        say(story.ending(told))
        say(f"開始から {time.monotonic() - began:.1f}s")
        if not options.once:
            serve(stage)
    return 0


def clear(stage: Home) -> bool:
    """Remove the city of the last demonstration; whether there was one.

    Raises:
        AlreadyUp: it is running.
    """
    if not stage.root.exists():
        return False
    stage.make()  # an interrupted demonstration may have left less than a lock needs
    with held(stage):
        pass
    shutil.rmtree(stage.root)
    return True


def serve(stage: Home) -> None:
    """Tell where the doors are and wait for Ctrl-C."""
    portal = settle(stage.root / "ports.json").plain["office"]
    say("稼働中です。Ctrl-C で終了します。 / running until Ctrl-C")
    say(f"職員ポータル / portal          http://office.localhost:{portal}/")
    say(f"職員のIDとパスワード / accounts ({accounts.file_of(stage)})")
    for line in accounts.lines(accounts.kept(stage)):
        say(line)
    say("手で転入を記録する / move a family in by hand")
    say(
        f"  JUKI_HOME={stage.root} script/juki people --family   転出証明書(紙)の内容 / the paper certificate"
    )
    say(
        f"  JUKI_HOME={stage.root} script/juki people --send     転出証明書情報を転出元から送る / or have it sent"
    )
    say(f"  JUKI_HOME={stage.root} script/juki status            各プロセスの状態")
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        say("終了します。")
