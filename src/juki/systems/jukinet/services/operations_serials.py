"""シリアル番号 of the 利用者証明用電子証明書 of a resident: checked, and handed to the register in the same unit of work.

The CS keeps nothing of it: file 2 has no such item. Only one that comes before its holder is recorded waits for that.
Source: STD 7.1.2.4; document I-2 system 2(8).
"""

import re
from dataclasses import replace
from datetime import datetime

from django.db import connection

from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act
from juki.systems.jukinet.codes import RecordState
from juki.systems.jukinet.errors import NotOnFile, WrongFormat
from juki.systems.jukinet.peers import registry
from juki.systems.jukinet.peers.contract import CardSerial
from juki.systems.jukinet.records.models import AwaitedSerial, Identification

SERIAL = re.compile("[1-9a-f][0-9a-f]{0,39}")
"""At most twenty octets (RFC 5280 4.1.2.2)."""


def forward_serial(act: Act, message: CardSerial) -> None:
    """Hand the serial of a resident on file to the register; that of somebody who was never recorded waits here.

    Raises:
        NotOnFile: the record of whoever has this 住民票コード was removed.
        WrongFormat: an item does not have its form.
        InvalidResidentCode: wrong digits.
    """
    code = ResidentCode(message.resident_code).digits
    if not SERIAL.fullmatch(message.serial):
        raise WrongFormat(item="serial")
    if not _is_moment(message.changed_at):
        raise WrongFormat(item="changed_at")
    one_at_a_time(code)
    head = Identification.objects.filter(pk=code).only("record_state").first()
    if head is None:
        _await(act, message)
        return
    if head.record_state != RecordState.CURRENT:
        raise NotOnFile
    registry.send_serial(act, message=message)
    act.log("card_serial.forwarded", subjects=[f"resident:{code}"], detail={"state": message.state})


def forward_awaited(act: Act, code: str) -> None:
    """Hand on what came before the person was recorded, each in its own trace: its receipts go back to whoever sent it."""
    for row in AwaitedSerial.objects.filter(resident_code=code).order_by("id"):
        in_its_trace = replace(act, trace=row.trace, came_from=row.came_from)
        registry.send_serial(
            in_its_trace,
            message=CardSerial(
                resident_code=code, serial=row.serial, state=row.state,
                changed_at=row.changed_at,
            ),
        )  # fmt: skip
        in_its_trace.log("card_serial.forwarded", subjects=[f"resident:{code}"], detail={"state": row.state})
        row.delete()


def one_at_a_time(code: str) -> None:
    """Until the transaction ends nobody else takes anything about this person: serial and entry cannot miss each other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"jukinet {code}"])


def _await(act: Act, message: CardSerial) -> None:
    AwaitedSerial.objects.create(
        resident_code=message.resident_code, serial=message.serial, state=message.state, changed_at=message.changed_at,
        trace=act.trace, came_from=act.came_from or "", taken_at=act.times.machine,
    )  # fmt: skip
    act.log(
        "card_serial.forwarded", subjects=[f"resident:{message.resident_code}"], outcome="awaited",
        detail={"state": message.state},
    )  # fmt: skip


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
