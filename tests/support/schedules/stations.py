"""The real handlers of every station, each watched: what takes effect leaves a row in the same transaction."""

from collections.abc import Callable
from typing import Any

import pytest

from juki.kernel.errors import JukiError
from juki.kernel.work import Act
from juki.links.post.inbound import Handler, Inbound
from juki.outside.inquirer.inbound import INBOUND as INQUIRER
from juki.outside.nation.inbound import INBOUND as NATION
from juki.outside.nws.inbound import INBOUND as NWS
from juki.outside.prefecture.inbound import INBOUND as PREFECTURE
from juki.systems.intermediary.api.inbound import INBOUND as INTERMEDIARY
from juki.systems.jukinet.api.inbound import INBOUND as JUKINET
from juki.systems.kiosk.api.inbound import INBOUND as KIOSK
from juki.systems.unified.api.inbound import INBOUND as UNIFIED
from support.schedules import register
from support.schedules.tables import change, rows

TABLE = {
    **register.INBOUND, **JUKINET, **PREFECTURE, **NATION, **KIOSK, **UNIFIED, **INTERMEDIARY, **NWS, **INQUIRER,
}  # fmt: skip


class Refused(JukiError):
    """What a station says no with, for as long as the schedule wants."""

    code = "TST-0002"
    text = "拒否"


class Refusals(set[tuple[str, int]]):
    """Stations and people whom these refuse for the time being."""

    def watch(self, station: str, handler: Handler) -> Handler:
        """``handler``, refusing whom the schedule wants, leaving a row of what it did."""

        def take(act: Act, content: Any) -> None:
            if self and self._refuses(station, act):
                raise Refused
            handler(act, content)
            change(
                "insert into journey_effect (station, sender, message, trace) values (%s, %s, %s, %s)",
                station, act.came_from, content.name, act.trace,
            )  # fmt: skip

        return take

    def _refuses(self, station: str, act: Act) -> bool:
        found = rows("select person from journey_act where key = %s", act.trace)
        return bool(found) and (station, found[0][0]) in self


def install(monkeypatch: pytest.MonkeyPatch) -> Refusals:
    """Every station with its own handlers, watched."""
    refusals = Refusals()
    table = {
        station: Inbound(
            handlers={kind: refusals.watch(station, one) for kind, one in table.handlers.items()}
        )
        for station, table in TABLE.items()
    }
    found: Callable[[str], Inbound] = lambda own: table.get(own, Inbound())  # noqa: E731 - typed for the patch
    monkeypatch.setattr("juki.links.post.inbox.inbound", found)
    return refusals
