"""What may the holder of this card have? The first half of the dialog. Source: ADR 0014."""

from juki.kernel.settings import current
from juki.systems.kiosk.domain.menu import Menu
from juki.systems.kiosk.domain.refusals import told
from juki.systems.kiosk.peers.contract import Asked, CertificateOffer, KioskMenu, KioskMenuAnswer, MemberOffer
from juki.systems.kiosk.services import dialogs, journal
from juki.systems.kiosk.services.card_proof import Expected, demand_kiosk, proved, transaction_of
from juki.systems.kiosk.services.journal import Request
from juki.systems.kiosk.services.one_state import one_state
from juki.systems.kiosk.services.parameters import card_authority, parameters
from juki.systems.kiosk.services.pictures import Picture, picture_of
from juki.systems.kiosk.services.refusing import Refused


def menu(asked: Asked, question: KioskMenu) -> KioskMenuAnswer:
    """The offer, or general words; the exact reason is in the log before either leaves."""
    request = Request(asked, question.name)
    try:
        return _offered(request, question)
    except Refused as refusal:
        journal.refuse(request, refusal.reason)
        words = told(refusal.reason)
        return KioskMenuAnswer(outcome="refused", code=words.value, text=words.text)


def _offered(request: Request, question: KioskMenu) -> KioskMenuAnswer:
    request.transaction = transaction_of(question.transaction)
    request.kiosk = demand_kiosk(question.kiosk, parameters().terminals)
    request.serial_digest = proved(question.proof, _expected(request))
    dialogs.open_dialog(request)
    with one_state():
        picture = picture_of(request.serial_digest, now=request.asked.times)
    offered = picture.menu()
    dialogs.offer(request, offered)
    return _answer(request, picture, offered)


def _expected(request: Request) -> Expected:
    assert request.transaction is not None
    known = parameters()
    return Expected(
        authority=card_authority(), municipality=current().municipality, transaction=request.transaction,
        kiosk=request.kiosk, now=request.asked.times.machine, statement_age=known.statement_age,
        status_age=known.status_age, ahead=known.ahead,
    )  # fmt: skip


def _answer(request: Request, picture: Picture, offered: Menu) -> KioskMenuAnswer:
    products = parameters().products
    names = {row["addressee_number"]: row["name"] for row in picture.rows}
    return KioskMenuAnswer(
        outcome="offered",
        offers=tuple(
            CertificateOffer(
                kind=one.kind, label=products[one.kind].label, fee=products[one.kind].fee, show=one.show,
                members=one.kind.value,
            )
            for one in offered.offers
        ),
        members=tuple(MemberOffer(place=at, name=names[number]) for at, number in offered.places.items()),
        until=(request.asked.times.machine + parameters().choosing).isoformat(),
    )  # fmt: skip
