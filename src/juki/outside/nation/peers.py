"""The national server's side of its links: its own contract, and what it sends."""

from juki.kernel.work import Act
from juki.links.nation import IdentificationUpdate, LinkageCodeRequest, NumberCheck, NumberCheckAnswer
from juki.links.nws import LinkageCodeSeed
from juki.links.post import outbox

__all__ = ["IdentificationUpdate", "LinkageCodeRequest", "NumberCheck", "NumberCheckAnswer", "send_seed"]


def send_seed(act: Act, *, processing_number: str, person_token: str) -> None:
    """Tell the network whose 処理通番 it is. The stream names the 処理通番: no resident code leaves on this link."""
    outbox.send(
        act, own="nation", to="nws",
        content=LinkageCodeSeed(processing_number=processing_number, person_token=person_token),
        streams=[f"processing:{processing_number}"],
    )  # fmt: skip
