"""``juki clock``: the city clock of a demonstration."""

import argparse
import re
from datetime import datetime, timedelta

from juki.kernel.clock import JAPAN, Clock, Times
from juki.launch.errors import DurationUnreadable
from juki.launch.home import Home
from juki.launch.screen import say

UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
DURATION = re.compile(r"(?:[0-9]{1,5}[wdhms])+")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Show or advance."""
    parser.add_argument("action", choices=("show", "advance"), help="show | advance")
    parser.add_argument("by", nargs="*", help="1d, 2h30m, to 2026-11-24T10:00")


def execute(home: Home, options: argparse.Namespace) -> int:
    """Print both clocks, after advancing the city clock if asked to.

    Raises:
        ClockIsFixed: in production.
        ClockRunsForward: the moment is past.
        DurationUnreadable: neither a duration nor a moment.
    """
    home.require_founded()
    clock = home.clock()
    times = clock.now() if options.action == "show" else advance(clock, options.by)
    say(f"市の時刻 / city     {times.city:%Y-%m-%d %H:%M:%S %a} JST")
    say(f"機械の時刻 / machine  {times.machine:%Y-%m-%d %H:%M:%S} UTC")
    return 0


def advance(clock: Clock, words: list[str]) -> Times:
    """Set ``clock`` ahead by ``["1d"]``, ``["2h30m"]`` or ``["to", "2026-11-24T10:00"]`` (Japan's time).

    Raises:
        ClockIsFixed, ClockRunsForward: see :meth:`juki.kernel.clock.Clock.advance`.
        DurationUnreadable: neither a duration nor a moment.
    """
    match words:
        case ["to", text]:
            return clock.advance(_moment(text) - clock.now().city)
        case [text] if DURATION.fullmatch(text):
            pieces = re.findall(r"([0-9]+)([wdhms])", text)
            return clock.advance(sum((timedelta(**{UNITS[unit]: int(n)}) for n, unit in pieces), timedelta()))
        case _:
            raise DurationUnreadable(given=" ".join(words))


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise DurationUnreadable(given=text) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=JAPAN)
