"""``juki export-register``: the whole register with its history, as files for its owner alone.

The files are in clear and in no ledger of outputs: a city in earnest refuses.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from juki.launch.errors import NotByTheLedger
from juki.launch.holding.lock import held, holder_of
from juki.launch.home import Home
from juki.launch.ports import settle
from juki.launch.register_files.exporting import Dialect, export
from juki.launch.screen import say
from juki.launch.serving import served
from juki.systems.registry.services.csv_text import CRLF, LF


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, in which codes and which dialect of CSV."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="空又は新しい場所 / an empty or new place")
    parser.add_argument(
        "--mapping", type=Path, metavar="FILE", help="コード対応表（TOML） / the other register's codes"
    )
    parser.add_argument("--bom", action="store_true", help="BOM付き / with a byte order mark")
    parser.add_argument("--lf", action="store_true", help="改行をLFにする / lines ended by LF")


def execute(home: Home, options: argparse.Namespace) -> int:
    """Export, and say how much.

    Raises:
        NotByTheLedger: the city is in production.
        JukiError: see ``register_files.exporting.export``.
    """
    dialect = Dialect(bom=options.bom, end=LF if options.lf else CRLF)
    if home.require_founded().production:
        raise NotByTheLedger
    with _databases(home):
        done = export(home, options.folder, mapping=options.mapping, dialect=dialect)
    say(f"  書き出しました / exported: {done.residents:,} 人 {done.versions:,} 履歴 → {options.folder}")
    say("  個人番号を含みます。所有者だけが読めます / individual numbers: readable by its owner alone")
    return 0


@contextmanager
def _databases(home: Home) -> Iterator[None]:
    """Those of a city that is up, or served for as long as it takes."""
    if holder_of(home) is not None:
        yield
        return
    with held(home), served(home, settle(home.root / "ports.json")):
        yield
