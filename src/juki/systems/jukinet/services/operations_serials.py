"""シリアル番号 of the 利用者証明用電子証明書 of a resident: checked, and handed to the register in the same unit of work.

The CS keeps nothing of it: file 2 has no such item. Source: STD 7.1.2.4; document I-2 system 2(8).
"""

import re
from datetime import datetime

from juki.kernel.values.resident_code import ResidentCode
from juki.kernel.work import Act
from juki.systems.jukinet.codes import RecordState
from juki.systems.jukinet.errors import NotOnFile, WrongFormat
from juki.systems.jukinet.peers import registry
from juki.systems.jukinet.peers.contract import CardSerial
from juki.systems.jukinet.records.models import Identification

SERIAL = re.compile("[1-9a-f][0-9a-f]{0,39}")
"""At most twenty octets (RFC 5280 4.1.2.2)."""


def forward_serial(act: Act, message: CardSerial) -> None:
    """Hand the serial of a resident on file to the register.

    Raises:
        NotOnFile: nobody who lives here has this 住民票コード.
        WrongFormat: an item does not have its form.
        InvalidResidentCode: wrong digits.
    """
    code = ResidentCode(message.resident_code).digits
    if not SERIAL.fullmatch(message.serial):
        raise WrongFormat(item="serial")
    if not _is_moment(message.changed_at):
        raise WrongFormat(item="changed_at")
    if not Identification.objects.filter(pk=code, record_state=RecordState.CURRENT).exists():
        raise NotOnFile
    registry.send_serial(act, message=message)
    act.log("card_serial.forwarded", subjects=[f"resident:{code}"], detail={"state": message.state})


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
