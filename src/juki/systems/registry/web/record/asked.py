"""Of which legal day, and as known when: the two fields above a record or a household. Source: STD 1.2.1, 2.2.1."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest

from juki.kernel.clock import Times
from juki.screens.rendering import wareki
from juki.screens.typed import Typed
from juki.systems.registry.errors import UnreadableMoment
from juki.systems.registry.services.past.knowing import demand_past, known_on
from juki.systems.registry.services.reading import calendar_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``day`` is a legal day (None: the latest), ``known_on`` the day by which it was known (None: now) with its moment."""

    typed: Typed
    day: date | None = None
    known_on: date | None = None
    known_at: datetime | None = None
    record: int | None = None

    @property
    def is_past(self) -> bool:
        """Whether something else than the present is asked for."""
        return self.day is not None or self.known_on is not None

    def banner(self, what: str = "記載") -> str:
        """Of which day the page tells, and as recorded when; empty for the present."""
        if not self.is_past:
            return ""
        day = f"{wareki(self.day)} 現在の{what}です" if self.day else f"最後の異動までの{what}です"
        known = f"{wareki(self.known_on)}の時点" if self.known_on else "現時点"
        return f"{day}（{known}で記録されていた内容）"

    def query(self, **more: str) -> str:
        """The same question in the address of another page, with its ``?``; empty for the present."""
        named = {
            "as_of": str(self.day or ""), "known_on": str(self.known_on or ""), "record": str(self.record or ""), **more,
        }  # fmt: skip
        found = urlencode({name: value for name, value in named.items() if value})
        return f"?{found}" if found else ""


def asked_of(request: HttpRequest, times: Times) -> Asked:
    """What the address asks for; what is wrong stands as an error beside its field, and then it is the present.

    Raises:
        UnreadableMoment: ``record`` is no number: no link of ours.
    """
    typed = Typed(request.GET)

    def past_day(text: str) -> None:
        demand_past(calendar_day(text), times=times)

    texts = [typed.by_rule(name, past_day) for name in ("as_of", "known_on")]
    record = _record(request)
    if typed.errors:
        return Asked(typed=typed, record=record)
    day, known = (calendar_day(text) if text else None for text in texts)
    return Asked(
        typed=typed, day=day, known_on=known, known_at=known_on(known) if known else None, record=record
    )


def _record(request: HttpRequest) -> int | None:
    text = request.GET.get("record", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise UnreadableMoment(item="record")
    return int(text)
