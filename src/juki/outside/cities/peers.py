"""The other municipalities' side of their links: 転入通知 and 転出証明書情報 come and go."""

from juki.kernel.work import Act
from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.cities import MoveInNotice
from juki.links.jukinet import LeavingForeigner, LeavingPerson, MoveInNoticeReceived, MoveOutCertificate
from juki.links.post import outbox

__all__ = [
    "AddressBlock",
    "DateBlock",
    "LeavingForeigner",
    "LeavingPerson",
    "MoveInNotice",
    "MoveInNoticeReceived",
    "MoveOutCertificate",
    "NameBlock",
]


def send_certificate(act: Act, certificate: MoveOutCertificate) -> None:
    """Send 転出証明書情報 to the CS of the municipality to which the household goes. Source: 住基法24条の2第4項."""
    outbox.send(
        act,
        own="cities",
        to="jukinet",
        content=certificate,
        streams=[f"resident:{person.resident_code}" for person in certificate.persons],
    )


def send_notice(act: Act, notice: MoveInNoticeReceived) -> None:
    """Send 転入通知 to the CS of the city that the person left. Source: 住基法9条1項."""
    outbox.send(act, own="cities", to="jukinet", content=notice, streams=[f"resident:{notice.resident_code}"])
