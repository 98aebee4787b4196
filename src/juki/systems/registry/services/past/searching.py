"""異動履歴照会 by the items of the history: within one 住民票, one household, or the whole city.

Source: STD 1.2.1, 2.2.1.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.door.forms import Reason
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.domain.history import annulled_by
from juki.systems.registry.errors import EventsUnbounded, NoSuchHousehold, NoSuchResident, ReversedRange
from juki.systems.registry.records.models import EventRow, ResidentVersion
from juki.systems.registry.services import removed_store
from juki.systems.registry.services.forms import Form, Short
from juki.systems.registry.services.past.acts import ShownEvent, reason_label, shown_event
from juki.systems.registry.services.past.loading import record_of, rows_of_record, rows_once_in
from juki.systems.registry.services.reading import calendar_day
from juki.systems.registry.services.residents import known_subjects

MOST = 200
_RANGES = {"day": "異動日", "notified": "届出日", "processed": "処理日"}
_COLUMNS = {"day": "day", "notified": "notified_on", "processed": "processed_on"}
_OF_ACT = ("basis", "operator", "terminal", "place")
Range = tuple[str, date, date]
"""A column of the act, first and last day."""


class EventSearchForm(Form, frozen=True, kw_only=True):
    """Conditions are joined by "and"; days are calendar days, ends of a range belong to it.

    ``addressee_number`` (with ``record``, the last one when None) or ``household_number`` bound the search; without
    either it is one of the whole city and needs a range of 処理日 or 異動日. ``purpose`` is kept in the log.
    """

    purpose: Reason
    addressee_number: Short = ""
    record: Annotated[int, msgspec.Meta(ge=1, le=9999)] | None = None
    household_number: Short = ""
    reasons: Annotated[tuple[Short, ...], msgspec.Meta(max_length=60)] = ()
    event_class: Literal["", "entry", "removal", "amendment"] = ""
    basis: Literal["", "notification", "ex_officio", "petition", "request", "family_register", "notice"] = ""
    day_from: Short = ""
    day_to: Short = ""
    notified_from: Short = ""
    notified_to: Short = ""
    processed_from: Short = ""
    processed_to: Short = ""
    operator: Short = ""
    terminal: Short = ""
    place: Short = ""

    @property
    def is_city_wide(self) -> bool:
        """Whether neither a person nor a household is named."""
        return not (self.addressee_number or self.household_number)


class EventPerson(msgspec.Struct, frozen=True):
    """Somebody whom the 異動 changed: the version (履歴番号), the reason on it, whether it was cancelled later."""

    addressee_number: str
    record: int
    number: int
    name: str
    household_number: str
    label: str
    cancelled: bool


class EventHit(msgspec.Struct, frozen=True):
    """One 異動 and the persons of the search whom it changed."""

    event: ShownEvent
    persons: tuple[EventPerson, ...]


class EventList(msgspec.Struct, frozen=True):
    """The latest 200 at most, the latest first; ``more`` says that the conditions should be narrowed."""

    events: list[EventHit]
    more: bool


def search_events(form: EventSearchForm, *, actor: Actor, times: Times) -> EventList:
    """Search the 異動. The log keeps which conditions were used, and whose record was shown.

    A person's 異動 are those of one 住民票: a search over all of them must not exist (STD 2.2.1). Whether the caller
    may list the whole city's is the door's question.

    Raises:
        JukiError: a number or a day breaks its own rule (``KRN-01…``).
        ReversedRange: a range ends before it begins.
        EventsUnbounded: the whole city without a range.
        NoSuchResident, NoSuchHousehold: unknown, and not logged.
    """
    ranges = _ranges(form)
    if form.is_city_wide and not ({"day", "processed_on"} & {column for column, _, _ in ranges}):
        raise EventsUnbounded
    subjects = _subjects(form)
    log_before_showing(
        actor, "events.searched", reason=form.purpose, times=times, subjects=subjects, outcome="taken",
        detail={"by": ",".join(_used(form))},
    )  # fmt: skip
    versions = _of_the_city(form, ranges) if form.is_city_wide else _within(form, ranges, subjects)
    acts = {row.event.trace: row.event for row in versions}
    latest = sorted(
        acts.values(), key=lambda one: (one.processed_on, one.recorded_at, one.trace), reverse=True
    )
    told = {one.trace for one in latest[:MOST]}
    persons = _persons([row for row in versions if row.event.trace in told])
    log_before_showing(
        actor, "events.found", reason=form.purpose, times=times, detail={"count": len(told)},
        subjects=sorted({f"addressee:{one.addressee_number}" for own in persons.values() for one in own}),
    )  # fmt: skip
    hits = [EventHit(shown_event(row), tuple(persons[row.trace])) for row in latest[:MOST]]
    return EventList(hits, len(latest) > MOST)


def _used(form: EventSearchForm) -> list[str]:
    values = msgspec.to_builtins(form)
    return [name for name, value in values.items() if value and name != "purpose"]


def _ranges(form: EventSearchForm) -> list[Range]:
    found = []
    for name, label in _RANGES.items():
        first, last = getattr(form, f"{name}_from"), getattr(form, f"{name}_to")
        if not (first or last):
            continue
        began = calendar_day(first) if first else date.min
        ended = calendar_day(last) if last else date.max
        if ended < began:
            raise ReversedRange(item=label)
        found.append((_COLUMNS[name], began, ended))
    return found


def _subjects(form: EventSearchForm) -> list[str]:
    if form.addressee_number:
        AddresseeNumber(form.addressee_number)
    if form.household_number:
        HouseholdNumber(form.household_number)
    numbers = [form.addressee_number] if form.addressee_number else []
    return known_subjects(numbers, household_number=form.household_number)


def _within(form: EventSearchForm, ranges: Sequence[Range], subjects: Sequence[str]) -> list[ResidentVersion]:
    """Versions of one 住民票, or that stood in one household, 除票 of the store among them."""
    if form.addressee_number and f"addressee:{form.addressee_number}" not in subjects:
        raise NoSuchResident
    if form.household_number and f"household:{form.household_number}" not in subjects:
        raise NoSuchHousehold
    rows = _of_record(form) if form.addressee_number else rows_once_in(form.household_number)
    if form.household_number:
        rows = _touching(rows, form.household_number)
    return [row for row in rows if _fits(row, form, ranges)]


def _of_record(form: EventSearchForm) -> list[ResidentVersion]:
    record = form.record if form.record is not None else record_of(form.addressee_number)
    return rows_of_record(form.addressee_number, record) if record is not None else []


def _touching(rows: Sequence[ResidentVersion], household_number: str) -> list[ResidentVersion]:
    """Versions that stood in the household, and those by which somebody left it for another one."""
    found, before = [], None
    for row in rows:
        same = before and (before.addressee_number, before.record) == (row.addressee_number, row.record)
        left = same and before and before.household_number == household_number
        if left or row.household_number == household_number:
            found.append(row)
        before = row
    return found


def _fits(row: ResidentVersion, form: EventSearchForm, ranges: Sequence[Range]) -> bool:
    act = row.event
    days = {column: getattr(act, column) for column in _COLUMNS.values()}
    return (
        (not form.reasons or row.event_reason in form.reasons)
        and form.event_class in ("", row.event_class)
        and all(getattr(form, name) in ("", getattr(act, name)) for name in _OF_ACT)
        and all(days[column] is not None and first <= days[column] <= last for column, first, last in ranges)
    )


def _of_the_city(form: EventSearchForm, ranges: Sequence[Range]) -> list[ResidentVersion]:
    """All versions of the latest acts, one more than are told; those of the 除票 store among them."""
    days: dict[str, Any] = {column: (first, last) for column, first, last in ranges}
    values: dict[str, Any] = {
        name: value for name in (*_OF_ACT, "event_class") if (value := getattr(form, name))
    }
    reasons = {"reason": list(form.reasons)} if form.reasons else {}
    acts = EventRow.objects.filter(
        **{f"{column}__range": pair for column, pair in days.items()}, **values,
        **{f"{column}__in": several for column, several in reasons.items()},
    ).order_by("-processed_on", "-recorded_at", "-trace")  # fmt: skip
    here = acts.values_list("processed_on", "recorded_at", "trace")[: MOST + 1]
    stored = removed_store.acts({**days, **values, **reasons}, most=MOST + 1)
    there = {(act.processed_on, act.recorded_at, act.trace) for act in stored}
    traces = [trace for _, _, trace in sorted({*here, *there}, reverse=True)[: MOST + 1]]
    rows = ResidentVersion.objects.filter(event__in=traces).select_related("event")
    return sorted(
        [*rows, *removed_store.versions_by(traces)],
        key=lambda row: (row.position, row.addressee_number, row.number),
    )


def _persons(versions: Sequence[ResidentVersion]) -> dict[UUID, list[EventPerson]]:
    cancelled = _cancelled({one.addressee_number for one in versions})
    found: dict[UUID, list[EventPerson]] = {}
    for one in versions:
        person = EventPerson(
            one.addressee_number, one.record, one.number, one.full_name, one.household_number,
            reason_label(one.event_reason), (one.addressee_number, one.number) in cancelled,
        )  # fmt: skip
        found.setdefault(one.event.trace, []).append(person)
    return found


def _cancelled(addressee_numbers: Collection[str]) -> set[tuple[str, int]]:
    rows = ResidentVersion.objects.filter(addressee_number__in=addressee_numbers, cancels__isnull=False)
    by_person: dict[str, list[ResidentVersion]] = {}
    for row in rows.only("addressee_number", "number", "cancels"):
        by_person.setdefault(row.addressee_number, []).append(row)
    for number in removed_store.known(addressee_numbers):
        by_person[number] = [*removed_store.versions(number), *by_person.get(number, ())]
    return {(person, number) for person, own in by_person.items() for number in annulled_by(own)}
