"""Taking from the register whose card a serial is. Source: STD 7.1.2.4."""

from datetime import datetime

from django.db import connection

from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.work import Act
from juki.systems.kiosk.domain.serial import digest_of, is_serial
from juki.systems.kiosk.errors import PairOfNobody, UnreadablePair
from juki.systems.kiosk.peers.contract import SerialPair
from juki.systems.kiosk.records.models import Card, Person


def take_pair(act: Act, pair: SerialPair) -> None:
    """Keep the latest word about a serial; an earlier one that comes late changes nothing.

    The end of a card of somebody who has left has nothing to end: it follows a death or a move-out every time.

    Raises:
        UnreadablePair: no serial, or no moment with its zone.
        PairOfNobody: a card in force of somebody who is not in the file.
        JukiError: no 宛名番号.
    """
    number = str(AddresseeNumber(pair.addressee_number))
    if not is_serial(pair.serial):
        raise UnreadablePair(part="シリアル番号")
    changed_at = _moment(pair.changed_at)
    digest = digest_of(pair.serial)
    if Person.objects.filter(addressee_number=number).exists():
        with connection.cursor() as cursor:
            cursor.execute(_UPSERT, [digest, number, pair.state, changed_at, act.times.machine, act.trace])
            outcome = "kept" if cursor.rowcount else "late"
    elif pair.state == Card.State.ENDED:
        outcome = "left"
    else:
        raise PairOfNobody
    act.log("card.paired", subjects=[f"addressee:{number}"], outcome=outcome, detail={"state": pair.state})


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UnreadablePair(part="時刻") from None
    if moment.utcoffset() is None:
        raise UnreadablePair(part="時刻")
    return moment


_UPSERT = """insert into kiosk_card as own (serial_digest, addressee_number, state, changed_at, taken_at, trace)
 values (%s, %s, %s, %s, %s, %s)
 on conflict (serial_digest) do update set addressee_number = excluded.addressee_number, state = excluded.state,
 changed_at = excluded.changed_at, taken_at = excluded.taken_at, trace = excluded.trace
 where own.changed_at < excluded.changed_at
    or (own.changed_at = excluded.changed_at and excluded.state = 'ended' and own.state <> 'ended')"""
