"""One copy, in the dialog that offered it. The second half of the dialog. Source: ADR 0014."""

import base64

from juki.paper.errors import Overfull, PaperError, UncoveredGlyph
from juki.systems.kiosk.domain.menu import Kind, Show
from juki.systems.kiosk.domain.refusals import Refusal, told
from juki.systems.kiosk.peers.contract import Asked, KioskIssue, KioskIssueAnswer
from juki.systems.kiosk.services import certificate, dialogs, journal, service_state
from juki.systems.kiosk.services.card_proof import demand_kiosk, transaction_of
from juki.systems.kiosk.services.certificate import Binding
from juki.systems.kiosk.services.dialogs import Begun, Made
from juki.systems.kiosk.services.journal import Request
from juki.systems.kiosk.services.one_state import one_state
from juki.systems.kiosk.services.parameters import parameters
from juki.systems.kiosk.services.pictures import Picture, picture_of
from juki.systems.kiosk.services.refusing import Refused

_SHOWN = 500


def issue(asked: Asked, question: KioskIssue) -> KioskIssueAnswer:
    """The copy, or general words; its row is committed before it leaves, and so is the exact reason of a refusal.

    A document that is not its holder's stops the whole service.
    """
    request = Request(asked, question.name)
    try:
        return _issued(request, question)
    except Refused as refusal:
        if refusal.reason is Refusal.MISMATCH:
            _alarm(request)
        journal.refuse(request, refusal.reason)
        words = told(refusal.reason)
        return KioskIssueAnswer(outcome="refused", code=words.value, text=words.text)


def _issued(request: Request, question: KioskIssue) -> KioskIssueAnswer:
    request.transaction = transaction_of(question.transaction)
    request.kiosk = demand_kiosk(question.kiosk, parameters().terminals)
    request.kind, request.options = _known(question)
    begun = dialogs.begin(request, question.places)
    bound = Binding(request.transaction, begun.issue_number, request.serial_digest)
    pdf = _made(request, begun, bound, question.places)
    pages = certificate.checked(pdf, bound=bound, members=request.members, at=request.asked.times.machine)
    made = Made(begun.issue_number, pages, certificate.digest_of(pdf))
    dialogs.finish(request, made)
    return KioskIssueAnswer(
        outcome="issued", issue_number=made.number, pages=made.pages, digest=made.digest,
        document=base64.b64encode(pdf).decode("ascii"),
    )  # fmt: skip


def _known(question: KioskIssue) -> tuple[str, list[str]]:
    """Kind and items as we name them; what is unknown may be anything, and anything is not written into a log."""
    if question.kind not in set(Kind) or not set(question.show) <= set(Show):
        raise Refused(Refusal.NOT_OFFERED)
    if len(question.places) > _SHOWN or len(question.show) > len(Show):
        raise Refused(Refusal.NOT_OFFERED)
    return question.kind, sorted(question.show)


def _made(request: Request, begun: Begun, bound: Binding, places: tuple[int, ...]) -> bytes:
    """The signed document, from one state of the file.

    Raises:
        Refused: what was offered does not stand any more, or it cannot be printed.
    """
    times = request.asked.times
    show = [Show(item) for item in request.options]
    with one_state():
        picture = picture_of(request.serial_digest, now=times, show=show)
    _demand_unchanged(request, begun, picture, places)
    try:
        sheet = certificate.compose(
            picture.chosen(request.members), kind=Kind(request.kind), show=show, head_name=picture.head_name,
            issued_on=times.legal_day, bound=bound,
        )  # fmt: skip
        return certificate.sealed(sheet, times=times)
    except PaperError as failure:
        raise Refused(_why(failure)) from None


def _demand_unchanged(request: Request, begun: Begun, picture: Picture, places: tuple[int, ...]) -> None:
    """The holder may still have it, and each place still means the same person."""
    now = picture.menu()
    same = all(now.places.get(at) == begun.offered.places[at] for at in places)
    if picture.holder != request.holder or not same or not now.allows(request.kind, places, request.options):
        raise Refused(Refusal.CHANGED_SINCE)


def _why(failure: PaperError) -> Refusal:
    match failure:
        case Overfull():
            return Refusal.TOO_LONG
        case UncoveredGlyph():
            return Refusal.GLYPH_MISSING
        case _ if failure.status >= 500:
            return Refusal.BREAKDOWN
        case _:
            return Refusal.NOT_PRINTABLE


def _alarm(request: Request) -> None:
    asked = request.asked
    assert request.transaction is not None
    service_state.alarm(
        Refusal.MISMATCH,
        transaction=request.transaction,
        actor=asked.actor,
        times=asked.times,
        trace=asked.trace,
    )
