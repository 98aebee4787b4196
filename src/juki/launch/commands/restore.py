"""``juki restore``: the city of a backup, in an empty home or in the place of the present one."""

import argparse
from pathlib import Path

from juki.launch.backup.errors import OnlyTogether
from juki.launch.backup.examining import UNSEALED
from juki.launch.backup.key import read_key
from juki.launch.backup.restoring import restore
from juki.launch.founding.steps import Progress
from juki.launch.home import Home
from juki.launch.screen import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, under which key, over what."""
    parser.add_argument("file", metavar="FILE", help="バックアップ / what juki backup made")
    parser.add_argument("--key", metavar="FILE", help="封印の鍵 / the key it is sealed under")
    parser.add_argument(
        "--unsealed", action="store_true",
        help="封印のないファイルを自分の責任で使う / take a file without a seal, for whose origin you vouch",
    )  # fmt: skip
    parser.add_argument(
        "--over", action="store_true",
        help="今の環境を脇へ移して復元(停止中に限る) / move the present city aside, which is down",
    )  # fmt: skip
    parser.add_argument("--only", metavar="SYSTEM", help="不可: 理由を示す / refused, with the reason")


def execute(home: Home, options: argparse.Namespace) -> int:
    """Bring it back and say what remains to be done.

    Raises:
        OnlyTogether: one system alone.
        JukiError: see :func:`juki.launch.backup.restoring.restore`.
    """
    if options.only:
        raise OnlyTogether(name=options.only)
    key = read_key(Path(options.key)) if options.key else None
    progress = Progress(say)
    if key is None and options.unsealed:
        say(UNSEALED)
    outcome = restore(
        home, Path(options.file), key=key, over=options.over, progress=progress, unsealed=options.unsealed
    )
    done = outcome.restored
    say(f"{done.backup_at:%Y-%m-%d %H:%M:%S} UTC の状態に戻しました / restored, epoch {done.epoch}")
    if outcome.aside:
        say(f"元の環境 / the former city: {outcome.aside}")
    if outcome.new_ports:
        say("元のポートが使用中のため、新しいポートを割り当てました / the ports were taken: new ones")
    say("この時刻より後の処理は失われています。外部の相手方との差は起動後に status が示します。")
    say(
        "What happened after that moment is gone. Gaps towards counterparts show in status once the city is up."
    )
    say(
        f"完了 / done ({sum(progress.taken.values()):.1f}s)  →  script/juki up, docs/howto/back-up-and-restore.md"
    )
    return 0
