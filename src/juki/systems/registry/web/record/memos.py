"""メモ of a person: written, changed, deleted, with every earlier state. Source: STD 1.1.15."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import Malformed
from juki.kernel.errors import JukiError
from juki.screens.page import by_method, page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.services import memos
from juki.systems.registry.services.memos import LIMIT, MemoChangeForm, MemoDeletionForm, MemoForm
from juki.systems.registry.web import posted

BLANK = "メモを入力してください。"
LONG = f"メモは{LIMIT}文字以内で入力してください。"
_NUMBER_DIGITS = 7


@page(permission=Permission.SEE_MEMO)
def show(request: HttpRequest, visitor: Visitor, addressee_number: str) -> HttpResponseBase:
    """The memos, the newest first; with ``?history=1`` deleted ones and every earlier state too."""
    return _page(request, visitor, addressee_number, Typed(QueryDict()))


@page(permission=Permission.WRITE_MEMO, method="POST")
def write(request: HttpRequest, visitor: Visitor, addressee_number: str) -> HttpResponseBase:
    """A new memo."""
    key, text = posted.key(request), _text(request, "text")

    def do() -> None:
        form = MemoForm(addressee_number=addressee_number, text=text)
        memos.write(form, actor=visitor.actor, times=visitor.times, trace=key)

    return _done(request, visitor, addressee_number, "text", text, do)


@page(permission=Permission.WRITE_MEMO, method="POST")
def change(request: HttpRequest, visitor: Visitor, addressee_number: str, memo: UUID) -> HttpResponseBase:
    """Other words for a memo, or away with it."""
    name = f"text.{memo}"
    key, text, number = posted.key(request), _text(request, name), _number(request)
    deletes = request.POST.get("action") == "delete"

    def do() -> None:
        if deletes:
            gone = MemoDeletionForm(memo=memo, number=number)
            memos.delete(gone, actor=visitor.actor, times=visitor.times, trace=key)
        else:
            form = MemoChangeForm(memo=memo, number=number, text=text)
            memos.change(form, actor=visitor.actor, times=visitor.times, trace=key)

    return _done(request, visitor, addressee_number, name, "-" if deletes else text, do)


all_of_person = by_method(GET=show, POST=write)


def _done(
    request: HttpRequest, visitor: Visitor, addressee_number: str, name: str, text: str, do: Callable[[], None]
) -> HttpResponseBase:  # fmt: skip
    """Back to the list; what is wrong stands beside the field ``name``."""
    typed = Typed(QueryDict(mutable=True))
    if not text.strip():
        typed.errors[name] = BLANK
    elif len(text) > LIMIT:
        typed.errors[name] = LONG
    else:
        try:
            do()
        except JukiError as refusal:
            if refusal.status == 404:
                raise
            typed.refuse(name, refusal)
    if not typed.errors:
        return see_other(f"/residents/{addressee_number}/memos")
    typed.typed[name] = text
    if not visitor.may(Permission.SEE_MEMO):
        return see_other(f"/residents/{addressee_number}")
    return _page(request, visitor, addressee_number, typed)


def _page(request: HttpRequest, visitor: Visitor, addressee_number: str, typed: Typed) -> HttpResponseBase:
    with_history = request.GET.get("history") == "1"
    found = memos.listed(
        addressee_number, actor=visitor.actor, times=visitor.times, with_history=with_history
    )
    return render(
        request, "registry/record/memos.html", title=f"メモ　宛名番号 {addressee_number}", key="search",
        status=typed.status, form=typed, number=addressee_number, found=found, with_history=with_history,
        actions={"written": "記入", "changed": "修正", "deleted": "削除"}, new_key=new_key,
        may_write=visitor.may(Permission.WRITE_MEMO),
    )  # fmt: skip


def new_key() -> str:
    """The key of one form of the page; each memo has its own."""
    return Typed().key_of_form


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\r\n", "\n")


def _number(request: HttpRequest) -> int:
    text = request.POST.get("number", "")
    if not (text.isascii() and text.isdigit() and len(text) <= _NUMBER_DIGITS and int(text)):
        raise Malformed(where="number")
    return int(text)
