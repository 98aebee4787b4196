"""The prefectural server's side of its links: its own contract, and what it sends."""

from juki.kernel.work import Act
from juki.links.post import outbox
from juki.links.prefecture import IdentificationUpdate

__all__ = ["IdentificationUpdate", "pass_on"]


def pass_on(act: Act, update: IdentificationUpdate) -> None:
    """Send an update to the national server as it came. Source: 住基法30条の7."""
    outbox.send(
        act, own="prefecture", to="nation", content=update, streams=[f"resident:{update.resident_code}"]
    )
