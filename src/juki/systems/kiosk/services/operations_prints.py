"""How a dialog ended at the kiosk, as the centre tells."""

from datetime import datetime
from uuid import UUID

from juki.kernel.work import Act
from juki.systems.kiosk.errors import PrintedUnissued, UnreadablePrintResult
from juki.systems.kiosk.peers.contract import PrintResult
from juki.systems.kiosk.records.models import Dialog, PrintOutcome
from juki.systems.kiosk.services import endings

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
    dialog = endings.cancel(act, transaction)
    if result.outcome == PRINTED and dialog.state != Dialog.State.ISSUED:
        raise PrintedUnissued
    PrintOutcome.objects.create(
        transaction=transaction, result=result.outcome, at=at, taken_at=act.times.machine, trace=act.trace
    )
    number = dialog.addressee_number
    state = Dialog.State.CANCELLED if dialog.state in endings.OPEN else dialog.state
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
