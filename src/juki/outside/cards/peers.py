"""The card management's side of its link: シリアル番号 goes to the CS of the municipality."""

from datetime import datetime
from typing import Literal

from juki.kernel.work import Act
from juki.links.jukinet import CardSerial
from juki.links.post import outbox


def send_serial(
    act: Act, *, resident_code: str, serial: str, state: Literal["in_force", "ended"], changed_at: datetime
) -> None:
    """Tell whose certificate ``serial`` is, and whether it is in force. Source: STD 7.1.2.4."""
    message = CardSerial(
        resident_code=resident_code, serial=serial, state=state, changed_at=changed_at.isoformat()
    )
    outbox.send(act, own="cards", to="jukinet", content=message, streams=[f"resident:{resident_code}"])
