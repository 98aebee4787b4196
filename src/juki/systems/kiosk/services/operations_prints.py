"""How a dialog ended at the kiosk, as the centre tells."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from juki.kernel.work import Act
from juki.systems.kiosk.errors import PrintedUnissued, UnreadablePrintResult
from juki.systems.kiosk.peers.contract import PrintResult
from juki.systems.kiosk.records.models import Dialog, PrintOutcome

PRINTED = "printed"


def take_print(act: Act, result: PrintResult) -> None:
    """Keep the word, and end for ever a dialog that had not issued: what is being made for it is thrown away.

    A dialog that is not known here yet is ended too, for its request may still be on its way.

    Raises:
        UnreadablePrintResult: no transaction, or no moment with its zone.
        PrintedUnissued: printed, but never issued here; or another end than was told before.
    """
    transaction, at = _transaction(result.transaction), _moment(result.at)
    before = PrintOutcome.objects.filter(transaction=transaction).values_list("result", flat=True).first()
    if before is not None:
        if before != result.outcome:
            raise PrintedUnissued
        return
    with connection.cursor() as cursor:
        cursor.execute(_END, [transaction, act.times.machine])
        state = cursor.fetchone()[0]
    if result.outcome == PRINTED and state != Dialog.State.ISSUED:
        raise PrintedUnissued
    PrintOutcome.objects.create(
        transaction=transaction, result=result.outcome, at=at, taken_at=act.times.machine, trace=act.trace
    )
    number = Dialog.objects.filter(transaction=transaction).values_list("addressee_number", flat=True).first()
    act.log(
        "kiosk.ended", subjects=[f"addressee:{number}"] if number else [], outcome=result.outcome,
        detail={"transaction": str(transaction), "state": state},
    )  # fmt: skip


def _transaction(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise UnreadablePrintResult(part="取扱番号") from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UnreadablePrintResult(part="時刻") from None
    if moment.utcoffset() is None:
        raise UnreadablePrintResult(part="時刻")
    return moment


_END = """insert into kiosk_dialog as own (transaction, kiosk, serial_digest, addressee_number, state, opened_at, offered,
 chosen, issue_number, code) values (%s, '', '', '', 'cancelled', %s, '{}', '{}', '', '')
 on conflict (transaction) do update set state = case when own.state in ('opened', 'offered', 'issuing')
 then 'cancelled' else own.state end returning state"""
