"""Keys and seconds from opening 受付 until a family of four is with the reviewer, typed from paper and prefilled.

Headless Chromium, the keyboard alone, as fast as the program can press: a Japanese character counts as one key.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from juki.launch.demo import move_out  # noqa: E402
from juki.launch.demo.counter import WHY  # noqa: E402
from juki.launch.demo.move_out import MoveOut  # noqa: E402
from juki.launch.demo.story import CLERK  # noqa: E402
from support import counter_keys as keys  # noqa: E402
from support.desk import Desk  # noqa: E402
from support.moving import Movers  # noqa: E402
from support.running import RunningCity, running_city  # noqa: E402

FOUR = 4
ALERTS = "all => all.map(one => one.name)"


def by_hand(desk: Desk, move: MoveOut) -> None:
    """Everything from the paper certificate."""
    keys.receive(desk, persons=len(move.household.members))
    keys.enter_by_hand(desk, move)


def by_certificate(desk: Desk, move: MoveOut) -> None:
    """The 転出証明書情報 is there; it is found and taken over."""
    keys.enter_by_certificate(desk, move.household, moved_on=move.planned_on)


def submit(desk: Desk) -> None:
    """From the saved 仮登録 to the reviewer, each alert with a reason."""
    for name in desk.page.eval_on_selector_all("[name^='alerts.']", ALERTS):
        while desk.focused() != name:
            desk.press("Tab")
        desk.type(WHY)
    desk.follow("審査へ回す")
    assert desk.reads("審査"), keys.state(desk)


def measured(
    city: RunningCity, browser: Browser, move: MoveOut, enter: Callable[[Desk, MoveOut], None]
) -> dict[str, Any]:
    """Keys and seconds of one family, signing in left out."""
    desk = Desk.at(city, browser)
    desk.sign_in(CLERK)
    desk.open("registry")
    pressed, began = desk.keys, time.perf_counter()
    enter(desk, move)
    saved = time.perf_counter() - began
    submit(desk)
    seconds, pressed = time.perf_counter() - began, desk.keys - pressed
    desk.close()
    return {
        "keys": pressed,
        "seconds": round(seconds, 1),
        "seconds_until_saved": round(saved, 1),
        "ms_per_key": round(seconds / pressed * 1000, 1),
    }


def fours(movers: Movers, count: int) -> list[MoveOut]:
    """Families of four who live elsewhere and leave for here."""
    planned, filed = (movers.day - timedelta(days=days) for days in (2, 6))
    found: list[MoveOut] = []
    while len(found) < count:
        household = movers.next()
        if len(household.members) == FOUR:
            found.append(MoveOut(household, movers.goes_to, planned, filed))
    return found


def main() -> None:
    """Print the figures as one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--residents", type=int, default=3000)
    parser.add_argument("--times", type=int, default=3, help="families with a 転出証明書情報")
    options = parser.parse_args()
    chromium = subprocess.run(
        [ROOT / "script" / "browser"], check=True, capture_output=True, text=True
    ).stdout.strip()
    with running_city(residents=options.residents) as city, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        prefilled = []
        for move in fours(Movers(city), options.times):
            move_out.send(city.home, move, client=move_out.ANY_CLERK)
            prefilled.append(measured(city, browser, move, by_certificate))
        figures = {
            "bench": "keystrokes", "cpus": os.cpu_count(), "load": os.getloadavg(), "residents": options.residents,
            "by_hand": measured(city, browser, move_out.couple(city.home), by_hand),
            "by_certificate": prefilled,
        }  # fmt: skip
        browser.close()
    print(json.dumps(figures, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
