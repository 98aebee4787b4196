"""The network's side of its links. The only module here that sends, asks and signs."""

from uuid import UUID

import msgspec

from juki.kernel.settings import current
from juki.kernel.work import Act
from juki.links.inquirer import LinkageCodeIssued as CodeForInquirer
from juki.links.intermediary import (
    LinkageCodeIssued,
    Permit,
    PermittedInquiry,
    PermittedInquiryAnswer,
    ProcessingNumberIssued,
)
from juki.links.nws import Inquiry, InquiryAnswer, LinkageCodeSeed, ProcessingNumberRequest
from juki.links.post.inbound import Asked
from juki.links.post.outbox import send
from juki.links.post.questions import ask
from juki.links.wire.keys import private_key, sign

__all__ = [
    "Inquiry",
    "InquiryAnswer",
    "LinkageCodeSeed",
    "Permit",
    "PermittedInquiryAnswer",
    "ProcessingNumberRequest",
]

CODE_MESSAGES = {"intermediary": LinkageCodeIssued, "inquirer": CodeForInquirer}


def tell_processing_number(act: Act, *, body: str, request: str, number: str) -> None:
    """Answer a request."""
    content = ProcessingNumberIssued(request=request, processing_number=number)
    send(act, own="nws", to=body, content=content, streams=[f"request:{request}"])


def tell_code(act: Act, *, body: str, processing_number: str, code: str) -> None:
    """Give a body its own code; encrypted on the way."""
    content = CODE_MESSAGES[body](processing_number=processing_number, linkage_code=code)
    send(act, own="nws", to=body, content=content, streams=[f"processing:{processing_number}"])


def signed(permit: Permit) -> str:
    """A permit (情報提供許可証) under the network's key."""
    return sign(
        msgspec.json.encode(permit), key=private_key(current().identities["nws"].sign_key), signer="nws"
    )


def ask_provider(asked: Asked, *, permit: Permit, token: str, record: UUID) -> PermittedInquiryAnswer:
    """Carry a permitted inquiry to the provider and the sealed answer back.

    Raises:
        PeerUnreachable, PeerRefused: there is no answer.
    """
    question = PermittedInquiry(permit=token, linkage_code=permit.linkage_code, answer_key=permit.answer_key)
    return ask(
        question, PermittedInquiryAnswer, own="nws", to="intermediary", about=f"inquiry:{record}",
        trace=asked.trace, actor=asked.actor, times=asked.times,
    )  # fmt: skip
