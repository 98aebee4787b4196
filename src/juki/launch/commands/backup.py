"""``juki backup``: the whole city as one sealed file."""

import argparse
from pathlib import Path

from juki.launch.backup.errors import NowhereToWrite
from juki.launch.backup.key import new_key, read_key
from juki.launch.backup.making import back_up
from juki.launch.founding.steps import Progress
from juki.launch.home import Home
from juki.launch.screen import say

PLAIN = "警告: 封印せずに保存します。住民の情報がそのまま読めます。--key で封印してください。 / NOT SEALED: anybody can read it"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, under which key."""
    parser.add_argument(
        "place", nargs="?", metavar="FILE|FOLDER", help="保存先 / a new file, or a folder for it"
    )
    parser.add_argument("--key", metavar="FILE", help="封印の鍵 / seal under this key")
    parser.add_argument("--new-key", metavar="FILE", help="鍵を作る / make a key; alone, or for this backup")
    parser.add_argument(
        "--portable", action="store_true",
        help="PostgreSQL の版に依らない形 / one dump per database, readable by later releases of PostgreSQL",
    )  # fmt: skip


def execute(home: Home, options: argparse.Namespace) -> int:
    """Make a key, a backup, or both.

    Raises:
        NowhereToWrite: neither was asked for.
        JukiError: see :func:`juki.launch.backup.making.back_up`.
    """
    key = read_key(Path(options.key)) if options.key else None
    if options.new_key:
        key = new_key(Path(options.new_key), home=home.root)
        say(f"鍵 / key {key.number}  {options.new_key}  (バックアップとは別の場所に保管 / keep it elsewhere)")
    if options.place is None:
        if not options.new_key:
            raise NowhereToWrite
        return 0
    if key is None and not home.require_founded().production:
        say(PLAIN)
    progress = Progress(say)
    made = back_up(home, Path(options.place), key=key, portable=options.portable, progress=progress)
    size = made.file.stat().st_size / 1_000_000
    say(f"完了 / done  {made.file}  {size:,.1f} MB  {sum(progress.taken.values()):.1f}s")
    say(f"確かめる / to try it: script/juki drill {made.file}" + (" --key …" if key else " --unsealed"))
    return 0
