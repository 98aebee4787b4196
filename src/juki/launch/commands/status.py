"""``juki status``: what is up, what waits and what is parked, and why."""

import argparse
import re
from datetime import timedelta
from importlib import import_module
from itertools import chain

import django
import msgspec
from django.conf import settings

from juki.kernel.errors import catalogue
from juki.kernel.settings import base_settings
from juki.launch.backup.gaps import Gap
from juki.launch.home import Home
from juki.launch.screen import padded, say
from juki.launch.supervisor.report import LinkReport, ProcessReport, Report, report

HEADING = ("プロセス / process", "状態 / state", "版 / version", "PID", "health", "稼働時間 / age")
WIDTHS = (20, 14, 14, 9, 8, 18)
REMEDY = (
    "    保留の再試行・置き換え / to mend: POST /api/parked/mend (権限 link.mend)、"
    "一覧 / list: GET /api/parked (権限 link.see)"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """For people or for programs."""
    parser.add_argument("--json", action="store_true", help="機械可読 / for programs")


def execute(home: Home, options: argparse.Namespace) -> int:
    """Exit code 0 only if everything is up; parked messages are said and do not change it."""
    found = report(home)
    if options.json:
        say(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        for line in lines_of(found, str(home.root)):
            say(line)
    return 0 if found.up else 1


def lines_of(found: Report, place: str) -> list[str]:
    """The report for people."""
    parked = sum(link.parked for process in found.processes for link in process.links)
    state = "動いていません / not running  →  script/juki up"
    if found.supervisor:
        state = f"監視 / supervisor {found.supervisor}"
    lines = [f"{place}  {found.city_time:%Y-%m-%d %H:%M}  {state}"]
    if parked:
        lines.append(f"保留あり / parked messages: {parked}")
    lines += [line_of(gap) for gap in found.gaps]
    if found.failure:
        lines.append(f"前回の起動 / last start: {found.failure}")
    lines.append(_row(*HEADING).rstrip())
    texts = texts_of_codes() if parked else {}
    lines += chain.from_iterable(_process(process, texts) for process in found.processes)
    away = padded("別の機械 away", WIDTHS[1])
    return [*lines, *(f"{padded(name, WIDTHS[0])}{away}{place}" for name, place in found.elsewhere.items())]


def line_of(gap: Gap) -> str:
    """What a counterpart has to send again after a restore."""
    return (
        f"復元による欠落 / gap after restore: {gap.sender} → {gap.receiver}  "
        f"世代 / epoch {gap.epoch} の {gap.last + 1} 番から再送を依頼 / ask for all from number {gap.last + 1} on"
        "  (docs/howto/back-up-and-restore.md)"
    )


def texts_of_codes() -> dict[str, str]:
    """The text of every coded error, with a dot-dot-dot for what differs from case to case."""
    # All modules are imported for it: only when something is parked.
    from juki.launch.reference.error_pages import modules  # noqa: PLC0415

    if not settings.configured:
        settings.configure(**base_settings(apps=[]))
        django.setup()
    for module in modules():
        import_module(module)
    return {error.code: re.sub(r"\{\w+\}", "…", error.text) for error in catalogue()}


def _process(process: ProcessReport, texts: dict[str, str]) -> list[str]:
    why = [f"再起動 / restarts {process.restarts}"] if process.restarts else []
    why += [process.why] if process.why else []
    line = _row(
        process.name,
        "稼働 up" if process.up else "停止 DOWN",
        process.version or "-",
        str(process.pid or "-"),
        f":{process.port}",
        str(timedelta(seconds=process.uptime_seconds)),
    )
    return [
        (line + "  ".join(why)).rstrip(),
        *chain.from_iterable(_link(one, texts) for one in process.links),
    ]


def _link(link: LinkReport, texts: dict[str, str]) -> list[str]:
    direction = f"    {link.sender} → {link.receiver}"
    if link.parked:
        codes = [f"      {code}  {texts.get(code, '')}".rstrip() for code in link.why.split(", ") if code]
        return [f"{direction}  保留 / parked {link.parked}", *codes, REMEDY]
    if link.waiting:
        return [f"{direction}  未送信 / waiting {link.waiting}  {link.why}".rstrip()]
    return [f"{direction}  {link.why}"] if link.why else []


def _row(*cells: str) -> str:
    return "".join(padded(cell, width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip() + "  "
