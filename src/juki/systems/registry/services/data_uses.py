"""データ利用申請: approving entries, and which of them are in force. Source: document III(1)5."""

from datetime import date
from uuid import UUID

import msgspec
from django.db import IntegrityError
from django.db.models import Q

from juki.kernel.clock import Times
from juki.kernel.door.errors import KeyReused
from juki.kernel.work import Actor, log_before_showing, one_act
from juki.systems.registry.domain.data_use import DataUse, Item, demand_entry
from juki.systems.registry.errors import DataUseOverlaps
from juki.systems.registry.records.models import DataUseEntry
from juki.systems.registry.services.forms import DataUseForm
from juki.systems.registry.services.reading import calendar_day


class Approved(msgspec.Struct, frozen=True):
    """An entry as the list shows it."""

    entry: UUID
    target: str
    section: str
    duty: str
    legal_basis: str
    items: list[str]
    individual_number: bool
    valid_from: date
    valid_to: date | None
    approval_reference: str


def approve(form: DataUseForm, *, actor: Actor, times: Times, trace: UUID) -> Approved:
    """Enter an approved application; its id is the trace, so that a repetition returns the same entry.

    Raises:
        ItemNotReleasable, ReversedValidity: see ``domain.data_use.demand_entry``.
        KeyReused: the trace belongs to another application or operator.
        DataUseOverlaps: another entry of the target covers some of these days.
    """
    valid_from = calendar_day(form.valid_from)
    valid_to = calendar_day(form.valid_to) if form.valid_to else None
    items = demand_entry(form.items, valid_from=valid_from, valid_to=valid_to)
    wanted = Approved(
        trace, form.target, form.section, form.duty, form.legal_basis, [str(item) for item in items],
        form.individual_number, valid_from, valid_to, form.approval_reference,
    )  # fmt: skip
    if _before(wanted, actor):
        return wanted
    content = {name: value for name, value in msgspec.structs.asdict(wanted).items() if name != "entry"}
    try:
        with one_act(actor, reason="data-use", times=times, trace=trace) as act:
            DataUseEntry.objects.create(id=trace, approved_at=times.machine, operator=actor.who, **content)
            act.log("data_use.approved", subjects=[f"data-use:{trace}"])
    except IntegrityError:
        if _before(wanted, actor):
            return wanted
        raise DataUseOverlaps from None
    return wanted


def _before(wanted: Approved, actor: Actor) -> bool:
    """Whether this operator entered this very application under this trace.

    Raises:
        KeyReused: the trace belongs to another application or operator.
    """
    row = DataUseEntry.objects.filter(id=wanted.entry).first()
    if row is None:
        return False
    if row.operator != actor.who or _approved(row) != wanted:
        raise KeyReused
    return True


def listed(*, actor: Actor, times: Times) -> list[Approved]:
    """All entries, oldest first; logged before shown."""
    log_before_showing(actor, "data_use.list", reason="data-use", times=times)
    return [_approved(row) for row in DataUseEntry.objects.order_by("valid_from", "target")]


def active_entries(*, on: date, target: str = "") -> list[DataUse]:
    """The entries in force on a legal day, of one target or of all."""
    rows = DataUseEntry.objects.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gt=on))
    if target:
        rows = rows.filter(target=target)
    return [
        DataUse(
            entry=str(row.id),
            target=row.target,
            items=frozenset(Item(item) for item in row.items),
            individual_number=row.individual_number,
        )
        for row in rows.order_by("target")
    ]


def _approved(row: DataUseEntry) -> Approved:
    return Approved(
        row.id, row.target, row.section, row.duty, row.legal_basis, list(row.items), row.individual_number,
        row.valid_from, row.valid_to, row.approval_reference,
    )  # fmt: skip
