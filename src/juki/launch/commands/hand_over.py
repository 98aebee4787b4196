"""``juki hand-over``: give one system to another machine."""

import argparse
from pathlib import Path

from juki.launch.handover.errors import AddressMissing
from juki.launch.handover.finishing import finish
from juki.launch.handover.giving import hand_over
from juki.launch.home import Home
from juki.launch.screen import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which system, where its home is written, where it will be; or the end of an earlier handing over."""
    parser.add_argument("system", help="registry, jukinet, kiosk, unified, intermediary, addressee")
    parser.add_argument(
        "target", nargs="?", type=Path, metavar="DIR",
        help="相手の機械へ運ぶ JUKI_HOME を書く空の場所 / a new JUKI_HOME, to be carried to the other machine",
    )  # fmt: skip
    parser.add_argument("--to", metavar="IP", help="相手の機械のアドレス / address of the other machine")
    parser.add_argument(
        "--finish", action="store_true",
        help="移した先の稼働後に、残ったデータベースを消す / erase the database that stayed, once it runs there",
    )  # fmt: skip


def execute(home: Home, options: argparse.Namespace) -> int:
    """Do it, on a city that is down.

    Raises:
        AddressMissing: DIR or --to is not given.
        JukiError: see :mod:`juki.launch.handover`.
    """
    if options.finish:
        erased = finish(home, options.system)
        say(
            "データベースを消しました / database erased"
            if erased
            else "消すものはありません / nothing to erase"
        )
        return 0
    if options.target is None or not options.to:
        raise AddressMissing(name=options.system)
    hand_over(home, options.system, options.target, to=options.to)
    say(
        f"{options.target} に書きました / written. この機械はもう {options.system} を動かせません / no longer runs here"
    )
    say("鍵が入っています。複写せず移してください / it holds keys: move it, keep no copy")
    say("移した先で / over there:  script/juki take-over --home DIR;  script/juki up --home DIR --detach")
    say(f"その後この機械で / then here:  script/juki hand-over {options.system} --finish;  script/juki up")
    return 0
