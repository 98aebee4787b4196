"""Telling other municipalities' CS."""

from juki.kernel.work import Act
from juki.links.cities import MoveInNotice, MoveOutCertificate
from juki.links.post import outbox


def send_move_in(act: Act, *, notice: MoveInNotice) -> None:
    """Forward a 転入通知 as it is. Source: 住基法9条1項・3項."""
    outbox.send(act, own="jukinet", to="cities", content=notice, streams=[f"resident:{notice.resident_code}"])


def send_certificate(act: Act, *, certificate: MoveOutCertificate) -> None:
    """Forward 転出証明書情報 of this city as it is. Source: 住基法24条の2."""
    outbox.send(
        act,
        own="jukinet",
        to="cities",
        content=certificate,
        streams=[f"resident:{person.resident_code}" for person in certificate.persons],
    )
