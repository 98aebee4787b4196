"""``juki people``: invented people who live elsewhere and may move in, as ready-made request bodies or on paper."""

import argparse

import msgspec

from juki.launch.demo import move_out
from juki.launch.demo.people import Newcomers, newcomers
from juki.launch.home import Home
from juki.launch.screen import say

COUNT = 3
NOTE = (
    "# 他の市区町村に住む架空の人です。既にこの市の住民である世帯は除いています。\n"
    "# invented people who live elsewhere; whoever lives here already is left out.\n"
    "# <application> と <version> は受付の回答の値に置き換えます / put in what the receipt answered."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """How many households, for people or for programs."""
    parser.add_argument("--count", type=int, default=COUNT, metavar="N", help="世帯の数(既定 3) / households")
    parser.add_argument("--json", action="store_true", help="機械可読 / for programs")
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "--family",
        action="store_true",
        help="四人家族の転出証明書を表示 / one family's certificate, to type from",
    )
    one.add_argument(
        "--send",
        action="store_true",
        help="その家族の特例転出を前住所地で届け出て、転出証明書情報を送る(稼働中の市が必要) / let the other city send it",
    )


def execute(home: Home, options: argparse.Namespace) -> int:
    """Print the receipt and the entry of each household; or one family's certificate, or send it.

    Raises:
        NoInventedPeople: the city was not filled with invented people.
        NobodyLeft: everybody lives here already.
        DatabaseDown: the city is not up.
        Refused: the certificate was sent before.
    """
    home.require_founded()
    if options.family or options.send:
        return _move_out(home, options)
    found = newcomers(home, max(options.count, 0))
    if options.json:
        say(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return 0
    say(NOTE)
    for place, household in enumerate(found, start=1):
        _show(place, household)
    return 0


def _move_out(home: Home, options: argparse.Namespace) -> int:
    move = move_out.family(home)
    if options.send:
        sent = move_out.send(home, move, client=move_out.ANY_CLERK)
        told = (
            f"転出証明書情報を送りました / sent: {sent.certificate} (trace {sent.trace})\n"
            f"窓口で探す人 / look for, at the counter:\n{move_out.wanted_at_the_counter(move)}"
        )
        say(msgspec.json.encode(sent).decode() if options.json else told)
    else:
        body = msgspec.json.format(msgspec.json.encode(move_out.body(move)), indent=2).decode()
        say(body if options.json else move_out.sheet(move))
    return 0


def _show(place: int, household: Newcomers) -> None:
    say(f"\n## 世帯 / household {place}")
    say("POST /api/applications")
    say(msgspec.json.encode(household.receipt).decode())
    say("POST /api/applications/entries")
    entry = {"application": "<application>", "version": "<version>", "form": household.move_in}
    say(msgspec.json.encode(entry).decode())
