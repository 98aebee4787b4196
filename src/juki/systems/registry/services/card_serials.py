"""シリアル番号 that the CS hands on: kept, and told to 証明書コンビニ交付, which knows a card's holder by it.

Source: STD 7.1.2.4; document I-2 system 1⑫.
"""

from datetime import datetime

from juki.kernel.work import Act
from juki.systems.registry.domain.resident import State
from juki.systems.registry.errors import NoSuchResident, SerialOfAnother
from juki.systems.registry.peers import kiosk
from juki.systems.registry.peers.contract import CardSerial
from juki.systems.registry.records.models import CardSerialRow, ResidentRow


def take(act: Act, message: CardSerial) -> None:
    """Keep the newest word about a certificate of a resident and pass it on; an older one changes nothing.

    Raises:
        NoSuchResident: nobody who lives here has this 住民票コード (the message is parked).
        SerialOfAnother: the certificate is somebody else's (the message is parked).
    """
    resident = ResidentRow.objects.filter(resident_code=message.resident_code, state=State.RESIDENT).first()
    if resident is None:
        raise NoSuchResident
    number, changed_at = resident.addressee_number, datetime.fromisoformat(message.changed_at)
    known = CardSerialRow.objects.select_for_update().filter(pk=message.serial).first()
    if known is not None and known.addressee_number != number:
        raise SerialOfAnother
    if known is not None and known.changed_at > changed_at:
        act.log("card_serial.late", subjects=[f"addressee:{number}"], detail={"state": message.state})
        return
    CardSerialRow.objects.update_or_create(
        pk=message.serial,
        defaults={
            "addressee_number": number, "state": message.state, "changed_at": changed_at,
            "received_at": act.times.machine, "trace": act.trace,
        },
    )  # fmt: skip
    kiosk.tell_serial(act, number, message)
    act.log("card_serial.taken", subjects=[f"addressee:{number}"], detail={"state": message.state})
