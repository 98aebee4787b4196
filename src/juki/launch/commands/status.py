"""``juki status``: what is up, what waits and what is parked, and why."""

import argparse
from datetime import timedelta

import msgspec

from juki.launch.home import Home
from juki.launch.screen import say
from juki.launch.supervisor.report import LinkReport, ProcessReport, report


def arguments(parser: argparse.ArgumentParser) -> None:
    """For people or for programs."""
    parser.add_argument("--json", action="store_true", help="機械可読 / for programs")


def execute(home: Home, options: argparse.Namespace) -> int:
    """Exit code 0 only if everything is up."""
    found = report(home)
    if options.json:
        say(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        say(f"{home.root}  {found.city_time:%Y-%m-%d %H:%M}  監視 / supervisor {found.supervisor or '-'}")
        if found.failure:
            say(f"前回の起動 / last start: {found.failure}")
        for process in found.processes:
            _show(process)
    return 0 if found.up else 1


def _show(process: ProcessReport) -> None:
    mark = "稼働 up  " if process.up else "停止 DOWN"
    age = timedelta(seconds=process.uptime_seconds)
    restarts = f"  再起動 {process.restarts}" if process.restarts else ""
    why = f"  {process.why}" if process.why else ""
    say(
        f"{process.name:<13}{mark}  {process.version or '-':<8} pid {process.pid or '-':<8} "
        f":{process.port}  {age}{restarts}{why}"
    )
    for link in process.links:
        if link.waiting or link.parked or (link.why and not link.parked):
            _show_link(link)


def _show_link(link: LinkReport) -> None:
    counts = [f"未送信 {link.waiting}"] if link.waiting else []
    counts += [f"保留 {link.parked}"] if link.parked else []
    say(f"    {link.sender} → {link.receiver}  {' '.join(counts)}  {link.why}")
