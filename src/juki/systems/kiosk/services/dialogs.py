"""The steps of a dialog in the database: each one short transaction, each true for all workers at once.

A transaction's id is the only thing a dialog is found by. Source: field (Yokohama, Kawasaki, Takamatsu).
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.db.models import Count, Q

from juki.kernel.work import one_act
from juki.paper import issuer
from juki.paper.issue_number import IssueNumber
from juki.systems.kiosk.domain.hours import closed
from juki.systems.kiosk.domain.menu import Kind, Menu, Offer, Show
from juki.systems.kiosk.domain.refusals import Refusal
from juki.systems.kiosk.records.models import Card, Dialog
from juki.systems.kiosk.services import endings, journal
from juki.systems.kiosk.services.journal import Request
from juki.systems.kiosk.services.one_state import Gate, lock, share
from juki.systems.kiosk.services.parameters import parameters
from juki.systems.kiosk.services.refusing import Refused
from juki.systems.kiosk.services.service_state import service_state

State = Dialog.State
_A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Begun:
    """A copy that may be made: its number, and what was offered when it was chosen."""

    issue_number: str
    offered: Menu


@dataclass(frozen=True, slots=True)
class Made:
    """A finished document before it may leave."""

    number: str
    pages: int
    digest: str


def open_dialog(request: Request) -> None:
    """Begin the dialog of a proved card, whose holder is then known.

    Raises:
        Refused: closed, stopped, the transaction was seen before, too many dialogs, a card of nobody or ended.
    """
    asked = request.asked
    with one_act(asked.actor, reason=request.what, times=asked.times, trace=asked.trace) as act:
        _demand_service(request)
        lock(Gate.CARD, request.serial_digest)
        endings.expire(act)
        _demand_new(request)
        request.holder = holder_of(request.serial_digest)
        _insert(request)
        act.log("kiosk.opened", subjects=request.subjects, detail={"kiosk": request.kiosk})
    request.begun = True


def holder_of(serial_digest: str) -> str:
    """The 宛名番号 of whose card this is.

    Raises:
        Refused: nobody's, or its end was told.
    """
    card = Card.objects.filter(serial_digest=serial_digest).first()
    if card is None:
        raise Refused(Refusal.UNKNOWN_CARD)
    if card.state != Card.State.IN_FORCE:
        raise Refused(Refusal.ENDED_CARD)
    return card.addressee_number


def offer(request: Request, menu: Menu) -> None:
    """Keep what is about to be offered, until when.

    Raises:
        Refused: the dialog was cancelled meanwhile.
    """
    asked = request.asked
    with one_act(asked.actor, reason=request.what, times=asked.times, trace=asked.trace) as act:
        kept = Dialog.objects.filter(transaction=request.transaction, state=State.OPENED).update(
            state=State.OFFERED, until=asked.times.machine + parameters().choosing, offered=_written(menu)
        )
        if not kept:
            raise Refused(Refusal.DIALOG_OVER)
        subjects = [f"addressee:{number}" for number in menu.places.values()]
        act.log("kiosk.offered", subjects=subjects, detail={"kiosk": request.kiosk})


def begin(request: Request, places: tuple[int, ...]) -> Begun:
    """Take the dialog in hand to make the copy chosen; the number and the audit rows are kept before anything is read.

    Raises:
        Refused: closed, stopped, not this dialog's turn, not offered, or too many are being made.
    """
    asked = request.asked
    with one_act(asked.actor, reason=request.what, times=asked.times, trace=asked.trace) as act:
        _demand_service(request)
        lock(Gate.ISSUING)
        dialog = Dialog.objects.select_for_update().filter(transaction=request.transaction).first()
        offered = _demand_turn(request, dialog)
        if not offered.allows(request.kind, places, request.options):
            raise Refused(Refusal.NOT_OFFERED)
        request.members = [offered.places[at] for at in sorted(places)]
        number = _number(request)
        _start(request, number)
        act.log("kiosk.begun", subjects=request.subjects, detail={"kiosk": request.kiosk, "number": number})
        if Show.INDIVIDUAL_NUMBER in request.options:
            act.log("individual_number.shown", subjects=request.subjects, detail={"on": "certificate"})
    request.begun = True
    return Begun(number, offered)


def finish(request: Request, made: Made) -> None:
    """Let the document out: the dialog is still in hand, in time, and the service not stopped; logged and committed.

    Raises:
        Refused: it is not, and what was made has to be thrown away.
    """
    asked = request.asked
    with one_act(asked.actor, reason=request.what, times=asked.times, trace=asked.trace) as act:
        share(Gate.SERVICE)
        if service_state().stopped:
            raise Refused(Refusal.SERVICE_STOPPED)
        with connection.cursor() as cursor:
            cursor.execute(_FINISH, [request.transaction])
            let_out = cursor.rowcount == 1
        if not let_out:
            raise Refused(_why_over(request))
        journal.issued(act, request, number=made.number, pages=made.pages, digest=made.digest)


def _demand_service(request: Request) -> None:
    if shut := closed(parameters().hours, request.asked.times.city):
        raise Refused(shut)
    if service_state().stopped:
        raise Refused(Refusal.SERVICE_STOPPED)


def _demand_turn(request: Request, dialog: Dialog | None) -> Menu:
    if dialog is None:
        raise Refused(Refusal.UNKNOWN_DIALOG)
    request.serial_digest, request.holder = dialog.serial_digest, dialog.addressee_number
    if dialog.state != State.OFFERED or dialog.until is None:
        raise Refused(Refusal.DIALOG_OVER)
    if dialog.kiosk != request.kiosk:
        raise Refused(Refusal.ANOTHER_KIOSK)
    if dialog.until < request.asked.times.machine:
        raise Refused(Refusal.OFFER_EXPIRED)
    return _read(dialog.offered)


def _why_over(request: Request) -> Refusal:
    """In hand but not let out: too late. Otherwise it was ended from outside."""
    held = Dialog.objects.filter(transaction=request.transaction, state=State.ISSUING).exists()
    return Refusal.DEADLINE_PASSED if held else Refusal.DIALOG_OVER


def _demand_new(request: Request) -> None:
    same = Q(transaction=request.transaction)
    lately = Q(serial_digest=request.serial_digest, opened_at__gt=request.asked.times.machine - _A_MINUTE)
    seen = Dialog.objects.filter(same | lately).aggregate(
        same=Count("transaction", filter=same), lately=Count("transaction", filter=lately)
    )
    if seen["same"]:
        raise Refused(Refusal.REPLAYED)
    if seen["lately"] >= parameters().dialogs_per_card_and_minute:
        raise Refused(Refusal.CARD_TOO_OFTEN)


def _insert(request: Request) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            _OPEN,
            [
                request.transaction, request.kiosk, request.serial_digest, request.holder, request.asked.times.machine
            ],
        )  # fmt: skip
        if cursor.rowcount != 1:
            raise Refused(Refusal.REPLAYED)


def _start(request: Request, number: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            _START, [parameters().issuing.total_seconds(), list(request.members), number, request.transaction]
        )


def _number(request: Request) -> str:
    """The next 発行番号 of the day: date, city, kiosk, serial. Source: STD 5.5.

    Raises:
        Refused: too many are being made; the number is then given to the next.
    """
    day = request.asked.times.legal_day
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_SERIAL, [day])
        serial, being_made = cursor.fetchone()
    if being_made >= parameters().issuing_at_once:
        raise Refused(Refusal.TOO_MANY)
    return IssueNumber(
        day=day.strftime("%Y%m%d"),
        municipality=issuer.place()[1],
        terminal=request.kiosk,
        serial=f"{serial:05}",
    ).text()


def _written(menu: Menu) -> dict[str, object]:
    return {
        "kinds": {one.kind.value: [item.value for item in one.show] for one in menu.offers},
        "places": {str(at): number for at, number in menu.places.items()},
        "own": menu.own,
    }


def _read(offered: dict[str, dict[str, list[str]]]) -> Menu:
    kinds, places = offered["kinds"], offered["places"]
    return Menu(
        tuple(Offer(Kind(kind), tuple(Show(item) for item in show)) for kind, show in kinds.items()),
        {int(at): str(number) for at, number in places.items()},
        int(str(offered["own"])),
    )


_OPEN = """insert into kiosk_dialog (transaction, kiosk, serial_digest, addressee_number, state, opened_at, offered,
 chosen, issue_number, code) values (%s, %s, %s, %s, 'opened', %s, '{}', '{}', '', '')
 on conflict (transaction) do nothing"""

_START = """update kiosk_dialog
 set state = 'issuing', deadline = clock_timestamp() + make_interval(secs => %s), chosen = %s, issue_number = %s
 where transaction = %s and state = 'offered'"""

_FINISH = """update kiosk_dialog set state = 'issued'
 where transaction = %s
   and state = 'issuing'
   and deadline > clock_timestamp()"""

_BEING_MADE = "select count(*) from kiosk_dialog where state = 'issuing' and deadline > clock_timestamp()"

_NEXT_SERIAL = f"""insert into kiosk_issue_counter (day, last) values (%s, 1)
 on conflict (day) do update set last = kiosk_issue_counter.last + 1 returning last, ({_BEING_MADE})"""  # noqa: S608 - a constant
