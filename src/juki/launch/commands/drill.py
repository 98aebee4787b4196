"""``juki drill``: whether a backup can be brought back, and how long it takes."""

import argparse
import os
import tempfile
from pathlib import Path

import msgspec

from juki.launch.backup.drilling import Drill, drill
from juki.launch.backup.examining import UNSEALED
from juki.launch.backup.key import read_key
from juki.launch.founding.steps import Progress
from juki.launch.home import Home
from juki.launch.screen import padded, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, under which key, where."""
    parser.add_argument("file", metavar="FILE", help="バックアップ / what juki backup made")
    parser.add_argument("--key", metavar="FILE", help="封印の鍵 / the key it is sealed under")
    parser.add_argument(
        "--unsealed", action="store_true",
        help="封印のないファイルを自分の責任で使う / take a file without a seal, for whose origin you vouch",
    )  # fmt: skip
    parser.add_argument("--scratch", metavar="DIR", help="作業場所 / where there is room for it")
    parser.add_argument("--json", action="store_true", help="機械可読 / for programs")


def execute(_home: Home, options: argparse.Namespace) -> int:
    """Exit code 1 when a chain is broken or something is missing.

    Raises:
        JukiError: see :func:`juki.launch.backup.drilling.drill`.
    """
    for name in [name for name in os.environ if name.startswith("JUKI_DSN_")]:
        del os.environ[name]  # a drill never reaches the databases of a city
    key = read_key(Path(options.key)) if options.key else None
    beside = Path(options.scratch or tempfile.gettempdir())
    progress = Progress((lambda _: None) if options.json else say)
    if key is None and options.unsealed:
        progress.say(UNSEALED)
    file = Path(options.file).resolve()
    found = drill(file, key=key, beside=beside, progress=progress, unsealed=options.unsealed)
    if options.json:
        say(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        for line in lines_of(found):
            say(line)
    return 0 if found.is_whole else 1


def lines_of(found: Drill) -> list[str]:
    """The report for people."""
    lines = [
        f"{padded(system, 14)}{padded('正常 whole' if one.is_whole else '不足 WANTING', 14)}{one.rows:>12,} 行 / rows"
        f"{one.audit_rows:>12,} 監査 / audit  {one.chain} {' '.join(one.missing)}".rstrip()
        for system, one in found.systems.items()
    ]
    total = found.seconds["total"]
    verdict = "復元できます / can be restored" if found.is_whole else "復元すると欠けます / INCOMPLETE"
    return [*lines, f"{verdict}  {found.bytes / 1_000_000:,.1f} MB  {total:.1f}s"]
