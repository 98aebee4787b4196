"""The national server's side of its links: its own contract, and what it sends."""

from juki.kernel.work import Act
from juki.links.jukinet import DesignatedNumber
from juki.links.nation import (
    CodeStock,
    CodeStockRequest,
    IdentificationUpdate,
    LinkageCodeRequest,
    NumberCheck,
    NumberCheckAnswer,
    NumberGenerationRequest,
)
from juki.links.nws import LinkageCodeSeed
from juki.links.post import outbox

__all__ = [
    "CodeStock",
    "CodeStockRequest",
    "IdentificationUpdate",
    "LinkageCodeRequest",
    "NumberCheck",
    "NumberCheckAnswer",
    "NumberGenerationRequest",
    "send_number",
    "send_seed",
]


def send_seed(act: Act, *, processing_number: str, person_token: str) -> None:
    """Tell the network whose 処理通番 it is. The stream names the 処理通番: no resident code leaves on this link."""
    outbox.send(
        act, own="nation", to="nws",
        content=LinkageCodeSeed(processing_number=processing_number, person_token=person_token),
        streams=[f"processing:{processing_number}"],
    )  # fmt: skip


def send_number(act: Act, *, request: str, resident_code: str, individual_number: str) -> None:
    """Tell the CS the 個人番号 of a person who had none. Source: 番号法8条2項."""
    outbox.send(
        act, own="nation", to="jukinet",
        content=DesignatedNumber(
            request=request, resident_code=resident_code, individual_number=individual_number
        ),
        streams=[f"resident:{resident_code}"],
    )  # fmt: skip
