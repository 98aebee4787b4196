"""``juki people``: invented people who live elsewhere and may move in, as ready-made request bodies."""

import argparse

import msgspec

from juki.launch.demo.people import Newcomers, newcomers
from juki.launch.home import Home
from juki.launch.screen import say

COUNT = 3
NOTE = (
    "# 他の市区町村に住む架空の人です。既に転入したかどうかは分かりません(デモの転入者も含みます)。\n"
    "# invented people who live elsewhere; whether they have moved in since is not known here.\n"
    "# <confirmation N> は N 番目の照合の回答の confirmation に置き換えます / put the confirmation of check N in its place."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """How many households, for people or for programs."""
    parser.add_argument("--count", type=int, default=COUNT, metavar="N", help="世帯の数(既定 3) / households")
    parser.add_argument("--json", action="store_true", help="機械可読 / for programs")


def execute(home: Home, options: argparse.Namespace) -> int:
    """Print the number-check bodies and the move-in body of each household.

    Raises:
        NoInventedPeople: the city was not filled with invented people.
        DatabaseDown: the city is not up.
    """
    home.require_founded()
    found = newcomers(home, max(options.count, 0))
    if options.json:
        say(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return 0
    say(NOTE)
    for place, household in enumerate(found, start=1):
        _show(place, household)
    return 0


def _show(place: int, household: Newcomers) -> None:
    say(f"\n## 世帯 / household {place}")
    for body in household.number_checks:
        say("POST /api/number-checks")
        say(msgspec.json.encode(body).decode())
    say("POST /api/move-ins")
    say(msgspec.json.encode(household.move_in).decode())
