"""``juki import-addresses``: 住所辞書 or 国名 renewed from a file, also one too large for the screen."""

import argparse
from pathlib import Path
from uuid import uuid4

from juki.kernel.work import Actor
from juki.launch.errors import AddressFileMissing
from juki.launch.home import Home
from juki.launch.process.activation import activate
from juki.launch.process.checks import check_database
from juki.launch.process.exits import REFUSED
from juki.launch.screen import say

OPERATOR = Actor(who="job:command-line", right="job", terminal="")
_FIRST = 100


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file, which master it is, and whether only to try."""
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV (UTF-8)")
    parser.add_argument("--countries", action="store_true", help="国名のファイル / a file of countries")
    parser.add_argument("--dry-run", action="store_true", help="確かめるだけ / try, keep nothing")


def execute(home: Home, options: argparse.Namespace) -> int:
    """Take the file in, or say which rows are wrong (exit code 78; nothing is kept).

    Raises:
        AddressFileMissing: it cannot be read.
        DatabaseDown, DatabaseDiffers: the register's database does not answer, or is of another release.
        JukiError: no file of this master.
    """
    home.require_founded()
    try:
        content = options.file.read_bytes().decode("utf-8-sig", "surrogateescape")
    except OSError:
        raise AddressFileMissing(file=str(options.file)) from None
    settings = activate(home, "registry")
    check_database(settings)
    from juki.systems.registry.services.address_masters import intake, masters  # noqa: PLC0415 - models need the settings first

    master = masters.COUNTRIES if options.countries else masters.ADDRESSES
    done = intake.take(
        content, master, actor=OPERATOR, times=settings.clock.now(), trace=uuid4(), dry_run=options.dry_run
    )
    for fault in done.faults[:_FIRST]:
        say(f"{fault.row}: {fault.text}（{fault.code}）")
    if done.faults:
        say(f"{len(done.faults)}行に誤りがあります。何も取り込んでいません / rows refused, nothing taken in")
        return REFUSED
    say(
        f"追加 / added {done.added:,}  変更 / changed {done.changed:,}  終了 / ended {done.ended:,}  同じ / same {done.same:,}"
    )
    return 0
