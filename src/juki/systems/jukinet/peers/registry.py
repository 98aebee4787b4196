"""Telling the register (住民記録)."""

from juki.kernel.work import Act
from juki.links.post import outbox
from juki.links.registry import CardSerial, DesignatedNumber, MoveInNoticeReceived, MoveOutCertificate


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


def send_number(act: Act, *, message: DesignatedNumber) -> None:
    """Forward a 個人番号 as it was designated. Source: 番号法8条2項; STD 7.1.2.1."""
    outbox.send(
        act, own="jukinet", to="registry", content=message, streams=[f"resident:{message.resident_code}"]
    )


def send_notice(act: Act, *, notice: MoveInNoticeReceived) -> None:
    """Forward a 転入通知 of another municipality as it came. Source: 住基法9条1項."""
    outbox.send(
        act, own="jukinet", to="registry", content=notice, streams=[f"resident:{notice.resident_code}"]
    )
