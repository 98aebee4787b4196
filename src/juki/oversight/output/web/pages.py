"""出力簿: what left as a file, one entry, what became of it; 出力先: where files may go."""

from uuid import uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from juki.kernel.door.errors import Malformed
from juki.kernel.errors import JukiError
from juki.kernel.work import log_before_showing
from juki.oversight.output.codes import COPY, MEDIUM, PLACES, SEE, TERMINAL
from juki.oversight.output.domain.exports import exports
from juki.oversight.output.errors import NoSuchOutput
from juki.oversight.output.services import places, showing
from juki.screens.page import by_method, page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor

KINDS = {TERMINAL: "端末", MEDIUM: "媒体"}
WORDS = {showing.DELIVERED: "引渡し", showing.DESTROYED: "破棄"}
NO_KIND = "種類を選んでください。"
NO_IDENT = "媒体の管理番号又は端末のアドレスを入力してください。"
NO_WORD = "引渡しか破棄かを選んでください。"
_DIGITS = 12


@page(permission=SEE)
def show_all(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The ledger, newest first; ``?before=`` a number."""
    text = request.GET.get("before", "")
    before = _number(text) if text else None
    rows = showing.listed(system=visitor.system, before=before, actor=visitor.actor, times=visitor.times)
    return render(
        request, "output/index.html", title="出力簿", key="outputs", rows=rows, exports=exports(), kinds=KINDS,
        most=showing.MOST, may_see_places=visitor.may(PLACES), today=visitor.times.legal_day, states=showing.states_of(rows),
    )  # fmt: skip


@page(permission=SEE)
def show_one(request: HttpRequest, visitor: Visitor, number: int) -> HttpResponseBase:
    """One entry with everything that was recorded of it."""
    return _one(request, visitor, number, Typed())


@page(permission=COPY, method="POST")
def take_event(request: HttpRequest, visitor: Visitor, number: int) -> HttpResponseBase:
    """It was handed over, or destroyed."""
    typed = Typed(request.POST)
    word, text = typed.one_of("word", WORDS, missing=NO_WORD), typed.reason("text")
    if not typed.errors:
        try:
            showing.record(
                system=visitor.system, number=number, word=word, text=text, actor=visitor.actor, times=visitor.times,
                trace=uuid4(),
            )  # fmt: skip
        except NoSuchOutput:
            raise
        except JukiError as refusal:
            typed.refuse("word", refusal)
    if typed.errors and visitor.may(SEE):
        return _one(request, visitor, number, typed)
    return see_other(f"/outputs/{number}" if visitor.may(SEE) else "/")


@page(permission=PLACES)
def show_places(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Where files may go, and the form for a new one."""
    return _places(request, visitor, Typed())


@page(permission=PLACES, method="POST")
def take_place(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Permit a medium or a terminal."""
    typed = Typed(request.POST)
    kind, reason = typed.one_of("kind", KINDS, missing=NO_KIND), typed.reason()
    ident = typed.text("ident").strip()
    if not ident:
        typed.errors.setdefault("ident", NO_IDENT)
    if not typed.errors:
        try:
            places.add(
                system=visitor.system,
                kind=kind,
                ident=ident,
                reason=reason,
                actor=visitor.actor,
                times=visitor.times,
            )
        except JukiError as refusal:
            typed.refuse("ident", refusal)
    return _places(request, visitor, typed) if typed.errors else see_other("/output-places")


@page(permission=PLACES, method="POST")
def take_end(request: HttpRequest, visitor: Visitor, place: int) -> HttpResponseBase:
    """Permit it no longer."""
    typed = Typed(request.POST)
    reason = typed.reason(f"end-{place}")
    if typed.errors:
        return _places(request, visitor, typed)
    places.end(system=visitor.system, place=place, reason=reason, actor=visitor.actor, times=visitor.times)
    return see_other("/output-places")


def _one(request: HttpRequest, visitor: Visitor, number: int, typed: Typed) -> HttpResponseBase:
    row = showing.entry(system=visitor.system, number=number, actor=visitor.actor, times=visitor.times)
    return render(
        request, "output/one.html", title=f"出力 {number}番", key="outputs", status=typed.status, form=typed, row=row,
        export=exports()[row.export], kinds=KINDS, words=WORDS, word_choices=list(WORDS.items()),
        may_record=visitor.may(COPY) and showing.state_of(row) != showing.DESTROYED, events=showing.events_of(row),
    )  # fmt: skip


def _places(request: HttpRequest, visitor: Visitor, typed: Typed) -> HttpResponseBase:
    rows = list(places.listed(visitor.system))
    log_before_showing(visitor.actor, "output.places_listed", reason="output", times=visitor.times)
    return render(
        request, "output/places.html", title="出力先", key="output-places", status=typed.status, form=typed, rows=rows,
        kinds=KINDS, kind_choices=list(KINDS.items()),
    )  # fmt: skip


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise Malformed(where="before")
    return int(text)


urlpatterns = [
    path("outputs", show_all),
    path("outputs/<int:number>", show_one),
    path("outputs/<int:number>/events", take_event),
    path("output-places", by_method(GET=show_places, POST=take_place)),
    path("output-places/<int:place>/end", take_end),
]
