"""Dialogs that end before a copy is let out: nobody went on with them, or the centre says that they are over.

Each leaves its row in 交付履歴, for staff who are asked why somebody got nothing.
"""

from uuid import UUID

from django.db import connection

from juki.kernel.work import Act
from juki.systems.kiosk.domain.refusals import Refusal
from juki.systems.kiosk.records.models import Dialog
from juki.systems.kiosk.services import journal

State = Dialog.State
OPEN = (State.OPENED, State.OFFERED, State.ISSUING)


def expire(act: Act) -> None:
    """Put away what nobody finished, such as the dialogs of a worker that died."""
    with connection.cursor() as cursor:
        cursor.execute(_EXPIRE)
        over = [transaction for (transaction,) in cursor.fetchall()]
    for dialog in Dialog.objects.filter(transaction__in=over) if over else ():
        journal.ended(act, dialog, Refusal.RAN_OUT)


def cancel(act: Act, transaction: UUID) -> Dialog:
    """The dialog as it was before, ended for ever unless it had ended; one that is not known yet is kept as ended."""
    with connection.cursor() as cursor:
        cursor.execute(_TOMBSTONE, [transaction, act.times.machine])
    dialog = Dialog.objects.select_for_update().get(transaction=transaction)
    if dialog.state in OPEN:
        Dialog.objects.filter(transaction=transaction).update(state=State.CANCELLED)
        journal.ended(act, dialog, Refusal.CANCELLED)
    return dialog


_EXPIRE = """with late as materialized (select transaction from kiosk_dialog
  where (state = 'issuing' and deadline < clock_timestamp() - interval '1 minute')
     or (state = 'offered' and until < clock_timestamp() - interval '1 minute')
     or (state = 'opened' and opened_at < clock_timestamp() - interval '10 minutes')
  limit 50 for update skip locked)
 update kiosk_dialog d set state = 'expired' from late where d.transaction = late.transaction returning d.transaction"""
"""Materialized: as a subquery the database may look again for every row, and then puts away more than were locked."""

_TOMBSTONE = """insert into kiosk_dialog (transaction, kiosk, serial_digest, addressee_number, state, opened_at, offered,
 chosen, issue_number, code) values (%s, '', '', '', 'cancelled', %s, '{}', '{}', '', '')
 on conflict (transaction) do nothing"""
