"""Finding the command, reading its options, turning a coded error into one line and an exit code."""

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import FrameType
from typing import Protocol, cast

import juki
from juki.kernel.errors import JukiError
from juki.launch.errors import DatabaseDown
from juki.launch.home import Home, home_of
from juki.launch.process.exits import INTERRUPTED, LATER, REFUSED, TERMINATED, UNHEARD

COMMANDS = {
    "demo": "デモ: 一人の転入が全システムに届くまで / one person through every station",
    "init": "環境を作る / make a city: databases, keys, settings, clock",
    "up": "起動して見守る / start everything and watch it",
    "down": "停止する / stop everything",
    "status": "稼働と滞留の状況 / what is up, what waits and what is parked",
    "run": "一つのシステムを動かす / be one process of the city",
    "migrate": "データベースをこの版に合わせる / bring the databases to this release",
    "clock": "デモの時刻 / the city clock",
    "people": "転入できる架空の人と申請の例 / invented people who may move in, as request bodies",
    "peer": "相手方の一覧と置き換え / counterparts, and your own program in place of one",
    "hand-over": "一つのシステムを別の機械に渡す / give one system to another machine",
    "take-over": "渡されたシステムを引き継ぐ / receive a system that another machine has handed over",
    "nightly": "夜間処理の一覧と起動 / nightly work of the register: runs, alerts, start",
    "keys": "鍵の一覧と交換 / keys: list them, change them while everything runs",
    "audit": "監査ログの検証 / verify the audit chains",
    "assess": "台帳: 約束ごとの証明の状況 / the ledger: which promise is proved, by what",
    "backup": "全体を一つの封印ファイルに保存 / the whole city as one sealed file",
    "restore": "バックアップから戻す / bring a backup back",
    "drill": "復元できるかを別の場所で確かめる / try a backup in a place of its own, timed",
    "import-addresses": "住所辞書・国名をファイルで新しくする / renew the dictionary of addresses or countries from a file",
    "import-register": "住民記録を履歴ごと取り込む / take over a register with its history from files",
    "export-register": "住民記録を履歴ごと書き出す / the register with its history as files",
    "open-output": "出力簿を通したファイルを開く / open a file that the ledger of outputs sealed",
    "simulate": "異動シミュレーション / invented lives in a register of their own",
    "contracts": "docs/reference を作る / generate the published contracts",
}


class Command(Protocol):
    """A module of ``juki.launch.commands``."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own options."""

    def execute(self, home: Home, options: argparse.Namespace) -> int:
        """Do it; the exit code."""


def main(arguments: list[str]) -> int:
    """Exit code of the command: 0 done, 1 found wanting, 2 wrong options, 78 refused, 75 try again later.

    130 and 143 when it was interrupted by Ctrl-C or SIGTERM, 141 when nobody reads what it prints.
    """
    try:
        with _ended_by_sigterm():
            return _perform(arguments)
    except KeyboardInterrupt:
        return _last_word("中断しました / interrupted", INTERRUPTED)
    except _Terminated:
        return _last_word("終了の指示により停止しました / terminated", TERMINATED)
    except BrokenPipeError:
        # The interpreter flushes once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNHEARD


class _Terminated(BaseException):
    """SIGTERM came: whatever the command began is undone on the way out."""


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    def end(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough; the way out is not to be cut short
        raise _Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _perform(arguments: list[str]) -> int:
    place, rest = _place().parse_known_args(arguments)
    chosen = _overview().parse_args(rest[:1]).command
    command = cast("Command", import_module(f"juki.launch.commands.{chosen.replace('-', '_')}"))
    parser = argparse.ArgumentParser(prog=f"juki {chosen}", description=COMMANDS[chosen], parents=[_place()])
    command.arguments(parser)
    options = parser.parse_args(rest[1:])
    try:
        return command.execute(home_of(place.home), options)
    except DatabaseDown as error:
        return _last_word(str(error), LATER)
    except JukiError as error:
        return _last_word(str(error), REFUSED)


def _place() -> argparse.ArgumentParser:
    """``--home``, understood anywhere on the line."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--home", metavar="DIR", help="JUKI_HOME の代わり / instead of JUKI_HOME")
    return parser


def _overview() -> argparse.ArgumentParser:
    listing = "\n".join(f"  {name:<15} {text}" for name, text in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="juki", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="住民記録システム群の操作 / steering the suite",
        epilog=f"コマンド / commands (juki COMMAND --help):\n{listing}",
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=juki.__version__)
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    return parser


def _last_word(text: str, code: int) -> int:
    sys.stderr.write(f"{text}\n")
    return code
