"""The log of the own system, asked by whoever supervises it; asking is logged like any look.

Options: ``trail_opens`` and ``trail_closes`` (HH:MM), ``trail_many_people``, ``trail_many_minutes``, ``trail_mass_hits``,
``trail_staff`` (a JSON file: member of staff → own 宛名番号), ``trail_watched`` (a text file, a 宛名番号 a line).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib import import_module
from pathlib import Path

from django.conf import settings as django

from juki.kernel.audit.models import AuditEntry
from juki.kernel.clock import JAPAN, Times
from juki.kernel.settings import current
from juki.kernel.values.closed_days import CityClosedDays
from juki.kernel.work import Actor, log_before_showing
from juki.oversight.trail.domain.analyses import Hours
from juki.oversight.trail.domain.kinds import Kind, sort_of
from juki.oversight.trail.domain.lines import Line
from juki.oversight.trail.domain.patterns import Facts, Hit, Limits, hits
from juki.oversight.trail.errors import NothingAsked
from juki.oversight.trail.records.models import SignedOff

MOST = 200_000
LONGEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Asked:
    """A period, and what narrows it."""

    begin: date
    end: date
    kind: Kind | None = None
    who: str = ""
    subjects: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a period that is none, or that nobody looks through."""
        if not timedelta() <= self.end - self.begin <= LONGEST:
            raise NothingAsked(field="期間")


def lines(asked: Asked, *, actor: Actor, times: Times, action: str = "trail.read") -> list[Line]:
    """The rows asked for, oldest first, at most ``MOST``; who asked for what is logged before."""
    log_before_showing(
        actor, action, reason="supervision", times=times, subjects=asked.subjects,
        detail={"begin": asked.begin.isoformat(), "end": asked.end.isoformat(), "kind": asked.kind or "", "of": asked.who},
    )  # fmt: skip
    return _lines(asked)


def suspicious(asked: Asked, *, actor: Actor, times: Times) -> list[tuple[Hit, SignedOff | None]]:
    """What the patterns find in the period, and what was last said of each."""
    found = hits(
        lines(asked, actor=actor, times=times, action="trail.analysed"),
        limits=limits(), hours=hours(), facts=facts(),
    )  # fmt: skip
    said = {
        row.finding: row
        for row in SignedOff.objects.filter(finding__in=[hit.finding for hit in found]).order_by("id")
    }
    return [(hit, said.get(hit.finding)) for hit in found]


def looked(subjects: Sequence[str]) -> list[Line]:
    """All rows ever that concern any of ``subjects``."""
    rows = AuditEntry.objects.filter(subjects__overlap=list(subjects)).order_by("number")
    return [line_of(row) for row in rows]


def limits() -> Limits:
    """The city's thresholds."""
    options, usual = current().options, Limits()
    return Limits(
        people=int(options.get("trail_many_people", usual.people)), minutes=int(options.get("trail_many_minutes", usual.minutes)),
        hits=int(options.get("trail_mass_hits", usual.hits)),
    )  # fmt: skip


def hours() -> Hours:
    """The city's office hours."""
    options = current().options
    return Hours(
        time.fromisoformat(options.get("trail_opens", "07:30")), time.fromisoformat(options.get("trail_closes", "21:00")),
        CityClosedDays(),
    )  # fmt: skip


def facts() -> Facts:
    """What is known of staff and of those watched; households and surnames where the system itself keeps them."""
    options = current().options
    own = (
        json.loads(Path(options["trail_staff"]).read_text(encoding="utf-8"))
        if "trail_staff" in options
        else {}
    )
    guarded = (
        Path(options["trail_watched"]).read_text(encoding="utf-8").split()
        if "trail_watched" in options
        else []
    )
    staff = {f"client:{client}": f"addressee:{number}" for client, number in own.items()}
    module = getattr(django, "JUKI_TRAIL_FACTS", "")
    household, surname = (
        import_module(module).of_staff(list(staff.values())) if module and staff else ({}, {})
    )
    return Facts(
        own=staff,
        household=household,
        surname=surname,
        watched=frozenset(f"addressee:{one}" for one in guarded),
    )


def line_of(row: AuditEntry) -> Line:
    """A stored row as a line."""
    return Line(
        number=row.number, at=row.city_time.astimezone(JAPAN), who=row.who, right=row.permission, terminal=row.terminal,
        action=row.action, reason=row.reason, subjects=tuple(row.subjects), trace=str(row.trace), outcome=row.outcome,
        detail=row.detail,
    )  # fmt: skip


def _lines(asked: Asked) -> list[Line]:
    rows = AuditEntry.objects.filter(
        city_time__gte=_start(asked.begin), city_time__lt=_start(asked.end + timedelta(days=1))
    )
    if asked.who:
        rows = rows.filter(who__in=[asked.who, f"client:{asked.who}"])
    if asked.subjects:
        rows = rows.filter(subjects__overlap=list(asked.subjects))
    found = (line_of(row) for row in rows.order_by("number")[:MOST])
    return [line for line in found if asked.kind is None or _is(line, asked.kind)]


def _is(line: Line, kind: Kind) -> bool:
    sort = sort_of(line.action)
    return sort is not None and sort.kind is kind


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), JAPAN)
