"""What ``status`` shows people."""

from datetime import datetime
from unicodedata import east_asian_width

import msgspec

from juki.kernel.clock import JAPAN
from juki.launch.commands.status import HEADING, REMEDY, lines_of, texts_of_codes
from juki.launch.supervisor.report import LinkReport, ProcessReport, Report


def process(*links: LinkReport, up: bool = True) -> ProcessReport:
    return ProcessReport(
        name="jukinet", up=up, version="0.1", pid=7, port=20001, uptime_seconds=61, restarts=2, why="signal SIGKILL",
        links=list(links),
    )  # fmt: skip


def columns(text: str) -> int:
    """How many a terminal needs."""
    return sum(1 + (east_asian_width(sign) in "WF") for sign in text)


def report(*links: LinkReport, supervisor: int | None = 5) -> Report:
    moment = datetime(2026, 11, 24, 10, 0, tzinfo=JAPAN)
    return Report(up=True, supervisor=supervisor, failure="", city_time=moment, processes=[process(*links)])


def test_a_heading_stands_over_straight_columns():
    first, heading, row = lines_of(report(), "/home")
    assert first == "/home  2026-11-24 10:00  監視 / supervisor 5"
    assert all(cell in heading for cell in HEADING)
    assert row.startswith("jukinet             稼働 up       0.1")
    assert row.endswith("再起動 / restarts 2  signal SIGKILL")
    assert columns(row[: row.index(":20001")]) == columns(heading[: heading.index("health")])


def test_nothing_runs():
    assert "not running" in lines_of(report(supervisor=None), "/home")[0]


def test_a_parked_message_has_its_code_its_text_and_its_remedy():
    parked = LinkReport(sender="registry", receiver="jukinet", parked=2, why="LNK-0001, ABC-9999")
    lines = lines_of(report(parked), "/home")
    assert lines[1] == "保留あり / parked messages: 2"
    place = lines.index("    registry → jukinet  保留 / parked 2")
    assert lines[place + 1] == f"      LNK-0001  {texts_of_codes()['LNK-0001']}"
    assert lines[place + 2] == "      ABC-9999"
    assert lines[place + 3] == REMEDY


def test_what_waits_says_why_and_what_flows_says_nothing():
    waiting = LinkReport(sender="registry", receiver="kiosk", waiting=3, why="x")
    flowing = LinkReport(sender="registry", receiver="unified")
    lines = lines_of(report(waiting, flowing), "/home")
    assert lines[-1] == "    registry → kiosk  未送信 / waiting 3  x"


def test_what_runs_on_another_machine_is_said_with_its_address():
    found = msgspec.structs.replace(report(), elsewhere={"kiosk": "192.0.2.7:20123"})
    row = lines_of(found, "/home")[-1]
    assert row.split() == ["kiosk", "別の機械", "away", "192.0.2.7:20123"]


def test_texts_leave_out_what_differs():
    texts = texts_of_codes()
    assert "{" not in "".join(texts.values())
    assert "…" in texts["LCH-0205"]
