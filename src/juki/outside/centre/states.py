"""A dialog's steps: each is one conditional UPDATE, so that of two who want it one gets it; and how a dialog ends."""

from collections.abc import Sequence
from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.work import Act, Actor, one_act
from juki.outside.centre import peers
from juki.outside.centre.errors import DialogEnded, NoSuchDialog, OtherTerminal, PrintUnknown, TimeOver
from juki.outside.centre.records.dialog import WAITING
from juki.outside.centre.records.models import Dialog, Document

REASON = "kiosk"
SWEPT_AT_ONCE = 100


def found(transaction: UUID, *, kiosk: str) -> Dialog:
    """A dialog of this terminal.

    Raises:
        NoSuchDialog: there is none.
        OtherTerminal: it is another terminal's.
    """
    row = Dialog.objects.filter(transaction=transaction).first()
    if row is None:
        raise NoSuchDialog
    if row.kiosk != kiosk:
        raise OtherTerminal
    return row


def require_waiting(row: Dialog) -> None:
    """Refuse a dialog that has ended.

    Raises:
        TimeOver: by its time limit.
        PrintUnknown: by its time limit, while the certificate was being printed.
        DialogEnded: otherwise.
    """
    if row.state == "timed_out":
        raise why_over(row)
    if row.state not in WAITING:
        raise DialogEnded


def step(row: Dialog, state: str, *, before: Sequence[str], times: Times, **changes: object) -> bool:
    """Lead a dialog on, unless somebody else did, it ended, or its time is over; ``row`` follows."""
    waiting = Dialog.objects.filter(transaction=row.transaction, state__in=before, deadline__gt=times.machine)
    if not waiting.update(state=state, **changes):
        return False
    row.refresh_from_db()
    return True


def end(
    row: Dialog, state: str, *, actor: Actor, times: Times, before: Sequence[str] = WAITING, code: str = "",
    words: str = "",
) -> bool:  # fmt: skip
    """End a dialog for good, tell the city if it knows of it, and throw away what was made but not printed.

    Of a certificate whose printing nobody reported in time the city is told nothing: its record stays without a result.
    """
    with one_act(actor, reason=REASON, times=times, trace=row.transaction) as act:
        locked = Dialog.objects.select_for_update().get(transaction=row.transaction)
        if locked.state not in before:
            return False
        _end(act, locked, state, code=code, words=words)
    row.refresh_from_db()
    return True


def sweep(*, actor: Actor, times: Times) -> None:
    """End what took too long, and throw away certificates that nobody collected."""
    Document.objects.filter(purge_at__lte=times.machine, dialog__ended_at__isnull=False).delete()
    late = Dialog.objects.filter(ended_at=None, deadline__lte=times.machine)
    for ident in late.values_list("transaction", flat=True)[:SWEPT_AT_ONCE]:
        with one_act(actor, reason=REASON, times=times, trace=ident) as act:
            row = Dialog.objects.select_for_update().filter(transaction=ident, ended_at=None).first()
            if row is not None and row.deadline <= times.machine:
                why = why_over(row)
                _end(act, row, "timed_out", code=why.code, words=why.message)


def seconds_left(row: Dialog, times: Times) -> int:
    """After how many whole seconds the time of a dialog is over; none of one that has ended, at least one otherwise."""
    if row.ended_at is not None:
        return 0
    return max(1, int((row.deadline - times.machine).total_seconds()) + 1)


def why_over(row: Dialog) -> TimeOver | PrintUnknown:
    """What the end of a dialog's time means: nothing was printed, or nobody knows once its certificate has a number."""
    return PrintUnknown(number=row.issue_number) if row.issue_number else TimeOver()


def _end(act: Act, row: Dialog, state: str, *, code: str, words: str) -> None:
    city_waits = row.city_asked and state != "refused" and code != PrintUnknown.code
    row.state, row.ended_at, row.offer, row.code, row.words = state, act.times.machine, "", code, words
    row.save()
    if state != "printed":
        Document.objects.filter(dialog=row).delete()
    if city_waits:
        peers.tell_result(act, row.transaction, _outcome(state))
    act.log(
        "kiosk.ended", subjects=[peers.subject(row.transaction)], outcome=state,
        detail={"kiosk": row.kiosk, "code": code},
    )  # fmt: skip


def _outcome(state: str) -> peers.Outcome:
    match state:
        case "printed" | "not_printed":
            return state
    return "cancelled"
