"""``juki keys``: which keys there are, and changing those of columns while everything runs."""

import argparse

from juki.launch.home import Home
from juki.launch.keys import RINGS, store_of
from juki.launch.rotating import rotate_columns
from juki.launch.screen import padded, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """``list``, or ``rotate columns SYSTEM``."""
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="鍵の一覧 / every key with its state")
    rotate = actions.add_parser("rotate", help="鍵の交換 / a new key in the place of the old one")
    rotate.add_argument(
        "sort", choices=("columns",), help="個人番号の列と様式 / columns and forms of 個人番号"
    )
    rotate.add_argument("system", choices=tuple(RINGS))


def execute(home: Home, options: argparse.Namespace) -> int:
    """Do it; no key is ever shown.

    Raises:
        NotFounded: there is no city.
        KeysMissing, KeysUnopened: a ring cannot be used.
        DatabaseDown: the city is not up.
        RotationOpen, NumberTwice, StillWritten: the change of keys did not come to its end; the next call goes on.
    """
    home.require_founded()
    if options.action == "list":
        return _list(home)
    done = rotate_columns(home, options.system, say)
    say(f"完了 / done  {options.system}  {done:,}")
    return 0


def _list(home: Home) -> int:
    for note in store_of(home).notes():
        when = f"{note.made}{f' → {note.retired}' if note.retired else ''}"
        say(
            f"{padded(note.owner, 14)}{padded(note.purpose, 20)}{padded(note.sort, 8)}{note.id}  "
            f"{padded(note.state, 9)}{when}"
        )
    return 0
