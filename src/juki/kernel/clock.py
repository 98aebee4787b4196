"""Two clocks, both handed down as arguments: nothing below a door reads the time itself.

The *city clock* gives legal days, office hours and deadlines. It runs in Japan's time and may be set ahead in a
demonstration or a test, never back, and never in production. The *machine clock* gives TLS, tokens and timestamps.
"""

import json
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

from juki.kernel.errors import JukiError

JAPAN = ZoneInfo("Asia/Tokyo")


class ClockIsFixed(JukiError):
    """The city clock of a live city follows the real time."""

    code: ClassVar[str] = "KRN-0001"
    text: ClassVar[str] = "本番環境では時刻を進められません。デモまたはテスト環境で操作してください。"
    status: ClassVar[int] = 409


class ClockRunsForward(JukiError):
    """A city clock set back would make deadlines and versions lie."""

    code: ClassVar[str] = "KRN-0002"
    text: ClassVar[str] = "時刻は進める方向にだけ変更できます。進める時間を正の値で指定してください。"


@dataclass(frozen=True, slots=True)
class Times:
    """The moment of an act on both clocks: ``city`` in Asia/Tokyo, ``machine`` in UTC, both aware."""

    city: datetime
    machine: datetime

    @property
    def legal_day(self) -> date:
        """The day the law counts, in the city."""
        return self.city.date()


class Clock:
    """Reads both clocks; the city clock's lead over the machine is kept in a file that all processes share."""

    def __init__(self, file: Path, *, production: bool) -> None:
        self._file = file
        self._production = production
        self._seen: tuple[int, timedelta] = (-1, timedelta())

    def now(self) -> Times:
        """The present moment on both clocks."""
        machine = datetime.now(UTC)
        return Times(city=(machine + self._lead()).astimezone(JAPAN), machine=machine)

    def advance(self, by: timedelta) -> Times:
        """Set the city clock ahead by ``by``.

        Raises:
            ClockIsFixed: in production.
            ClockRunsForward: ``by`` is not positive.
        """
        if self._production:
            raise ClockIsFixed
        if by <= timedelta():
            raise ClockRunsForward
        self._write(self._lead() + by)
        return self.now()

    def start_at(self, city: datetime) -> Times:
        """Set the city clock of a new demonstration city; may be done once, before the first advance.

        Raises:
            ClockIsFixed: in production, or the clock was set before.
        """
        if self._production or self._file.exists():
            raise ClockIsFixed
        self._write(city - datetime.now(UTC))
        return self.now()

    def _lead(self) -> timedelta:
        try:
            changed = self._file.stat().st_mtime_ns
        except FileNotFoundError:
            return timedelta()
        if changed != self._seen[0] and not self._production:
            lead = timedelta(seconds=json.loads(self._file.read_text())["lead_seconds"])
            self._seen = (changed, lead)
        return self._seen[1]

    def _write(self, lead: timedelta) -> None:
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps({"lead_seconds": lead.total_seconds()}))
        os.replace(fresh, self._file)
