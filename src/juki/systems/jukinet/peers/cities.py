"""Telling other municipalities' CS."""

from juki.kernel.work import Act
from juki.links.cities import MoveInNotice
from juki.links.post import outbox


def send_move_in(act: Act, *, notice: MoveInNotice) -> None:
    """Forward a 転入通知 as it is. Source: 住基法9条1項・3項."""
    outbox.send(act, own="jukinet", to="cities", content=notice, streams=[f"resident:{notice.resident_code}"])
