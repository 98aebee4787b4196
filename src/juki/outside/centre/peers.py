"""The centre's side of its links: 公的個人認証 is asked about a certificate, the city about a resident's copies."""

from base64 import b64decode, b64encode
from typing import Literal
from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.work import Act, Actor
from juki.links.jpki import CertificateStatus, CertificateStatusAnswer
from juki.links.kiosk import (
    CardProof,
    CardStatement,
    CertificateOffer,
    KioskIssue,
    KioskIssueAnswer,
    KioskMenu,
    KioskMenuAnswer,
    MemberOffer,
    PrintResult,
)
from juki.links.post import outbox
from juki.links.post.questions import ask

__all__ = [
    "CardProof",
    "CardStatement",
    "CertificateOffer",
    "KioskIssueAnswer",
    "KioskMenuAnswer",
    "MemberOffer",
]

Outcome = Literal["printed", "not_printed", "cancelled"]


def certificate_status(request: bytes, *, transaction: UUID, actor: Actor, times: Times) -> bytes:
    """The OCSPResponse (DER) to an OCSPRequest (DER). Source: 公的個人認証法36条.

    Raises:
        JukiError: there is no answer.
        ValueError: the answer is not base64.
    """
    question = CertificateStatus(request=in_base64(request))
    answer = ask(
        question, CertificateStatusAnswer, own="centre", to="jpki", about=subject(transaction), trace=transaction,
        actor=actor, times=times,
    )  # fmt: skip
    return b64decode(answer.response, validate=True)


def menu(transaction: UUID, *, kiosk: str, proof: CardProof, actor: Actor, times: Times) -> KioskMenuAnswer:
    """What the city offers to the holder of the card.

    Raises:
        JukiError: there is no answer.
    """
    return ask(
        KioskMenu(transaction=str(transaction), kiosk=kiosk, proof=proof), KioskMenuAnswer, own="centre", to="kiosk",
        about=subject(transaction), trace=transaction, actor=actor, times=times,
    )  # fmt: skip


def issue(
    transaction: UUID, *, kiosk: str, kind: str, places: tuple[int, ...], show: tuple[str, ...], actor: Actor,
    times: Times,
) -> KioskIssueAnswer:  # fmt: skip
    """One certificate.

    Raises:
        JukiError: there is no answer.
    """
    return ask(
        KioskIssue(transaction=str(transaction), kiosk=kiosk, kind=kind, places=places, show=show), KioskIssueAnswer,
        own="centre", to="kiosk", about=subject(transaction), trace=transaction, actor=actor, times=times,
    )  # fmt: skip


def tell_result(act: Act, transaction: UUID, outcome: Outcome) -> None:
    """Tell the city how the dialog ended here."""
    message = PrintResult(transaction=str(transaction), outcome=outcome, at=act.times.machine.isoformat())
    outbox.send(act, own="centre", to="kiosk", content=message, streams=[f"trace:{transaction}"])


def subject(transaction: UUID) -> str:
    """The record key of a dialog: it says nothing of the resident."""
    return f"transaction:{transaction}"


def in_base64(content: bytes) -> str:
    """As the links carry bytes."""
    return b64encode(content).decode()
