"""The kiosk terminal's pages, as a resident meets them: card, city, PIN, menu, members and items, fee, print.

A test terminal behind the demonstration's key. One address to a dialog; which page it shows is the dialog's state.
Source: document I-2 system 3; 公的個人認証法36条.
"""

from collections.abc import Callable
from typing import Any, Literal
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path

from juki.kernel.errors import JukiError
from juki.kernel.settings import current
from juki.kernel.work import log_before_showing
from juki.outside.cards import chip, making
from juki.outside.cards.errors import CardLocked, NoSuchCard, NotAPin, WrongPin
from juki.outside.centre import dialog, issuing, peers, states
from juki.outside.centre.errors import NotOffered
from juki.outside.centre.records.models import Dialog
from juki.outside.centre.terminals import label_of, municipalities, terminals
from juki.outside.web.pages import actor_of, with_key
from juki.screens.page import see_other
from juki.screens.rendering import render
from juki.screens.typed import key_of

ITEMS = {
    "relationship": "世帯主の氏名・続柄",
    "honseki": "本籍・筆頭者",
    "nationality": "国籍・地域",
    "residence_status": "在留資格・在留期間など",
    "individual_number": "マイナンバー（個人番号）",
}
WAIT_SECONDS = 2
BLINK_SECONDS = 5
LEFT_SECONDS = 60
"""After this long a page that says how a dialog ended makes place for the next resident."""
Page = Callable[..., HttpResponseBase]


def terminal_page(function: Page, *, method: Literal["GET", "POST"] = "GET") -> Page:
    """A page of a terminal: what is refused is said to the resident, with a way back to the first screen."""

    def view(request: HttpRequest, kiosk: str, **arguments: Any) -> HttpResponseBase:  # noqa: ANN401 - route arguments
        label_of(kiosk)
        try:
            return function(request, kiosk, **arguments)
        except JukiError as error:
            _log_refusal(request, error)
            return _show(
                request, "ended", kiosk, title="手続きを終わります", status=error.status, state="refused",
                words=error.message, code=error.code,
            )  # fmt: skip

    vars(view)["__wrapped__"] = function
    return with_key(view, method=method)


def choose_terminal(request: HttpRequest) -> HttpResponseBase:
    """The terminals of the demonstration."""
    return render(
        request, "outside/kiosk/terminals.html", title="キオスク端末を選ぶ", terminals=terminals().terminal, kiosk="",
        label="", left=0, leave="/centre",
    )  # fmt: skip


def start(request: HttpRequest, kiosk: str) -> HttpResponseBase:
    """Lay a card."""
    return _show(
        request, "start", kiosk, title="カードを置いてください", cards=making.cards(), leave="/kiosk"
    )


def choose_city(request: HttpRequest, kiosk: str) -> HttpResponseBase:
    """Whose certificate? A locked card is told so before anything is typed."""
    card = making.found(_uuid(request.GET.get("card", "")))
    if card.state == "in_force" and not card.tries_left:
        raise CardLocked
    return _show(
        request, "city", kiosk, title="証明書を発行する市区町村を選んでください", card=card, form_key=uuid4(),
        municipalities=municipalities(), leave=f"/kiosk/{kiosk}",
    )  # fmt: skip


def begin(request: HttpRequest, kiosk: str) -> HttpResponseBase:
    """Open the dialog."""
    card = making.found(_uuid(request.POST.get("card", "")))
    row = dialog.begin(
        kiosk=kiosk, municipality=request.POST.get("municipality", ""), key=key_of(request.POST), card=card.card,
        actor=actor_of(request), times=current().clock.now(),
    )  # fmt: skip
    return see_other(_address(row))


def show(request: HttpRequest, kiosk: str, transaction: UUID) -> HttpResponseBase:
    """The page of a dialog in its present state."""
    row = _swept(request, kiosk, transaction)
    match row.state:
        case "opened":
            return _pin_page(request, row)
        case "checking" | "issuing":
            title = "確認しています" if row.state == "checking" else "証明書を作成しています"
            return _show(request, "wait", kiosk, title=title, row=row)
        case "offered":
            _log(request, row, "kiosk.menu.shown")
            return _show(
                request, "menu", kiosk, title="証明書を選んでください", row=row, menu=issuing.menu_of(row)
            )
        case "issued":
            return _show(request, "printing", kiosk, title="印刷しています", row=row)
        case "printed":
            return _show(request, "done", kiosk, title="証明書をお取りください", row=row)
        case _:
            return _show(
                request, "ended", kiosk, title="手続きを終わります", state=row.state, words=row.words, code=row.code,
            )  # fmt: skip


