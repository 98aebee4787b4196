"""``juki audit``: verify every system's log, export its signed roots, who looked at a resident, the answer to them."""

import argparse
from pathlib import Path

from juki.kernel.errors import JukiError
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.launch.chains import chain_of, roots_text
from juki.launch.home import Home
from juki.launch.looked_at import looked_at
from juki.launch.process.activation import known, running_here
from juki.launch.screen import padded, say

SHOWN = 12
"""Hexadecimal digits of the head's digest: enough to compare with what was noted elsewhere."""
WORKERS = 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and for which systems."""
    parser.add_argument("action", choices=tuple(ACTIONS), help=" / ".join(ACTIONS))
    parser.add_argument("systems", nargs="*", help="省略時は全て / all when omitted")
    parser.add_argument(
        "--roots", type=Path, metavar="DIR", help="控えと照合する / compare with roots kept elsewhere"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="書き出し先 / where to write")


def execute(home: Home, options: argparse.Namespace) -> int:
    """Do ``action``; 0 when all is well.

    Raises:
        UnknownProcess: no such system.
        DatabaseDown: a database does not answer.
    """
    home.require_founded()
    systems = [known(name) for name in options.systems] or running_here(home)
    return ACTIONS[options.action](home, systems, options)


def _verify(home: Home, systems: list[str], options: argparse.Namespace) -> int:
    """Exit code 1 when a log is broken or could not be read; one line per system, with the first break."""
    intact = [_is_intact(home, system, options.roots) for system in systems]
    return 0 if all(intact) else 1


def _is_intact(home: Home, system: str, roots: Path | None) -> bool:
    kept = file_of(roots, system) if roots and file_of(roots, system).exists() else None
    try:
        chain = chain_of(home, system, kept=kept, workers=WORKERS)
    except JukiError as error:
        say(f"{padded(system, 14)}{padded('不明 UNKNOWN', 14)}{error}")
        return False
    verdict = "破断 BROKEN" if chain.broken else "正常 intact"
    why = (
        f"  {chain.broken.number} 行目 / row: {chain.broken.why} ({chain.broken.kind})"
        if chain.broken
        else ""
    )
    say(
        f"{padded(system, 14)}{padded(verdict, 14)}{chain.rows:>10,} 行 / rows  "
        f"署名 / roots {chain.roots:>4}  末尾 / head {chain.head[:SHOWN] or '-'}{why}"
    )
    return chain.broken is None


def _export(home: Home, systems: list[str], options: argparse.Namespace) -> int:
    """One file of roots per system, for a body other than the one that runs the systems."""
    folder: Path = options.out or Path()
    folder.mkdir(parents=True, exist_ok=True)
    for system, text in roots_text(home, systems).items():
        file_of(folder, system).write_text(text, encoding="utf-8")
        say(f"{padded(system, 14)}{len(text.splitlines()):>6,} 件 / roots → {file_of(folder, system)}")
    return 0


def file_of(folder: Path, system: str) -> Path:
    """Where the roots of ``system`` lie in ``folder``."""
    return folder / f"{system}.roots"


def _who(home: Home, systems: list[str], options: argparse.Namespace) -> int:
    """Everyone who looked at, changed or was provided with what concerns a resident: one line per row, over all systems.

    The asking is a row of the log itself, in every system that is asked.

    Raises:
        JukiError: no 宛名番号.
    """
    number = str(AddresseeNumber.parse(options.resident or ""))
    for found in looked_at(home, systems, number):
        say(
            f"{padded(found.system, 14)}{found.number:>9} {found.at:%Y-%m-%d %H:%M:%S} {padded(found.who, 24)}"
            f"{padded(found.terminal or '-', 18)}{padded(found.action, 30)}{padded(found.outcome, 9)}{found.reason}"
        )
    return 0


ACTIONS = {"verify": _verify, "export": _export, "who": _who}
