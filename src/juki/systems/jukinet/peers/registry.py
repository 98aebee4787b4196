"""Telling the register (住民記録)."""

from juki.kernel.work import Act
from juki.links.post import outbox
from juki.links.registry import CardSerial, MoveOutCertificate


def send_certificate(act: Act, *, certificate: MoveOutCertificate) -> None:
    """Forward 転出証明書情報 as it came. Source: 住基法24条の2; document I-2 system 2(3)."""
    outbox.send(
        act,
        own="jukinet",
        to="registry",
        content=certificate,
        streams=[f"resident:{person.resident_code}" for person in certificate.persons],
    )


def send_serial(act: Act, *, message: CardSerial) -> None:
    """Forward a シリアル番号 as it came. Source: STD 7.1.2.4."""
    outbox.send(
        act, own="jukinet", to="registry", content=message, streams=[f"resident:{message.resident_code}"]
    )