def take_pin(request: HttpRequest, kiosk: str, transaction: UUID) -> HttpResponseBase:
    """The card signs if the PIN is right; then the card is proved and the city asked."""
    row = _swept(request, kiosk, transaction)
    actor, now = actor_of(request), current().clock.now
    if row.state != "opened":
        return see_other(_address(row))
    try:
        if row.card is None:
            raise NoSuchCard
        signed = chip.sign(row.card, row.statement, pin=request.POST.get("pin", ""), actor=actor, times=now())
    except (WrongPin, NotAPin) as error:
        _log_refusal(request, error)
        return _pin_page(request, row, error)
    except JukiError as error:
        _log_refusal(request, error)
        states.end(row, "refused", actor=actor, times=now(), code=error.code, words=error.message)
        return see_other(_address(row))
    form = dialog.ProofForm(row.transaction, kiosk, row.statement, signed.signature, signed.certificate)
    try:
        dialog.menu(form, actor=actor, now=now)
    except JukiError as error:  # the dialog keeps why; its page says it
        _log_refusal(request, error)
    return see_other(_address(row))


def choose(request: HttpRequest, kiosk: str, transaction: UUID) -> HttpResponseBase:
    """Members and items of one kind."""
    row = _swept(request, kiosk, transaction)
    if row.state != "offered":
        return see_other(_address(row))
    return _choice_page(request, row)


def confirm(request: HttpRequest, kiosk: str, transaction: UUID) -> HttpResponseBase:
    """What was chosen, with the fee; nothing is asked of the city yet."""
    row = _swept(request, kiosk, transaction)
    if row.state != "offered":
        return see_other(_address(row))
    menu, offer = _offer(row, request.GET.get("kind", ""))
    places, shown = _places(request.GET.getlist("place")), tuple(request.GET.getlist("show"))
    if offer.members == "self":
        places = tuple(member.place for member in menu.members[:1])
    elif offer.members == "all":
        places = tuple(member.place for member in menu.members)
    try:
        issuing.require_choice(menu, offer, places=places, show=shown)
    except NotOffered as error:
        _log_refusal(request, error)
        return _choice_page(
            request, row, "証明する方を1人以上選んでください。" if not places else error.message
        )
    _log(request, row, "kiosk.choice.shown")
    return _show(
        request, "confirm", kiosk, title="内容を確かめてください", row=row, offer=offer, show=shown, places=places,
        members=[one for one in menu.members if one.place in places], items=ITEMS,
    )  # fmt: skip


def take_choice(request: HttpRequest, kiosk: str, transaction: UUID) -> HttpResponseBase:
    """The fee is paid: ask the city for the certificate."""
    row = _swept(request, kiosk, transaction)
    form = issuing.IssueForm(
        row.transaction, kiosk, request.POST.get("kind", ""), _places(request.POST.getlist("place")),
        tuple(request.POST.getlist("show")),
    )  # fmt: skip
    try:
        issuing.issue(form, actor=actor_of(request), now=current().clock.now)
    except NotOffered:
        raise
    except JukiError as error:  # the dialog keeps why; a second press finds the first one's page
        _log_refusal(request, error)
    return see_other(_address(row))


def take_result(request: HttpRequest, kiosk: str, transaction: UUID) -> HttpResponseBase:
    """Printed, not printed, or cancelled by the resident."""
    row = _swept(request, kiosk, transaction)
    outcome = request.POST.get("outcome", "")
    said: Literal["printed", "not_printed", "cancelled"] = (
        "printed" if outcome == "printed" else "not_printed" if outcome == "not_printed" else "cancelled"
    )
    try:
        issuing.finish(
            issuing.ResultForm(transaction, kiosk, said), actor=actor_of(request), times=current().clock.now()
        )
    except JukiError as error:  # it has ended already: its page says how
        _log_refusal(request, error)
    return see_other(_address(row))


def collect(request: HttpRequest, kiosk: str, transaction: UUID) -> HttpResponseBase:
    """The certificate, in place of the paper; shown, or saved with ``?save=yes``."""
    actor, times = actor_of(request), current().clock.now()
    kept = issuing.document(transaction, kiosk=kiosk, actor=actor, times=times)
    log_before_showing(
        actor, "kiosk.document.shown", reason=states.REASON, times=times, subjects=[peers.subject(transaction)],
        trace=transaction,
    )  # fmt: skip
    response = HttpResponse(bytes(kept.content), content_type="application/pdf")
    placed = "attachment" if request.GET.get("save") else "inline"
    response.headers["Content-Disposition"] = f'{placed}; filename="certificate.pdf"'
    response.headers["Juki-Page"] = "document"
    return response


def leave(request: HttpRequest, kiosk: str, transaction: UUID) -> HttpResponseBase:
    """The resident goes: the certificate is thrown away, the terminal is free."""
    row = _swept(request, kiosk, transaction)
    issuing.forget(row.transaction, kiosk=kiosk)
    return see_other(f"/kiosk/{kiosk}")


