"""``juki peer``: who speaks on the links, and an engineer's own program in place of a simulated counterpart."""

import argparse
import time
from pathlib import Path

import msgspec

from juki.launch.home import Home
from juki.launch.peers import attachments
from juki.launch.peers.export import export
from juki.launch.peers.listing import IdentityLine, listing
from juki.launch.ports import Allocation, settle
from juki.launch.process.activation import running_here
from juki.launch.screen import say
from juki.launch.settings_files import write_all
from juki.launch.supervisor import state
from juki.launch.supervisor.background import renew


def arguments(parser: argparse.ArgumentParser) -> None:
    """list, export, attach, detach."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    shown = actions.add_parser(
        "list", help="全ての接続先 / every identity with address, certificate and links"
    )
    shown.add_argument("--json", action="store_true", help="機械可読 / for programs")
    given = actions.add_parser("export", help="鍵と設定を書き出す / keys and settings for your own program")
    given.add_argument("identity")
    given.add_argument("target", type=Path, metavar="DIR")
    put = actions.add_parser(
        "attach",
        help="相手方を差し替える(全プロセスを再起動) / point the city at your program (restarts all processes)",
    )
    put.add_argument("identity")
    put.add_argument("address", metavar="HOST:PORT")
    back = actions.add_parser(
        "detach",
        help="模擬の相手方に戻す(全プロセスを再起動) / back to the simulation (restarts all processes)",
    )
    back.add_argument("identity")


def execute(home: Home, options: argparse.Namespace) -> int:
    """Do it; a running city takes a change over at once.

    Raises:
        NoCounterpart, AddressUnreadable, TargetNotEmpty: see :mod:`juki.launch.peers`.
        NotHealthy: a process did not come back.
    """
    home.require_founded()
    allocation = settle(home.root / "ports.json")
    match options.action:
        case "list":
            _show(listing(home, allocation), as_json=options.json)
        case "export":
            say(str(export(home, options.identity, options.target, allocation)))
        case "attach":
            attachments.attach(home, options.identity, options.address)
            _take_over(home, allocation)
        case "detach":
            attachments.detach(home, options.identity)
            _take_over(home, allocation)
    return 0


def _take_over(home: Home, allocation: Allocation) -> None:
    write_all(home, allocation)
    if state.supervising(home) is None:
        say("次の起動で反映 / from the next start on")
        return
    began = time.monotonic()
    say(f"再起動します / restarting: {', '.join(running_here(home))}")
    renew(home)
    say(f"反映しました / taken over ({time.monotonic() - began:.1f}s)")


def _show(lines: list[IdentityLine], *, as_json: bool) -> None:
    if as_json:
        say(msgspec.json.format(msgspec.json.encode(lines), indent=2).decode())
        return
    for line in lines:
        say(f"{line.identity:<13}{line.speaker:<10} {line.host}:{line.port}  {line.certificate}")
        say(f"    sha256 {line.fingerprint[:32]}…  {line.expires:%Y-%m-%d} まで")
        for arrow, links in (("→", line.speaks_to), ("←", line.hears_from)):
            for other, names in links.items():
                say(f"    {arrow} {other}: {', '.join(names)}")
