"""``juki import-register``: a register with its history, as files, into an empty city."""

import argparse
from pathlib import Path

from juki.launch.holding.lock import held
from juki.launch.home import Home
from juki.launch.loading import Meter
from juki.launch.ports import settle
from juki.launch.register_files.importing import Wish, import_register
from juki.launch.screen import say
from juki.launch.serving import served


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the files are, and which codes they use."""
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="residents.csv などのある場所 / where the files are"
    )
    parser.add_argument(
        "--mapping", type=Path, metavar="FILE", help="コード対応表（TOML） / the other register's codes"
    )
    parser.add_argument("--dry-run", action="store_true", help="確かめるだけ / try, keep nothing")


def execute(home: Home, options: argparse.Namespace) -> int:
    """Import into a city that is down, and say what was taken and what was left out.

    Raises:
        AlreadyUp: the city is up.
        JukiError: see ``register_files.importing.import_register``; then nothing was kept.
    """
    home.require_founded()
    wish = Wish(mapping=options.mapping, dry_run=options.dry_run, progress=Meter())
    with held(home), served(home, settle(home.root / "ports.json")):
        done = import_register(home, options.folder, wish)
    kept = (
        "確認しました（何も取り込んでいません） / tried" if options.dry_run else "取り込みました / imported"
    )
    say(f"  {kept}: {done.residents:,} 人 {done.versions:,} 履歴 ({done.seconds:.1f}s)")
    if done.left_out:
        say(f"  取り込まれない項目が {done.left_out:,} 件あります / left out → {done.report}")
    return 0
