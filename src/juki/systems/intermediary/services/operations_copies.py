"""副本: registered, and erased by a person who holds the right. Source: document I-2 system 5 (6)."""

from datetime import date
from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.work import Act, Actor, one_act
from juki.systems.intermediary.domain import household_copy
from juki.systems.intermediary.errors import NoCopy, ReasonMissing
from juki.systems.intermediary.peers import contract
from juki.systems.intermediary.records.models import Copy


def register(act: Act, message: contract.HouseholdCopy) -> None:
    """Add a version, unless it says what the newest one says.

    Raises:
        InvalidNumber, CopyUnreadable: it fails the format check.
    """
    number = contract.number_of(message)
    arriving = contract.copy_of(message)
    newest = Copy.objects.filter(unified_number=number).order_by("-id").first()
    if household_copy.adds_nothing(read(newest) if newest else None, arriving):
        act.log("copy.unchanged", subjects=[f"unified:{number}"])
        return
    row = Copy.objects.create(
        unified_number=number, layout=arriving.layout, valid_from=arriving.valid_from, is_head=arriving.is_head,
        head_name=arriving.head_name, relationship=arriving.relationship, recorded_at=act.times.machine,
        trace=act.trace,
    )  # fmt: skip
    act.log("copy.registered", subjects=[f"unified:{number}"], detail={"version": row.pk})


def erase(*, unified_number: str, version: int, reason: str, actor: Actor, times: Times, trace: UUID) -> None:
    """Erase one version for good; the audit log keeps that it was there.

    Raises:
        ReasonMissing: no reason.
        NoCopy: no such version of this person.
    """
    if not reason.strip():
        raise ReasonMissing
    with one_act(actor, reason=reason, times=times, trace=trace) as act:
        erased, _ = Copy.objects.filter(unified_number=unified_number, pk=version).delete()
        if not erased:
            raise NoCopy
        act.log("copy.erased", subjects=[f"unified:{unified_number}"], detail={"version": version})


def in_force(unified_number: str, *, on: date) -> Copy | None:
    """The version of a person that is in force on a legal day."""
    rows = {row.pk: row for row in Copy.objects.filter(unified_number=unified_number)}
    dated = [household_copy.Dated(row.pk, row.valid_from) for row in rows.values()]
    version = household_copy.in_force(dated, on=on)
    return rows[version] if version is not None else None


def read(row: Copy) -> household_copy.HouseholdCopy:
    """A stored version as a value."""
    return household_copy.HouseholdCopy(
        layout=row.layout, valid_from=row.valid_from, is_head=row.is_head, head_name=row.head_name,
        relationship=row.relationship,
    )  # fmt: skip
