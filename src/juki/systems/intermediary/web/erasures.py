"""副本の削除: one version, for good, with a reason. Source: document I-2 system 5 (6)."""

from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from juki.kernel.values.check_digit import typed_digits
from juki.screens.once import once
from juki.screens.page import page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.intermediary.errors import NoCopy
from juki.systems.intermediary.services import operations_copies
from juki.systems.intermediary.web.numbers import NO_NUMBER, shape
from juki.systems.intermediary.web.permissions import ERASE

LONGEST = 18
NO_VERSION = "副本の版を数字で入力してください。版は副本の照会の画面に表示されます。"


@page(permission=ERASE)
def show(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The form, filled from ``?number=`` and ``?version=`` if a page of ours leads here."""
    fields = QueryDict(mutable=True)
    fields.update({name: request.GET[name] for name in ("number", "version") if name in request.GET})
    return _page(request, Typed(fields), done="done" in request.GET)


@page(permission=ERASE, method="POST")
def take(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Erase the version, once."""
    typed = Typed(request.POST)
    number = typed_digits(typed.required("number", shape, missing=NO_NUMBER))
    version, reason = _version(typed), typed.reason()
    if typed.errors:
        return _page(request, typed)

    def act(key: UUID) -> None:
        operations_copies.erase(
            unified_number=number, version=version, reason=reason, actor=visitor.actor, times=visitor.times, trace=key
        )  # fmt: skip

    try:
        once(request, visitor, act)
    except NoCopy as refusal:
        typed.refuse("version", refusal)
        return _page(request, typed)
    return see_other("/erasures?done")


def _version(typed: Typed) -> int:
    text = typed_digits(typed.text("version").strip())
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST):
        typed.errors["version"] = NO_VERSION
        return 0
    return int(text)


def _page(request: HttpRequest, typed: Typed, *, done: bool = False) -> HttpResponseBase:
    return render(
        request, "intermediary/erasure.html", title="副本の削除", key="erasures",
        status=typed.status, form=typed, done=done,
        key_of_form=typed.key_of_form,
    )  # fmt: skip
