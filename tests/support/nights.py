"""Nights of the register: times that a test chooses, people with a planned 転出, runs worked on as the jobs do it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from juki.kernel.clock import JAPAN, Times
from juki.kernel.values.legal_date import LegalDate
from juki.systems.registry.domain.nightly import JOBS, RunState, complete
from juki.systems.registry.domain.resident import Basis, Event, PlannedMoveOut, Resident
from juki.systems.registry.records.models import EventRow, NightlyItem, NightlyRun
from juki.systems.registry.services.nightly.running import advance
from juki.systems.registry.services.nightly.scheduling import open_run
from support.residents import Residents

FILED = date(2026, 10, 1)


def at(day: date, clock: str = "04:00") -> Times:
    """That moment on both clocks."""
    city = datetime.combine(day, time.fromisoformat(clock), tzinfo=JAPAN)
    return Times(city=city, machine=city.astimezone(UTC))


class Nights(Residents):
    """A register whose people came on ``came`` and whose nights are worked on one by one."""

    def __init__(self, came: date = FILED) -> None:
        super().__init__()
        self.times = at(came, "10:00")
        self.moved = LegalDate.from_day(came - timedelta(days=3))
        self.basis = Basis.NOTIFICATION

    def event(
        self, reason: str = "TENNYU", *, event_class: str = "entry", trace: UUID | None = None
    ) -> EventRow:  # fmt: skip
        """An act that rests on ``basis``."""
        stored = self.moved.to_storage()
        return EventRow.objects.create(
            trace=trace or uuid4(), reason=reason, event_class=event_class, day=self.moved.internal,
            day_form=stored.form, day_text=stored.text, notified_on=self.times.legal_day, basis=self.basis,
            processed_on=self.times.legal_day, recorded_at=self.times.machine, operator="client:clerk.test",
        )  # fmt: skip

    def planning(
        self, *people: Resident, day: date, reason: str = "TENSHUTSU", **plan: Any
    ) -> list[Resident]:
        """転出届 of ``people`` for ``day``, filed on the day on which they came."""
        filed, event = self.times.legal_day, self.event(reason, event_class="amendment")
        planned = PlannedMoveOut(
            day=day, notified_on=filed, basis=Basis.NOTIFICATION, address=people[0].former.address, **plan
        )
        made = []
        for person in people:
            stands = Event(
                reason=reason,
                event_class="amendment",
                day=LegalDate.from_day(day),
                notified_on=filed,
                effective=filed,
            )
            made.append(replace(person, planned=planned, event=stands))
            self.version(made[-1], number=2, event=event)
        return made

    def leaving(self, *changes: dict[str, Any], day: date, **more: Any) -> list[Resident]:
        """A household that leaves as a whole on ``day``."""
        return self.planning(*self.household(*changes), day=day, **more)


def opened(job: str, day: date, **parameters: int) -> UUID:
    """A run of ``job`` for ``day`` that nobody has begun."""
    kind = JOBS[job]
    return open_run(
        kind,
        day,
        complete(kind, parameters, base={}),
        asked_by="client:night.test",
        terminal="t1",
        times=at(day),
    )


def ran(job: str, day: date, *, on: date | None = None, **parameters: int) -> NightlyRun:
    """``job`` carried out for ``day`` to its end, on ``on`` where that is later."""
    ident = opened(job, day, **parameters)
    state = advance(ident, times=at(on or day))
    assert state is RunState.DONE, NightlyRun.objects.get(pk=ident).error_code
    return NightlyRun.objects.get(pk=ident)


def lines(run: NightlyRun | UUID) -> list[tuple[str, str]]:
    """Kind and number of each line."""
    ident = run if isinstance(run, UUID) else run.id
    rows = NightlyItem.objects.filter(run_id=ident).order_by("number")
    return [(row.kind, row.addressee_number or row.household_number) for row in rows]