def _pin_page(request: HttpRequest, row: Dialog, error: JukiError | None = None) -> HttpResponseBase:
    return _show(
        request, "pin", row.kiosk, title="暗証番号を入力してください", row=row, error=error.message if error else "",
        status=error.status if error else 200,
    )  # fmt: skip


def _choice_page(request: HttpRequest, row: Dialog, error: str = "") -> HttpResponseBase:
    menu, offer = _offer(row, request.GET.get("kind", ""))
    _log(request, row, "kiosk.choice.shown")
    return _show(
        request, "choice", row.kiosk, title=offer.label, row=row, offer=offer, members=menu.members, items=ITEMS,
        error=error, chosen=request.GET.getlist("place"), shown=request.GET.getlist("show"),
        status=422 if error else 200,
    )  # fmt: skip


def _offer(row: Dialog, kind: str) -> tuple[peers.KioskMenuAnswer, peers.CertificateOffer]:
    menu = issuing.menu_of(row)
    offer = next((one for one in menu.offers if one.kind == kind), None)
    if offer is None:
        raise NotOffered(item="証明書の種類")
    return menu, offer


def _swept(request: HttpRequest, kiosk: str, transaction: UUID) -> Dialog:
    states.sweep(actor=actor_of(request), times=current().clock.now())
    return states.found(transaction, kiosk=kiosk)


def _show(
    request: HttpRequest, template: str, kiosk: str, *, title: str, status: int = 200, row: Dialog | None = None,
    leave: str = "", **values: object,
) -> HttpResponseBase:  # fmt: skip
    """A page of a terminal; one that waits for the resident looks again by itself when the time is over."""
    left = states.seconds_left(row, current().clock.now()) if row is not None else 0
    response = render(
        request, f"outside/kiosk/{template}.html", title=title, key="", status=status, kiosk=kiosk, label=label_of(kiosk),
        row=row, left=left, within=_within(left), locked=CardLocked.code,
        leave=leave or f"/kiosk/{kiosk}", address=_address(row) if row else "", **values,
    )  # fmt: skip
    if template in ("ended", "done"):
        seconds = LEFT_SECONDS if template == "ended" else terminals().print_seconds
        response.headers["Refresh"] = f"{seconds}; url=/kiosk/{kiosk}"
    if row is not None and left:
        seconds = WAIT_SECONDS if template == "wait" else left
        response.headers["Refresh"] = f"{seconds}; url={_address(row)}"
    return response


def _within(seconds: int) -> str:
    """In words for a page that does not count: whole minutes, and never more than there are but for a blink."""
    minutes = (seconds + BLINK_SECONDS) // 60
    return f"{minutes}分" if minutes else f"{seconds}秒"


def _address(row: Dialog) -> str:
    return f"/kiosk/{row.kiosk}/{row.transaction}"


def _places(texts: list[str]) -> tuple[int, ...]:
    try:
        return tuple(int(text[:6]) for text in texts[:100])
    except ValueError:
        raise NotOffered(item="証明する方") from None


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NoSuchCard from None


def _log(request: HttpRequest, row: Dialog, action: str) -> None:
    log_before_showing(
        actor_of(request), action, reason=states.REASON, times=current().clock.now(),
        subjects=[peers.subject(row.transaction)], trace=row.transaction,
    )  # fmt: skip


def _log_refusal(request: HttpRequest, error: JukiError) -> None:
    route = request.resolver_match.route if request.resolver_match else ""
    log_before_showing(
        actor_of(request), "page.refused", reason=route, times=current().clock.now(), outcome="refused",
        detail={"code": error.code},
    )  # fmt: skip


OF_DIALOG = "kiosk/<str:kiosk>/<uuid:transaction>"
urlpatterns = [
    path("kiosk", with_key(choose_terminal)),
    path("kiosk/<str:kiosk>", terminal_page(start)),
    path("kiosk/<str:kiosk>/city", terminal_page(choose_city)),
    path("kiosk/<str:kiosk>/begin", terminal_page(begin, method="POST")),
    path(OF_DIALOG, terminal_page(show)),
    path(f"{OF_DIALOG}/pin", terminal_page(take_pin, method="POST")),
    path(f"{OF_DIALOG}/choice", terminal_page(choose)),
    path(f"{OF_DIALOG}/confirm", terminal_page(confirm)),
    path(f"{OF_DIALOG}/issue", terminal_page(take_choice, method="POST")),
    path(f"{OF_DIALOG}/result", terminal_page(take_result, method="POST")),
    path(f"{OF_DIALOG}/document", terminal_page(collect)),
    path(f"{OF_DIALOG}/leave", terminal_page(leave, method="POST")),
]
