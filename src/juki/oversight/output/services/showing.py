"""The ledger as the officer and the auditor read it, and what became of a file."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from juki.kernel.clock import Times
from juki.kernel.work import Actor, log_before_showing, one_act
from juki.oversight.output.errors import NoSuchOutput, NotInOrder
from juki.oversight.output.records.models import Entry, Event

MOST = 200
DELIVERED, DESTROYED = "delivered", "destroyed"


def listed(*, system: str, before: int | None, actor: Actor, times: Times) -> list[Entry]:
    """Entries, newest first, ``MOST`` at a time, those with a number below ``before``; logged."""
    found = _entries(system)
    if before is not None:
        found = found.filter(number__lt=before)
    rows = list(found.order_by("-number")[:MOST])
    log_before_showing(actor, "output.listed", reason="output", times=times, detail={"entries": len(rows)})
    return rows


def entry(*, system: str, number: int, actor: Actor, times: Times) -> Entry:
    """One entry; logged.

    Raises:
        NoSuchOutput: there is none.
    """
    row = _entries(system).filter(number=number).first()
    if row is None:
        raise NoSuchOutput
    log_before_showing(actor, "output.shown", reason="output", times=times, detail={"number": number})
    return row


def record(
    *, system: str, number: int, word: str, text: str, actor: Actor, times: Times, trace: UUID
) -> None:
    """The file was handed over (to whom), or destroyed (how); each is recorded once, nothing after its destruction.

    Raises:
        NoSuchOutput: there is no such entry.
        NotInOrder: it was recorded before, or the file exists no more.
    """
    row = _entries(system).filter(number=number).first()
    if row is None:
        raise NoSuchOutput
    if state_of(row) == DESTROYED:
        raise NotInOrder
    try:
        with transaction.atomic(), one_act(actor, reason=text, times=times, trace=trace) as act:
            Event.objects.create(
                entry=row,
                word=word,
                text=text,
                who=actor.who,
                city_time=times.city,
                machine_time=times.machine,
            )
            act.log(f"output.{word}", detail={"number": number})
    except IntegrityError:
        raise NotInOrder from None


def events_of(row: Entry) -> list[Event]:
    """What became of a file, in its order."""
    return list(Event.objects.filter(entry=row).order_by("id"))


def state_of(row: Entry) -> str:
    """How far that is: delivered, destroyed, or nothing yet."""
    words = {one.word for one in events_of(row)}
    return next((word for word in (DESTROYED, DELIVERED) if word in words), "")


def states_of(rows: list[Entry]) -> dict[int, str]:
    """The same of many, by key."""
    found = Event.objects.filter(entry__in=rows).order_by("word").values_list("entry_id", "word")
    return dict(found)  # of two words the later in the alphabet stays: destroyed


def _entries(system: str) -> QuerySet[Entry]:
    return Entry.objects.filter(system=system).select_related("place")
