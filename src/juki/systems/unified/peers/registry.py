"""What we tell the register. Source: document I-2 system 4 (11); STD 7.1.2.2."""

from juki.kernel.work import Act
from juki.links.post.outbox import send
from juki.links.registry import ProcessingNumber


def tell_processing_number(act: Act, *, addressee_number: str, processing_number: str) -> None:
    """Hand on 処理通番 under the number that the register knows; the unified number stays here (STD 7.1.2.3)."""
    content = ProcessingNumber(addressee_number=addressee_number, processing_number=processing_number)
    send(act, own="unified", to="registry", content=content, streams=[f"addressee:{addressee_number}"])
