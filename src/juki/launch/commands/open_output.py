"""``juki open-output``: open a file that the ledger of outputs sealed, with its passphrase. Needs no city."""

import argparse
import getpass
import os
from pathlib import Path

from juki.launch.errors import OutputTaken
from juki.launch.home import Home
from juki.launch.screen import say
from juki.oversight.output.errors import NotAnOutput
from juki.oversight.output.services.sealing import header_of, unseal


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, where to, and the passphrase's file if it is not typed."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="出力されたファイル / what the ledger let out"
    )
    parser.add_argument("--into", type=Path, metavar="PATH", help="開いた内容を書くファイル / where to")
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="パスフレーズのファイル / the passphrase, one line",
    )


def execute(_home: Home, options: argparse.Namespace) -> int:
    """Open it for its owner alone; when it is refused nothing is left behind.

    Raises:
        NotAnOutput, NotOpened: see ``sealing.unseal``.
        OutputTaken: there is a file already.
    """
    try:
        with options.file.open("rb") as source:
            header, _head = header_of(source)
    except OSError:
        raise NotAnOutput from None
    target = options.into or options.file.with_name(Path(header.name).name)
    passphrase = _passphrase(options.passphrase_file)
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        raise OutputTaken(place=target.name) from None
    try:
        with open(handle, "wb") as stream, options.file.open("rb") as source:
            unseal(source, stream, passphrase=passphrase)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    say(f"  開きました / opened: {header.system} {header.number} → {target}")
    say(
        "  使い終えたら消し、出力簿に破棄を記録してください / delete it after use and record that in the ledger"
    )
    return 0


def _passphrase(file: Path | None) -> str:
    if file is None:
        return getpass.getpass("パスフレーズ / passphrase: ")
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise NotAnOutput from None
