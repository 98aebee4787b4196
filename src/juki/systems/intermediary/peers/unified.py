"""What we tell 団体内統合宛名: 処理通番 and how far we are, never a code. Source: document I-2 system 5 (4)."""

from typing import Literal

from juki.kernel.work import Act
from juki.links.post.outbox import send
from juki.links.unified import CodeState, ProcessingNumberAssigned


def tell_processing_number(act: Act, *, unified_number: str, processing_number: str) -> None:
    """Hand on 処理通番 for a person."""
    content = ProcessingNumberAssigned(unified_number=unified_number, processing_number=processing_number)
    send(act, own="intermediary", to="unified", content=content, streams=[f"unified:{unified_number}"])


def tell_state(act: Act, *, unified_number: str, state: Literal["acquired", "failed"]) -> None:
    """Tell whether the person has a code now."""
    content = CodeState(unified_number=unified_number, state=state)
    send(act, own="intermediary", to="unified", content=content, streams=[f"unified:{unified_number}"])
