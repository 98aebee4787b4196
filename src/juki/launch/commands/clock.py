"""``juki clock``: the city clock of a demonstration."""

import argparse
import re
from datetime import datetime, timedelta

from juki.kernel.clock import JAPAN, Clock, ClockRunsForward, Times
from juki.launch.errors import DurationMissing, DurationUnreadable
from juki.launch.home import Home
from juki.launch.screen import padded, say

UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
DURATION = re.compile(r"(?:[0-9]{1,5}[wdhms])+")
HELP = ("-h", "--help")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Show or advance."""
    parser.add_argument("action", choices=("show", "advance"), help="show | advance")
    # The rest as it stands, so that "-1d" is a duration that runs backwards and not an unknown option.
    parser.add_argument("by", nargs=argparse.REMAINDER, help="1d, 2h30m, to 2026-11-24T10:00")
    parser.usage = (
        "juki clock [-h] [--home DIR] (show | advance 1d | advance 2h30m | advance to 2026-11-24T10:00)"
    )
    parser.set_defaults(show_help=parser.print_help)


def execute(home: Home, options: argparse.Namespace) -> int:
    """Print both clocks, after advancing the city clock if asked to.

    Raises:
        ClockIsFixed: in production.
        ClockRunsForward: the moment is past.
        DurationUnreadable, DurationMissing: neither a duration nor a moment.
    """
    if any(word in HELP for word in options.by):
        options.show_help()
        return 0
    home.require_founded()
    clock = home.clock()
    times = clock.now() if options.action == "show" else advance(clock, options.by)
    say(f"{padded('市の時刻 / city', 24)}{times.city:%Y-%m-%d %H:%M:%S %a} JST")
    say(f"{padded('機械の時刻 / machine', 24)}{times.machine:%Y-%m-%d %H:%M:%S %a} UTC")
    return 0


def advance(clock: Clock, words: list[str]) -> Times:
    """Set ``clock`` ahead by ``["1d"]``, ``["2h30m"]`` or ``["to", "2026-11-24T10:00"]`` (Japan's time).

    Raises:
        ClockIsFixed, ClockRunsForward: see :meth:`juki.kernel.clock.Clock.advance`.
        DurationMissing: no words at all.
        DurationUnreadable: neither a duration nor a moment.
    """
    match words:
        case []:
            raise DurationMissing
        case [text] if text.startswith("-") and DURATION.fullmatch(text[1:]):
            raise ClockRunsForward
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
